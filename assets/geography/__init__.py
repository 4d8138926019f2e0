"""Regions as shapes: cleaned coverages, what was repaired, levels dissolved from them."""
