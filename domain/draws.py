"""How many draws a band of a projection has, and from which seed: the same in a release, on its page and in the command."""

from __future__ import annotations

# Ends of bands then differ from those of another seed by 2 to 5 % of the width; with 100 it was 5 to 10 %.
DRAWS, SEED = 1000, 2024
