"""What must hold: table contracts, rules, and the runner that checks them.

Nothing here reads a file of a publisher or knows of Dagster; libraries only.
"""
