"""Employment, fertility and the price of an apartment."""
