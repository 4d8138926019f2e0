"""The DuckDB file for analysts: tables with keys and comments, views with plain names, and its own documentation."""

from assets.release.warehouse.warehouse import STORAGE_VERSION, write_warehouse

__all__ = ["STORAGE_VERSION", "write_warehouse"]
