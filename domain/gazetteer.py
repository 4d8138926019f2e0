"""Which units a written name means: as laws, forms, addresses and newspapers write it, in Korean or English, now or of old.

`강원자치도`, `세종시`, `서울시 중구`, `수원시장안구`, `Jung-gu, Daegu`. What a unit is called is `names.py`; what several answers
mean to a user is said by who asks.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from domain.days import day, text

# Endings of province and city names that people exchange and leave out, the longest first.
PROVINCE = ("특별자치도", "자치도", "특별도", "특자도", "도")
CITY = ("통합특별시", "특별자치시", "광역시", "특별시", "직할시", "자치시", "통합시", "시")
# Four-letter provinces are said with their first and third letter: 충청북도 is 충북.
_FOUR = re.compile(r"(.).([남북])도")
# U+119E is what NFKC makes of the middle dot of Korean keyboards.
_SEPARATORS = re.compile(r"[,/()\[\]<>|·_‧\u119e:;]|(?<=[가-힣])\s*[-–>]\s*(?=[가-힣])")
# `중구(中區)` says the same twice; without brackets Chinese letters are a name of their own, which nothing here knows.
_HANJA = re.compile(r"[(\[<]\s*[\u3400-\u9fff\s]+[)\]>]")
# KOSIS spaces short names out: `중  구`.
_SPACED = re.compile(r"(?<![가-힣])([가-힣])\s+([시군구도])(?![가-힣])")
_ENGLISH_KIND = re.compile(
    r"(-(do|si|gun|gu))?( (integrated|special|metropolitan|self-governing|directly|state|city|province)\b.*)?$"
)
_ENGLISH_ENDINGS = ("", " city", " state", " province")
_ENGLISH_LEVELS = {"gu": ("district",), "gun": ("county",), "si": ("city",)}
# As maps and databases of before 2000 spell them, after McCune and Reischauer.
_OLD_ROMAN = {
    "busan": "pusan", "daegu": "taegu", "incheon": "inchon", "gwangju": "kwangju", "daejeon": "taejon", "gyeonggi": "kyonggi",
    "gangwon": "kangwon", "jeju": "cheju", "chungbuk": "chungchongbuk", "chungnam": "chungchongnam", "jeonbuk": "chollabuk",
    "jeonnam": "chollanam", "gyeongbuk": "kyongsangbuk", "gyeongnam": "kyongsangnam",
}  # fmt: skip
# Kyŏnggi, Ch'ungch'ŏng; and what nobody sees, such as the mark at the beginning of a file.
_MARKS = str.maketrans({"ŏ": "o", "ŭ": "u"} | dict.fromkeys("'\u2019\u02bc\u200b\u200c\u200d\u2060\ufeff"))
_ENGLISH_HALVES = {"buk": "north", "nam": "south"}
_NATION = frozenset({"대한민국", "한국", "korea"})
MOST_WORDS = 6


@dataclass(frozen=True)
class _Era:
    unit: str
    level: str
    begin: dt.date
    end: dt.date
    parent: str
    sido: str

    def lives(self, on: dt.date) -> bool:
        return self.begin <= on < self.end


@dataclass(frozen=True)
class Reading:
    """Units that a name means on a day; `former` when none bears it then and they did, or will, at another time."""

    units: tuple[str, ...]
    former: bool = False


class Gazetteer:
    """Names out of core.region, each with the ways in which it is written."""

    def __init__(self, region: pd.DataFrame) -> None:
        self._eras: dict[str, list[_Era]] = defaultdict(list)
        self._written: dict[str, dict[_Era, None]] = defaultdict(dict)
        for row in region.sort_values(["level", "mois_code", "valid_from"]).to_dict("records"):
            era = _Era(
                str(row["unit_id"]), str(row["level"]), day(row["valid_from"]), day(row["valid_to"]),
                text(row["parent_unit_id"]), text(row["sido_unit_id"]),
            )  # fmt: skip
            self._eras[era.unit].append(era)
            for form in [*korean_forms(str(row["name_ko"])), *_english_forms(str(row["name_en"]), era)]:
                self._written[form][era] = None
        self._matches = functools.cache(self._find)

    def ever(self, name: str) -> list[str]:
        """Units that bear a name now or bore it ever, sido first, then by their ministry code."""
        return list(dict.fromkeys(era.unit for era in self._matches(name)))

    def on(self, name: str, moment: dt.date) -> Reading:
        """Units that a name means on a day: those that bear it then, else those living then that ever bear it."""
        eras = self._matches(name)
        bearing = dict.fromkeys(era.unit for era in eras if era.lives(moment))
        if bearing:
            return Reading(tuple(bearing))
        return Reading(tuple(dict.fromkeys(era.unit for era in eras if self.lives(era.unit, moment))), former=True)

    def lives(self, unit: str, moment: dt.date) -> bool:
        """True on the days of the unit."""
        return any(era.lives(moment) for era in self._eras[unit])

    def level(self, unit: str) -> str:
        """`sido` or `sigungu`."""
        return self._eras[unit][-1].level

    def sido(self, unit: str) -> str:
        """The sido that a unit is in, or was last."""
        return self._eras[unit][-1].sido

    def last_day(self, unit: str) -> dt.date:
        """The last day on which a unit lives, far ahead while it does."""
        end = max(era.end for era in self._eras[unit])
        return end if end == dt.date.max else end - dt.timedelta(days=1)

    @functools.cached_property
    def changes(self) -> list[dt.date]:
        """Days on which any era begins."""
        return sorted({era.begin for eras in self._eras.values() for era in eras})

    @functools.cached_property
    def words(self) -> list[str]:
        """Every way in which any single name is written."""
        return list(self._written)

    def _find(self, name: str) -> tuple[_Era, ...]:
        """Eras meant by words from the largest unit to the smallest; failing that, in the other order, as in English."""
        tokens = _tokens(name)
        chains = list(self._chains(tokens)) or self._parted(tokens)
        for ordered in (chains, [chain[::-1] for chain in chains]):
            found = dict.fromkeys(era for chain in ordered for era in self._inside(chain))
            if found:
                return tuple(found)
        return ()

    def _parted(self, tokens: list[str]) -> list[tuple[str, ...]]:
        """Of words that are no names, the name that a blank has parted: `강남 구`, `서울 강남 구`, `부산 진구`."""
        found: list[tuple[str, ...]] = []
        for place in range(len(tokens) - 1):
            word = tokens[place] + tokens[place + 1]
            # Two sido side by side are no third.
            if any(era.level == "sigungu" for era in self._written.get(word, ())):
                found += self._chains([*tokens[:place], word, *tokens[place + 2 :]])
        return found

    def _inside(self, chain: tuple[str, ...]) -> list[_Era]:
        """Eras of the last name, in units of all names before it."""
        *upper, last = chain
        found = list(self._written[last])
        for word in upper:
            above = {era.unit for era in self._written[word]}
            found = [era for era in found if {era.unit, era.sido, era.parent} & above]
        return found

    def _chains(self, tokens: list[str]) -> Iterator[tuple[str, ...]]:
        """Ways to read tokens as a row of names; `수원시장안구` is two."""
        if not tokens or len(tokens) > MOST_WORDS:
            return
        for length in range(1, len(tokens) + 1):
            phrase, rest = " ".join(tokens[:length]), tokens[length:]
            heads = [(phrase,)] if phrase in self._written else list(self._split(phrase)) if length == 1 else []
            for head in heads:
                if not rest:
                    yield head
                else:
                    yield from ((*head, *tail) for tail in self._chains(rest))

    def _split(self, word: str, most: int = 3) -> Iterator[tuple[str, ...]]:
        """A word taken apart into names of two letters or more."""
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if head not in self._written:
                continue
            if tail in self._written:
                yield head, tail
            elif most > 2:
                yield from ((head, *more) for more in self._split(tail, most - 1))


def korean_forms(name: str) -> list[str]:
    """`강원특별자치도`: as it is, with other endings of its kind, and without any; `수원시`: also 수원 and 수원특례시."""
    for endings, kinds in ((PROVINCE, ("도",)), (CITY, CITY[:-1])):
        if name.endswith(kinds):
            stem = name.removesuffix(next(ending for ending in endings if name.endswith(ending)))
            four = _FOUR.fullmatch(name)
            stems = [stem, *([four[1] + four[2]] if four else [])]
            return [name, *(stem + ending for stem in stems for ending in ("", *endings))]
    stem = name[:-1]
    forms = [name, *([stem] if len(stem) > 1 else [])]
    return [*forms, stem + "특례시"] if name.endswith("시") else forms


def _english_forms(name: str, era: _Era) -> list[str]:
    """`Jongno-gu`: also Jongno and Jongno District; `Jeollabuk-do`: also Jeonbuk, North Jeolla, Chollabuk-do."""
    full = name.lower()
    stem = _ENGLISH_KIND.sub("", full)
    if era.level != "sido":
        kinds = _ENGLISH_LEVELS.get(full.rpartition("-")[2], ()) if "-" in full else ()
        return [full, stem, *(f"{stem} {kind}" for kind in kinds)]
    stems = [stem, era.unit]
    if half := _ENGLISH_HALVES.get(stem[-3:]):
        stems.append(f"{half} {stem[:-3]}")
    if old := _OLD_ROMAN.get(era.unit):
        stems += [old, f"{old}-do", old.replace("buk", "bukto").replace("nam", "namdo")]
    return [full, *(short + ending for short in stems for ending in _ENGLISH_ENDINGS)]


def _tokens(name: str) -> list[str]:
    text = _HANJA.sub(" ", unicodedata.normalize("NFKC", name)).lower().translate(_MARKS)
    words = [word for word in _SEPARATORS.sub(" ", text).split() if not word.isdigit()]
    if len(words) > 1 and words[0] in _NATION:
        words = words[1:]
    if len(words) > 1 and all(len(word) == 1 and "가" <= word <= "힣" for word in words):
        return ["".join(words)]
    return _SPACED.sub(r"\1\2", " ".join(words)).split()
