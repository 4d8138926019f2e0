"""Extinction risk: the KEIS index, its counts and changes, and other readings of decline."""
