"""Do hub and state of the rust belt say the same, and is no state given to a unit with too little manufacturing?"""

from __future__ import annotations

import pandas as pd

MEASURED = ("intact", "eroded", "hollowed")


def states_follow(rust_belt: pd.DataFrame) -> pd.DataFrame:
    """Per unit a `verdict`: `follows`, or what its state does not go with."""
    state = rust_belt["state"]
    hub = rust_belt["hub"]
    measured = state.isin(MEASURED)
    verdict = pd.Series("follows", rust_belt.index)
    verdict = verdict.mask(hub.isna() != (state == "not_known"), "hub and state differ in what is known")
    verdict = verdict.mask(hub.eq(False) != (state == "no_hub"), "state of a unit that was no hub")
    verdict = verdict.mask(measured & rust_belt["jobs_loss"].isna(), "state without a loss of jobs")
    verdict = verdict.mask((state == "unknown") & rust_belt["jobs_loss"].notna(), "loss of jobs without a state")
    return rust_belt[["region_id"]].assign(verdict=verdict)
