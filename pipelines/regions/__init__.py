"""`rebalance region`: a unit's life, codes, events and neighbours, straight from the fact files."""
