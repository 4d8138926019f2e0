"""Are the names printed beside codes names that the unit of the code bears, or ever bore?

Names without a known code are `names.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

SERIES = ["level", "scheme", "vintage"]
# Endings of names, longest first: what is left without them is what people say.
ENDINGS = ("특별자치시", "특별자치도", "통합특별시", "특별시", "광역시", "직할시", "도", "시", "군", "구")
HANGUL = re.compile("[가-힣]")
# Publishers have a few eup under a myeon's number (9 of 3,504 in 2017); more than this share are names of other rows.
ODD_KINDS = 0.01
# A dong or two may be renumbered; a series in which more than this share bear each other's names has them in the wrong rows.
ODD_NAMES = 0.01
DONG = ("emd", "legal_dong")
SHORT_CODE = 5
# Letters that a narrow column must leave of a name for it to be known again.
CUT = 3
KIND_ENDINGS = {"eup": "읍", "myeon": "면", "dong": "동가로리"}


def printed_names(boundary: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit a `verdict` on its printed name: `its own`, `another unit's`, `nobody's`, `another kind's` or `another dong's`.

    `expected` is the name of the unit whose code it is, `whose` the code of the series to which the printed name belongs.
    Names in short or long form, with or without those of the city and sido before them, are a unit's own, and so are those
    it bore at another time. Names without Hangul, and those that the file does not have, are not looked at. Of
    eup-myeon-dong the kind is known, from the code, and what other vintages call them: a name that is there one of another
    dong of the sigungu and not its own is `another dong's`, in more than a hundredth of a series `another unit's`.
    """
    columns = [*SERIES, "code", "name_ko", "unit_id", "source_file", "source_row"]
    printed_there = (boundary["name_basis"] == "published") & boundary["name_ko"].notna()
    table = pd.DataFrame(boundary.loc[printed_there, columns]).assign(expected="", whose="", verdict="its own")
    known = table["unit_id"].notna() & table["name_ko"].str.contains(HANGUL)
    names = _Names(region)
    for _, series in table[known].groupby(SERIES):
        printed = series["name_ko"].map(_bare)
        wrong = [not names.fits(name, unit) for name, unit in zip(printed, series["unit_id"], strict=True)]
        stray = series.index[wrong]
        owners = _owners(series, names) if len(stray) else {}
        table.loc[stray, "expected"] = [names.last(unit) for unit in series.loc[stray, "unit_id"]]
        table.loc[stray, "whose"] = [_whose(printed[at], series.loc[at, "code"], owners) for at in stray]
        table.loc[stray, "verdict"] = np.where(table.loc[stray, "whose"] == "", "nobody's", "another unit's")
    for at, (expected, whose, verdict) in _other_dong(table).items():
        table.loc[at, ["expected", "whose", "verdict"]] = expected, whose, verdict
    kinds = [_other_kind(series) for _, series in table[table["level"].isin(DONG)].groupby(SERIES)]
    for odd in kinds:
        table.loc[odd.index, "expected"] = odd
        table.loc[odd.index, "verdict"] = "another kind's"
    return table.drop(columns="unit_id")


def _bare(name: str) -> str:
    """A printed name without blanks and without what stands in brackets."""
    return re.sub(r"\(.*?\)|\s", "", name)


def short_forms(name: str) -> set[str]:
    """`서울특별시` is also 서울 and 서울시, `충청남도` 충남, `전북특별자치도` 전북 and 전북도, `종로구` 종로."""
    ending = next((end for end in ENDINGS if name.endswith(end)), "")
    stem = name.removesuffix(ending)
    if len(stem) < 2:
        return {name}
    forms = {name, stem}
    if ending == "도" and len(stem) == 3:
        forms.add(stem[0] + stem[2])
    if len(ending) > 1:
        forms.add(stem + ending[-1])
    return forms


class _Names:
    """All names of a unit, of every era, as publishers may print them."""

    def __init__(self, region: pd.DataFrame) -> None:
        eras = region.sort_values("valid_from")
        self._own: dict[str, list[str]] = {str(unit): list(names) for unit, names in eras.groupby("unit_id")["name_ko"]}
        self._city, self._sido = (
            {str(unit): set(above.dropna()) for unit, above in eras.groupby("unit_id")[column]}
            for column in ("parent_unit_id", "sido_unit_id")
        )

    def last(self, unit: str) -> str:
        """The name it bore last."""
        return self._own[unit][-1]

    def fits(self, printed: str, unit: str) -> bool:
        """True for a name of the unit, or what a narrow column leaves of it."""
        cut = len(printed) >= CUT and any(name.startswith(printed) for name in self._in_its_city(unit))
        return cut or printed in self.of(unit)

    @functools.cache  # noqa: B019  (as many as there are units, and it goes with the check)
    def of(self, unit: str) -> frozenset[str]:
        """Its own names, with those of its city and sido before them; the city's alone, which publishers cut names to."""
        above = self._forms(self._sido[unit] - {unit}) | {""}
        return frozenset(sido + name for sido in above for name in self._in_its_city(unit))

    def _in_its_city(self, unit: str) -> set[str]:
        city = self._forms(self._city[unit] - self._sido[unit])
        return {town + name for town in city | {""} for name in self._forms([unit])} | city

    def _forms(self, units: Iterable[str]) -> set[str]:
        return {form for unit in units for name in self._own.get(unit, []) for form in short_forms(name)}


def _owners(series: pd.DataFrame, names: _Names) -> dict[str, list[str]]:
    """Codes of the series by the names that their units may be printed under."""
    owners: dict[str, list[str]] = {}
    for code, unit in zip(series["code"], series["unit_id"], strict=True):
        for name in names.of(unit):
            owners.setdefault(name, []).append(code)
    return owners


def _whose(printed: str, code: str, owners: dict[str, list[str]]) -> str:
    """The code whose unit bears the name; of several that in the same sido, or all of them."""
    codes = owners.get(printed, [])
    near = [other for other in codes if other[:2] == code[:2]]
    return ", ".join((near or codes)[:3])


def _other_dong(table: pd.DataFrame) -> dict[int, tuple[str, str, str]]:
    """Expected name, code whose it is and verdict, by row, of dong that bear another dong's name of the other vintages."""
    found: dict[int, tuple[str, str, str]] = {}
    for _, same in table[table["level"].isin(DONG)].groupby(["level", "scheme"]):
        named = same.assign(name_ko=same["name_ko"].map(_bare), sigungu=same["code"].str[:SHORT_CODE])
        times = named.groupby(["code", "name_ko"])["vintage"].nunique()
        alone = named[(times[pd.MultiIndex.from_frame(named[["code", "name_ko"]])] == 1).to_numpy()]
        for vintage, rows in alone.groupby("vintage"):
            others = named[named["vintage"] != vintage]
            usual = others.drop_duplicates("code", keep="last").set_index("code")["name_ko"]
            whose = others.drop_duplicates(["sigungu", "name_ko"]).set_index(["sigungu", "name_ko"])["code"].to_dict()
            odd = {
                at: (usual[code], owner)
                for at, code, key in zip(
                    rows.index, rows["code"], zip(rows["sigungu"], rows["name_ko"], strict=True), strict=True
                )
                if code in usual.index and (owner := whose.get(key))
            }
            many = len(odd) > ODD_NAMES * (named["vintage"] == vintage).sum()
            found |= {at: (*said, "another unit's" if many else "another dong's") for at, said in odd.items()}
    return found


def _other_kind(series: pd.DataFrame) -> pd.Series:
    """The kind that the code tells, for names that end as another kind's do; none where these are few."""
    kind = pd.Series(_kinds(series), index=series.index)
    last = series["name_ko"].map(_bare).str[-1]
    odd = pd.Series([bool(k) and end not in KIND_ENDINGS[k] for k, end in zip(kind, last, strict=True)], index=series.index)
    return kind[odd] if odd.mean() > ODD_KINDS else kind[:0]


def _kinds(series: pd.DataFrame) -> Iterable[str]:
    """`eup`, `myeon` or `dong` by the digits after the sigungu's; "" where they tell nothing."""
    scheme = series["scheme"].iloc[0]
    for code in series["code"]:
        rest = code[5:8] if scheme == "mois" else code[5:7]
        if not rest.isdigit() or len(rest) < (3 if scheme == "mois" else 2):
            yield ""
        elif scheme == "mois":
            # Legal dong begin at 101, eup at 250, myeon at 310, administrative dong at 510.
            yield "eup" if 250 <= int(rest) < 310 else "myeon" if 310 <= int(rest) < 510 else "dong"
        else:
            yield "eup" if int(rest) < 30 else "myeon" if int(rest) < 50 else "dong"
