"""Do printed parts add up to the printed whole? What contradicts is refused with its row.

A part that is not told explains what its whole has more than the others; a fault of the publisher's is let through when it
is declared, with its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from assets.reading.source_file import SourceFile

HIDDEN = ("suppressed", "missing")


def sums_of_parts(parts: pd.DataFrame, wholes: pd.DataFrame, key: Sequence[str], figure: str) -> pd.DataFrame:
    """Wholes beside their parts: `key`, `printed`, `summed`, `hidden`, `difference`, `fits`, `source_row` of the whole.

    Both tables have `key`, `figure`, `{figure}_status` and `source_row`. A part that does not exist counts nothing. A
    suppressed or missing one has at least one person or establishment in it, so that the whole must exceed the rest by as
    many. A whole of which no part is published, or that is itself suppressed or missing, has nothing to fit.
    """
    status = f"{figure}_status"
    cells = parts[list(key)].assign(
        summed=parts[figure].astype("float64").fillna(0),
        hidden=parts[status].isin(HIDDEN),
        given=parts[status].isin(["reported", *HIDDEN]),
    )
    sums = cells.groupby(list(key), as_index=False)[["summed", "hidden", "given"]].sum()
    both = wholes[[*key, figure, status, "source_row"]].merge(sums, on=list(key))
    both = both[(both["given"] > 0) & ~both[status].isin(HIDDEN)].assign(printed=both[figure].astype("float64").fillna(0))
    both["difference"] = (both["printed"] - both["summed"]).astype("int64")
    exact, more = both["difference"] == 0, both["difference"] >= both["hidden"]
    return both.assign(fits=((both["hidden"] == 0) & exact) | ((both["hidden"] > 0) & more))


def refuse_contradictions(file: SourceFile, sums: Iterable[tuple[str, pd.DataFrame]]) -> None:
    """SourceError for the first of the `sums_of_parts` that does not fit and is no declared fault, or fits though declared.

    Each table comes with a form for the names of its sums in `known_faults`, filled from its columns; the number is the
    whole minus the known parts.
    """
    declared = file.known_faults
    for form, table in sums:
        for row in (table if declared else table[~table["fits"]]).to_dict("records"):
            name, difference = form.format_map(row), int(row["difference"])
            if row["fits"] and name in declared:
                remedy = "The publisher has mended it: take the line out."
                raise file.error(f"no fault {name!r}", "the one that known_faults declares", int(row["source_row"]), remedy)
            if not row["fits"] and declared.get(name) != difference:
                hidden = f" and {int(row['hidden'])} not told" if row["hidden"] else ""
                raise file.error(
                    f"{name}: {row['summed']:,.0f} in all{hidden}",
                    f"{row['printed']:,.0f}, as the whole is printed",
                    int(row["source_row"]),
                    f'If the publisher has it so, declare known_faults = {{ "{name}" = {difference} }}.',
                )
