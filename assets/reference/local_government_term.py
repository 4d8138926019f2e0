"""Terms of elected local governments: those that were elected, and those that follow by law."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.local_government_term import LOCAL_GOVERNMENT_TERM

# The law sets four years (Local Autonomy Act); as far ahead as the project has years at all.
YEARS, UNTIL = 4, 2100
LAW = "Local Autonomy Act (지방자치법): four years"


@reference(contract=LOCAL_GOVERNMENT_TERM, facts=(fact_file("local_government_term"),))
def local_government_term() -> pd.DataFrame:
    """Terms since 1995. One row per term; terms to come have no day of election."""
    known = read_facts("local_government_term")
    return pd.concat([known, pd.DataFrame(following(int(known["term"].iloc[-1]), known["ends"].iloc[-1]))], ignore_index=True)


def following(term: int, ends: str) -> list[dict[str, object]]:
    """Terms after one that ends on a day, without gap."""
    first = dt.date.fromisoformat(ends)
    begins = [first.replace(year=year) for year in range(first.year, UNTIL, YEARS)]
    return [
        {
            "term": term + number,
            "begins": day,
            "ends": day.replace(year=day.year + YEARS),
            "election": None,
            "source": LAW,
            "verified": False,
            "note": "to come",
        }
        for number, day in enumerate(begins, start=1)
    ]
