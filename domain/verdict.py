"""How the verdict on a claim follows from its variants: one rule, used by the ledger and by the check on it."""

from __future__ import annotations

import pandas as pd

HOLDS, SOME, FAILS, NOT_YET = "holds", "holds only under", "does not reproduce", "not checkable yet"
VERDICTS = (HOLDS, SOME, FAILS, NOT_YET)
VARIANT_VERDICTS = ("holds", "does not hold", "shown", NOT_YET)


def verdict_of(variants: pd.DataFrame) -> str:
    """Verdict on a claim whose rows of mart.claim_variant these are.

    It holds when every variant that is judged holds, does not reproduce when none does, and holds only under some
    definitions, items or dates otherwise. What is only shown or cannot be measured has no say.
    """
    judged = set(variants["verdict"]) & {"holds", "does not hold"}
    if not judged:
        return NOT_YET
    if judged == {"holds"}:
        return HOLDS
    return FAILS if judged == {"does not hold"} else SOME


def holding(variants: pd.DataFrame) -> str:
    """The definitions under which a claim holds, with `k of m` where it does for some items or dates only."""
    parts = []
    for name, verdicts in variants.groupby("definition", sort=False)["verdict"]:
        yes, no = int((verdicts == "holds").sum()), int((verdicts == "does not hold").sum())
        if yes:
            parts.append(f"{name} ({yes} of {yes + no})" if no else str(name))
    return ", ".join(parts)
