"""How tables are kept and publishers' files are opened; no table of its own is made here."""
