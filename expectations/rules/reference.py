"""Does the reference geography hold the units that the region history says?"""

from __future__ import annotations

import pandas as pd

from expectations.history import alive


def unit_set_sizes(reference_region: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit set: units in the reference geography minus living units of the set in core.region."""
    living = region if reference_region.empty else alive(region, pd.Timestamp(reference_region["reference_vintage"].iloc[0]))
    sigungu = reference_region[reference_region["level"] == "sigungu"]
    here = {
        "sido": int((reference_region["level"] == "sido").sum()),
        "kosis": len(sigungu),
        "keis": int(sigungu["in_keis"].astype(bool).sum()),
        "local_government": int(sigungu["in_local_government"].astype(bool).sum()),
    }
    history = {"sido": int((living["level"] == "sido").sum())}
    history |= {name: int(living[f"in_{name}"].sum()) for name in ("kosis", "keis", "local_government")}
    return pd.DataFrame([(name, here[name], history[name], here[name] - history[name]) for name in here],
                        columns=["unit_set", "here", "in_history", "difference"])  # fmt: skip
