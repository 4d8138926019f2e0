"""`rebalance convert`: a user's sheet from one geography to another, with a log of what became of each code.

Weights come from `assets/geography/crosswalk.py`, arithmetic from `assets/geography/convert.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assets.geography.codes import Geography, ask, codes, unit_of
from assets.geography.convert import convert_counts, convert_rates
from assets.geography.crosswalk import TRACKS, History, Track, crosswalk
from assets.geography.vintage import detect, mixed_schemes
from expectations.errors import SourceError, UsageError

SIDO_DIGITS, SIGUNGU_DIGITS, FULL_DIGITS = 2, 5, 10


@dataclass(frozen=True)
class Request:
    """What is to be converted: columns of the sheet, and from which geography.

    `counts` are summed, `rates` averaged with `weight`, `by` kept apart; other columns are dropped when
    they only repeat the unit's name.
    """

    code_column: str
    source: Geography
    counts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    weight: str | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Converted:
    """The sheet on the target's units, and one log row per old and new code."""

    table: pd.DataFrame
    log: pd.DataFrame


def source_geography(file: str, given: Sequence[str], region: pd.DataFrame) -> Geography:
    """The geography that codes follow, found from the codes themselves.

    Raises UsageError for two-digit codes, which several schemes share, for a mixture, and when no
    scheme explains all codes.
    """
    short = sorted({code for code in given if len(code) == SIDO_DIGITS})
    if short:
        raise UsageError(f"{file}: {ask(region, short[0])} Say --from mois@… or --from kostat@….")
    mixture = mixed_schemes(given, region)
    if len(mixture) > 1:
        raise UsageError(f"{file}: codes of {' and '.join(mixture)} together; separate them, or say --from")
    best = detect(given, region)[0]
    if best.unknown:
        raise UsageError(f"{file}: no scheme explains all codes; nearest is {best.sentence()}. Say --from.")
    return Geography(best.scheme, best.valid_from)


def convert(
    file: str, sheet: pd.DataFrame, request: Request, target: Geography, history: History, region: pd.DataFrame, units: str = ""
) -> Converted:
    """Bring `sheet` to `target`.

    `units` is `kosis`, `finest` or "" (finest when the sheet has gu, else kosis). Raises UsageError for
    undeclared columns, SourceError with the row for unknown, repeated or doubly counting codes.
    """
    keyed = _with_units(file, sheet, request, region)
    track = _track(file, keyed, units)
    keyed = _on_track(keyed, track)
    table = keyed.drop(columns=[request.code_column, *_labels(file, keyed, request)])
    _require_one_row(file, table, request)
    walk = crosswalk(history, request.source.day, target.day, track, sorted(set(table["unit_id"])))
    named = codes(region, target).set_index("unit_id")
    result = _converted(file, table, walk, request)
    result = result.assign(code=result["unit_id"].map(named["code"]), name_ko=result["unit_id"].map(named["name_ko"]))
    sido = codes(region, target).query("level == 'sido'").set_index("unit_id")["name_ko"]
    result["sido_ko"] = result["unit_id"].map(named["sido_unit_id"]).map(sido)
    columns = ["code", "sido_ko", "name_ko", *request.by, *request.counts, *request.rates, "interpolated"]
    result = result[columns].sort_values(["code", *request.by], kind="stable").reset_index(drop=True)
    return Converted(result, _log(walk, keyed, named, request))


def _with_units(file: str, sheet: pd.DataFrame, request: Request, region: pd.DataFrame) -> pd.DataFrame:
    """Add `unit_id`, `level`, `in_finest`, `in_kosis`; SourceError for a code of no unit on that day."""
    named = [request.code_column, *request.counts, *request.rates, *request.by, *([request.weight] if request.weight else [])]
    absent = [column for column in named if column not in sheet.columns]
    if absent:
        raise UsageError(f"{file}: no column {', '.join(absent)}; there are {', '.join(sheet.columns)}")
    short = sheet[request.code_column].map(_short)
    units = unit_of(region, request.source)
    unknown = short[~short.isin(units.keys())]
    if len(unknown):
        row = int(unknown.index[0])
        raise SourceError(
            file, f"code {sheet.loc[row, request.code_column]!r}", f"a code of {request.source}", row,
            f"{len(unknown)} such row{'s' if len(unknown) > 1 else ''}. `rebalance vintage` tells which scheme the codes follow.",
        )  # fmt: skip
    facts = codes(region, request.source).set_index("unit_id")
    keyed = sheet.assign(unit_id=short.map(units))
    return keyed.join(facts[["level", "in_finest", "in_kosis", "parent_unit_id"]], on="unit_id")


def _short(code: str) -> str:
    """Ten-digit codes of sigungu and sido, cut to what names the unit."""
    if len(code) == FULL_DIGITS and code.endswith("0" * SIGUNGU_DIGITS):
        code = code[:SIGUNGU_DIGITS]
        return code[:SIDO_DIGITS] if code.endswith("000") else code
    return code


def _track(file: str, keyed: pd.DataFrame, units: str) -> Track:
    if keyed["level"].nunique() > 1:
        row = int(keyed.index[keyed["level"] == "sido"][0])
        raise SourceError(file, "a sido among sigungu", "one level", row, "Its people would be counted twice; take it out.")
    if (keyed["level"] == "sido").all():
        return "sido"
    if chosen := next((track for track in TRACKS if track == units), None):
        return chosen
    return "finest" if (keyed["in_finest"] & ~keyed["in_kosis"]).any() else "kosis"


def _on_track(keyed: pd.DataFrame, track: Track) -> pd.DataFrame:
    """Gu become their city in the KOSIS set; a city beside its gu is left out of the finest set."""
    present = set(keyed["unit_id"])
    if track == "kosis":
        gu = keyed["in_finest"] & ~keyed["in_kosis"]
        beside = gu & keyed["parent_unit_id"].isin(present)
        keyed = keyed[~beside]
        gu = gu[~beside]
        return keyed.assign(unit_id=keyed["unit_id"].where(~gu, keyed["parent_unit_id"]))
    if track == "finest":
        cities = ~keyed["in_finest"]
        return keyed[~cities]
    return keyed


def _labels(file: str, keyed: pd.DataFrame, request: Request) -> list[str]:
    """Columns that only repeat the unit; UsageError for one that is neither declared nor such a label."""
    ours = {"unit_id", "level", "in_finest", "in_kosis", "parent_unit_id", request.code_column}
    declared = {*request.counts, *request.rates, *request.by, *([request.weight] if request.weight else [])}
    rest = [column for column in keyed.columns if column not in ours | declared]
    once = keyed.groupby(request.code_column)[rest].nunique().le(1).all() if rest else pd.Series(dtype=bool)
    undeclared = [c for c in rest if not once[c] or keyed[c].str.replace(",", "").str.fullmatch(r"-?\d+(\.\d+)?").all()]
    if undeclared:
        raise UsageError(
            f"{file}: what is column {', '.join(undeclared)}? Say --count for numbers that are summed, --rate for those that "
            "are not, --by for what tells rows of one unit apart"
        )
    return [*rest, "level", "in_finest", "in_kosis", "parent_unit_id"]


def _require_one_row(file: str, table: pd.DataFrame, request: Request) -> None:
    if request.by or request.rates or request.counts:
        return
    raise UsageError(f"{file}: say which columns are numbers: --count for sums, --rate for rates")


def _converted(file: str, table: pd.DataFrame, walk: pd.DataFrame, request: Request) -> pd.DataFrame:
    numbers = table.copy()
    for column in [*request.counts, *request.rates, *([request.weight] if request.weight else [])]:
        numbers[column] = _numbers(file, table[column], column)
    keys = ["unit_id", *request.by]
    extensive = [*request.counts, *([request.weight] if request.weight and request.weight not in request.counts else [])]
    if extensive:
        numbers = _gathered(numbers, keys, extensive, request.rates, file)
    parts = []
    if request.counts:
        parts.append(convert_counts(numbers, walk, by=request.by, counts=request.counts))
    if request.rates:
        parts.append(convert_rates(numbers, walk, by=request.by, rates=request.rates, denominator=request.weight))
    if len(parts) == 1:
        return parts[0]
    both = parts[0].merge(parts[1], on=keys, suffixes=("", "_rate"))
    return both.assign(interpolated=both["interpolated"] | both["interpolated_rate"]).drop(columns="interpolated_rate")


def _gathered(numbers: pd.DataFrame, keys: list[str], extensive: list[str], rates: tuple[str, ...], file: str) -> pd.DataFrame:
    """One row per unit and key: gu of one city are summed; rates of several rows would be, so they are refused."""
    if not numbers.duplicated(keys).any():
        return numbers
    if rates:
        raise UsageError(f"{file}: several rows per unit; say with --by what tells them apart, rates are never summed")
    summed: pd.DataFrame = numbers.groupby(keys, as_index=False, sort=False)[extensive].sum(min_count=1)
    return summed


def _numbers(file: str, cells: pd.Series, column: str) -> pd.Series:
    """Numbers, thousands commas dropped; empty, `-` and `X` stay empty; anything else is an error with its row."""
    text = cells.str.replace(",", "")
    empty = text.isin(["", "-", "X", "x"])
    numbers = pd.to_numeric(text.where(~empty), errors="coerce")
    wrong = numbers.isna() & ~empty
    if wrong.any():
        row = int(wrong.index[wrong][0])
        raise SourceError(file, f"{cells[row]!r} in column {column}", "a number", row)
    return numbers.astype("float64")


def _log(walk: pd.DataFrame, keyed: pd.DataFrame, named: pd.DataFrame, request: Request) -> pd.DataFrame:
    old = keyed.drop_duplicates("unit_id").set_index("unit_id")[request.code_column]
    log = walk.assign(
        from_code=walk["from_unit_id"].map(old),
        to_code=walk["to_unit_id"].map(named["code"]),
        to_name=walk["to_unit_id"].map(named["name_ko"]),
    )
    log["what"] = "split"
    log.loc[log["exact"], "what"] = "exact"
    log.loc[log["exact"] & log["to_unit_id"].duplicated(keep=False), "what"] = "merged"
    log.loc[log["method"] == "unchanged", "what"] = "unchanged"
    log.loc[log["to_code"].isna(), "what"] = "lost"  # lives, but the target scheme has no code for it
    return log[["from_code", "from_unit_id", "to_code", "to_name", "to_unit_id", "what", "weight", "method", "events"]]


def output_paths(path: Path, target: Geography, out: Path | None) -> tuple[Path, Path]:
    """Where the converted sheet and its log go."""
    table = out or path.with_name(f"{path.stem}.{target.scheme}-{target.day}{path.suffix}")
    return table, table.with_name(f"{table.stem}.log.csv")
