"""Terms of elected local governments."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.local_government_term import LOCAL_GOVERNMENT_TERM


@reference(contract=LOCAL_GOVERNMENT_TERM, facts=(fact_file("local_government_term"),))
def local_government_term() -> pd.DataFrame:
    """Terms since 1995. One row per term."""
    return read_facts("local_government_term")
