"""What is built: pure functions from tables to tables, a folder a stage in the order data flows.

When and where they run is `pipelines/`; what must hold of them is `expectations/`.
"""
