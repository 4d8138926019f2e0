"""The rust-belt index and shift-share: components add up to what they decompose."""

from __future__ import annotations

import pandas as pd

from domain.rust_belt import EXPECTED, FEWEST_WORKERS

# Do hub and state of the rust belt say the same, and is no state given to a unit with too little manufacturing?

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
    jobs = rust_belt[["jobs_first", "jobs_peak"]].astype("float64").max(axis=1)
    verdict = verdict.mask(measured & (jobs < FEWEST_WORKERS), "state of a unit with too little manufacturing")
    return rust_belt[["region_id"]].assign(verdict=verdict)


def expected_areas_told(rust_belt_expected: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per area that is named in accounts of industrial towns and ever lived a `verdict`: `told`, `left out`, or `no sentence`."""
    sentences = rust_belt_expected.set_index("unit_id")[["reason", "reason_ko"]]
    told = (sentences.fillna("") != "").all(axis=1).to_dict()
    verdicts = {None: "left out", True: "told", False: "no sentence"}
    areas = [unit for unit in EXPECTED if unit in set(region["unit_id"])]
    return pd.DataFrame({"unit_id": areas, "verdict": [verdicts[told.get(unit)] for unit in areas]}, dtype="str")


# Do the parts of a shift-share analysis add up to the change?


def shift_share_adds_up(shift_share: pd.DataFrame) -> pd.DataFrame:
    """Per row: change minus its three parts, per unit of the larger figure (`unexplained`, no unit)."""
    table = shift_share
    size = table[["first_value", "last_value"]].abs().max(axis=1)
    left = table["total"] - table["national"] - table["mix"] - table["local"]
    return table.assign(unexplained=(left / size.where(size > 0, 1.0)).astype("float64"))
