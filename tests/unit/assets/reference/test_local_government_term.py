"""Terms of local governments have no end: those to come follow by law."""

from __future__ import annotations

import datetime as dt

from assets.reference.units import local_government_term
from expectations.contracts.units import LOCAL_GOVERNMENT_TERM
from tests.frames import result


def test_terms_follow_each_other_without_gap_to_the_end_of_the_century() -> None:
    table = result(LOCAL_GOVERNMENT_TERM, local_government_term())
    assert table["term"].tolist() == list(range(1, len(table) + 1))
    assert table["ends"].iloc[:-1].tolist() == table["begins"].iloc[1:].tolist()
    assert table["ends"].iloc[-1] > dt.date(2100, 1, 1)


def test_terms_to_come_have_no_election_and_are_not_verified() -> None:
    table = result(LOCAL_GOVERNMENT_TERM, local_government_term()).set_index("term")
    assert table.loc[9, "election"] == dt.date(2026, 6, 3) and table.loc[9, "verified"]
    assert (table.loc[10, "begins"], table.loc[10, "ends"]) == (dt.date(2030, 7, 1), dt.date(2034, 7, 1))
    assert table.loc[10:, "election"].isna().all() and not table.loc[10:, "verified"].any()
