"""Concentration in the capital region and inequality between regions."""
