"""Does the ledger say what its variants say, and is every claim founded on a figure or on a named gap?"""

from __future__ import annotations

import pandas as pd

from expectations.verdict import NOT_YET, holding, verdict_of


def verdict_follows(claim: pd.DataFrame, claim_variant: pd.DataFrame) -> pd.DataFrame:
    """Per claim whether verdict and `holds_under` are those of its variants: `follows`."""
    rows = []
    for claim_id, verdict, under in zip(claim["claim_id"], claim["verdict"], claim["holds_under"], strict=True):
        variants = claim_variant[claim_variant["claim_id"] == claim_id]
        expected = verdict_of(variants)
        rows.append((claim_id, expected, verdict == expected and ("" if pd.isna(under) else under) == holding(variants)))
    return pd.DataFrame(rows, columns=["claim_id", "expected", "follows"])


def claims_with_variants(claim: pd.DataFrame, claim_variant: pd.DataFrame) -> pd.DataFrame:
    """Per claim the number of its variants that have neither a value nor the table that is needed; 1 when it has no variant."""
    rows = []
    for claim_id in claim["claim_id"]:
        own = claim_variant[claim_variant["claim_id"] == claim_id]
        open_ = own["verdict"] == NOT_YET
        bare = (open_ & own["needed_table"].isna()) | (~open_ & own["value"].isna())
        rows.append((claim_id, int(bare.sum()) if len(own) else 1))
    return pd.DataFrame(rows, columns=["claim_id", "unfounded"])
