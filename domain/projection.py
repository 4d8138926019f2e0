"""What is said beside every projection, and how many draws its band has: the same in a release, on its page and in commands."""

from __future__ import annotations

# Ends of bands then differ from those of another seed by 2 to 5 % of the width; with 100 it was 5 to 10 %.
DRAWS, SEED = 1000, 2024

# Two bases of a path, and what each takes for granted of births.
CONTROLLED, BALANCED = "controlled", "balanced"
BIRTHS = {
    CONTROLLED: (
        "Births: children per woman change as in Statistics Korea's middle path of December 2021, whose total fertility rate "
        "rises from 0.70 in 2024 to 1.21 in 2046."
    ),
    BALANCED: "Births: children per woman stay at those of the newest December; no official path holds this one.",
}
FOREIGNERS = (
    "Foreigners: the register leaves them out and counts in December; official paths hold them and are of the middle of the "
    "year, so that only their growth is taken."
)
ASSUMED = f"On basis {CONTROLLED}: {BIRTHS[CONTROLLED]} On basis {BALANCED}: {BIRTHS[BALANCED]} {FOREIGNERS}"
