"""One module per publisher layout: read as published, cells checked, nothing derived.

Shared reading is `assets/reading/`; which files exist is declared in `catalogue.toml`.
"""
