"""The ledger of claims and the reproduction of published figures."""

from __future__ import annotations

import pandas as pd

from domain.verdict import NOT_YET, holding, named, tally, verdict_of, verdict_of_author

# Does the ledger say what its variants say, and is every claim founded on a figure or on a named gap?
TOLD = [
    "verdict_author", "verdict", "definitions_holding", "definitions_checked", "definitions_open", "definitions_written",
    "holds_under",
]  # fmt: skip


def verdict_follows(claim: pd.DataFrame, claim_variant: pd.DataFrame) -> pd.DataFrame:
    """Per claim whether its verdicts, its counts and `holds_under` are those of its variants: `follows`."""
    rows = []
    for told in claim.to_dict("records"):
        variants = claim_variant[claim_variant["claim_id"] == told["claim_id"]]
        counts = tally(variants)
        open_ = counts.written - counts.judged
        own, expected = verdict_of_author(variants), verdict_of(variants)
        right = [own, expected, counts.holds, counts.judged, open_, counts.written, named(holding(variants))]
        said = ["" if pd.isna(told[column]) else told[column] for column in TOLD]
        rows.append((told["claim_id"], expected, said == right))
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


# Do our counts fit between those that were published before and after?


def at_risk_between_published(at_risk_count: pd.DataFrame, published_figure: pd.DataFrame) -> pd.DataFrame:
    """Per December of the KEIS set: units by which the count lies `outside` the published ones either side of its date.

    Ours is the interval around `then_at_risk`, counted on the units of the day: units near the limit either way, and missing
    ones above, since dates are months apart and an index also rises. It is outside when it does not meet the span from the
    published count at or before the date to the one at or after it (registration, KEIS). A side without one is open.
    """
    theirs = published_figure[
        (published_figure["figure"] == "at_risk_count")
        & (published_figure["concept"] == "registration")
        & (published_figure["unit_set"] == "keis")
    ].sort_values("period_to")
    rows = []
    ours = at_risk_count[at_risk_count["unit_set"] == "keis"]
    ours = ours.dropna(subset=["then_at_risk"])
    columns = ["reference_date", "then_at_risk", "then_missing_units", "then_near_limit"]
    for day, at_risk, missing, near in ours[columns].itertuples(index=False, name=None):
        before = theirs.loc[theirs["period_to"] <= day, "value"]
        after = theirs.loc[theirs["period_to"] >= day, "value"]
        least = float(before.iloc[-1]) if len(before) else float("-inf")
        most = float(after.iloc[0]) if len(after) else float("inf")
        low, high = int(at_risk) - int(near), int(at_risk) + int(missing) + int(near)
        rows.append((day, least, low, high, most, max(least - high, low - most, 0.0)))
    return pd.DataFrame(rows, columns=["reference_date", "published_before", "at_risk", "at_most", "published_after", "outside"])
