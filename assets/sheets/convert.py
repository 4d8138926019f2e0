"""A sheet's figures brought from one geography to another, with a log of what became of each code.

Weights come from `assets/geography/crosswalk.py`, arithmetic from `assets/geography/convert.py`; which unit a
row stands for is `identified.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from assets.geography.convert import convert_counts, convert_rates
from assets.sheets.frame import as_given
from assets.sheets.identified import Identified
from assets.sheets.numbers import Numbers
from assets.sheets.request import OWN, Request
from assets.sheets.units import Rows, UnitsOn, require_days
from domain.codes import Geography
from domain.errors import ContractError
from domain.names import some

# An average that rounding left at 12.499999999999998 is 12.5.
RATE_DIGITS = 12
# What became of a code, the least certain first: a code that is several of them counts as the first.
FATES = ("lost", "split", "merged", "exact", "unchanged")
LOG_COLUMNS = [
    "from_code", "from_name", "to_code", "to_name", "what", "weight", "method", "events", "to_unit_id", "given", "from_scheme",
    "to_scheme",
]  # fmt: skip


@dataclass(frozen=True)
class Total:
    """Sums of a counted column: before, after, and what would stand in cells left empty since a part is missing ("" for none)."""

    column: str
    before: str
    after: str
    held_back: str


@dataclass(frozen=True)
class Converted:
    """A sheet on the units of another geography, and what was done.

    Attributes
    ----------
    frame
        One row per unit and `by`: codes of `target` in column `code`, their scheme, names, the figures, `interpolated` where
        a part came from a division, and `missing_sources`, how many parts lack, in which case the figure is empty.
    log
        One row per old and new code with `what` became of it, its weight and the events behind it.
    totals
        Sums of the counted columns before and after.
    identified
        The sheet as it was read: its geography, rows and columns left out.
    """

    target: Geography
    frame: pd.DataFrame
    log: pd.DataFrame
    totals: tuple[Total, ...]
    code: str
    identified: Identified

    @property
    def vintage(self) -> Geography:
        """Scheme and day that the sheet follows; of a panel, of its last day."""
        return self.identified.geographies[-1]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns of the sheet that are not in the answer."""
        return self.identified.left_out

    @property
    def fates(self) -> dict[str, int]:
        """How many codes of the sheet were unchanged, exact, merged, split, lost; each counted once a day of its rows."""
        rank = self.log["what"].map({fate: rank for rank, fate in enumerate(FATES)}).dropna()
        worst = rank.groupby([self.log["from_scheme"], self.log["from_code"]]).min().map(dict(enumerate(FATES)))
        return {fate: int((worst == fate).sum()) for fate in reversed(FATES)}

    def report(self) -> list[str]:
        """What became of rows, codes and totals, in lines for people; how the sheet was read is `identified.report()`."""
        counts, request, known = self.fates, self.identified.request, self.identified.facts
        lines = [
            f"  rows      {len(self.identified.rows):,} in, {len(self.frame):,} out",
            f"  codes     {sum(counts.values())}: " + ", ".join(f"{number} {fate}" for fate, number in counts.items()),
        ]
        for total in self.totals:
            held = f", and {total.held_back} in cells left empty" if total.held_back else ""
            lines.append(f"  {total.column}  {total.before} before, {total.after} after{held}")
        lacking = self.frame[self.frame["missing_sources"] > 0]
        if len(lacking):
            names = some(list(dict.fromkeys(lacking["sido_ko"] + " " + lacking["name_ko"])))
            lines.append(f"  missing   {len(lacking):,} rows lack a part and are left empty: {names}")
        if counts["lost"]:
            lines.append(f"  no code   rows of {counts['lost']} codes are there without one: none is known in {self.target}")
        if str(self.target.day) > known.last_event:
            lines.append(f"  note      events are known up to {known.last_event}")
        renamed = f" (was {request.code_column})" if request.code_column not in (None, self.code) else ""
        lines.append(f"  column    {self.code}{renamed} holds codes of {self.target}, as column code_scheme says")
        return lines


def convert(sheet: Identified, target: Geography) -> Converted:
    """Bring a sheet to `target`. UsageError for a day before the history, ContractError should a sum not be conserved."""
    require_days(target, sheet.facts)
    request, numbers, to = sheet.request, sheet.numbers, UnitsOn(target, sheet.facts)
    exact = {c: n.restored(n.values).astype("float64") if c in request.rates else n.values for c, n in numbers.items()}
    walks = [rows.crosswalk(target) for rows in sheet.parts]
    tables = [rows.table.assign(**{c: values[rows.table.index] for c, values in exact.items()}) for rows in sheet.parts]
    result, totals = _result(list(zip(tables, walks, strict=True)), request, numbers)
    log = _concat(_log(walk, rows, to) for walk, rows in zip(walks, sheet.parts, strict=True))
    code = request.code_header(target)
    codes = log.dropna(subset=["to_code"]).drop_duplicates("to_unit_id").set_index("to_unit_id")["to_code"]
    above = [to.korean(to.living["sido_unit_id"][unit]) for unit in result["unit_id"]]
    named = zip(map(to.korean, result["unit_id"]), above, strict=True)
    result[code] = result["unit_id"].map(codes).astype(object)
    result["code_scheme"] = str(target)
    result["sido_ko"] = above
    result["name_ko"] = [name.removeprefix(f"{upper} ") for name, upper in named]
    columns = [code, *OWN[:4], *request.by, *request.counts, *request.rates, *OWN[4:]]
    if (given := sheet.sheet.original) is not None:
        result = result.assign(**{column: as_given(result[column], given[column]) for column in request.by})
    ordered = result[columns].sort_values([code, "unit_id", *request.by], kind="stable")
    return Converted(target, ordered.reset_index(drop=True), log, totals, code, sheet)


def _log(walk: pd.DataFrame, rows: Rows, target: UnitsOn) -> pd.DataFrame:
    """One row per old and new code; `given` is what the sheet has, a code or a name.

    `what` is one of `FATES`; `absent` for a code that the sheet lacks and the answer would have needed a part of; `left out`
    for a row beside those of its gu or city.
    """
    first = rows.table.drop_duplicates("unit_id")
    given = dict(zip(first["unit_id"], rows.keys[first.index], strict=True))
    known = walk["from_unit_id"].isin(given.keys())
    log = walk[known | walk["to_unit_id"].isin(set(walk.loc[known, "to_unit_id"]))].copy()
    log["given"] = log["from_unit_id"].map(given)
    # A code of ten digits stays as it is; a name has the code of its day.
    own = rows.on.codes if rows.named else pd.Series(given, dtype=object)
    log["from_code"] = log["from_unit_id"].map(own).fillna(log["from_unit_id"].map(rows.on.codes))
    log["to_code"] = log["to_unit_id"].map(target.codes)
    log["what"] = "split"
    log.loc[log["exact"], "what"] = "exact"
    log.loc[log["method"] == "unchanged", "what"] = "unchanged"
    log.loc[log["exact"] & log["to_unit_id"].duplicated(keep=False), "what"] = "merged"
    log.loc[log["to_code"].isna(), "what"] = "lost"  # lives on, but the target scheme has no code for it
    log.loc[~log["from_unit_id"].isin(given.keys()), "what"] = "absent"
    log["from_name"] = [rows.on.korean(unit) for unit in log["from_unit_id"]]
    log["to_name"] = [target.korean(unit) for unit in log["to_unit_id"]]
    beside = pd.DataFrame(
        [(key, key, rows.on.korean(unit), "left out") for key, unit in rows.beside.items()],
        columns=["from_code", "given", "from_name", "what"],
    )
    log = pd.concat([log.sort_values(["from_code", "to_code"], kind="stable"), beside], ignore_index=True)
    return log.assign(from_scheme=str(rows.geography), to_scheme=str(target.geography))[LOG_COLUMNS]


def _result(
    tables: Sequence[tuple[pd.DataFrame, pd.DataFrame]], request: Request, numbers: Mapping[str, Numbers]
) -> tuple[pd.DataFrame, tuple[Total, ...]]:
    """Converted columns by unit, and the totals; ContractError should a sum not be conserved."""
    found, totals = [], []
    by = request.by
    if request.counts:
        counts = list(request.counts)
        counted = _concat(
            convert_counts(table, walk, by=by, counts=counts, absent=request.absent) for table, walk in tables
        )  # fmt: skip
        whole = _concat(
            convert_counts(table.assign(**{c: table[c].fillna(0) for c in counts}), walk, by=by, counts=counts, absent="zero")
            for table, walk in tables
        )
        for column in counts:
            number = numbers[column]
            totals.append(_total(column, number, counted[column], whole[column]))
            counted[column] = number.restored(counted[column])
        found.append(counted)
    if request.rates:
        rated = _concat(
            convert_rates(table, walk, by=by, rates=request.rates, denominator=request.weight, absent=request.absent)
            for table, walk in tables
        )
        for rate in request.rates:
            rated[rate] = [float(f"{value:.{RATE_DIGITS}g}") for value in rated[rate]]
        found.append(rated)
    if len(found) == 1:
        return found[0], tuple(totals)
    both = found[0].merge(found[1], on=["unit_id", *by], suffixes=("", "_rate"))
    both["interpolated"] |= both["interpolated_rate"]
    both["missing_sources"] = both[["missing_sources", "missing_sources_rate"]].max(axis=1)
    return both, tuple(totals)


def _concat(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(list(tables), ignore_index=True)


def _total(column: str, number: Numbers, after: pd.Series, whole: pd.Series) -> Total:
    before = number.total()
    if number.decimals is not None and number.total(whole) != before:
        raise ContractError(f"{column}: {before} before and {number.total(whole)} after; nothing was written")
    empty = whole[after.isna()]
    return Total(column, before, number.total(after), number.total(empty) if empty.any() else "")
