"""The rust-belt index."""
