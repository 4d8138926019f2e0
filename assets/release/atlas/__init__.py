"""The atlas: one page with maps, regions, comparisons, claims and scenarios, opened from disk without a network."""
