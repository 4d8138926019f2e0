"""Manufacturing, shift-share, the spatial division of labour and crisis triggers."""
