"""Makes pages, pictures and schemas of `docs/` from the code, and reads the pages as a test does."""
