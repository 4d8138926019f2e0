"""`rebalance scenario`: projections with levers on the population of the current release."""
