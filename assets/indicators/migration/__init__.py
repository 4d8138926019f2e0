"""Migration balances and youth migration."""
