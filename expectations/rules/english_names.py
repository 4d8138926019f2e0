"""Does the English name beside a Korean one begin with the same letter? One column may be sorted without the other.

Only the first letter is romanised: vowels are what publishers slip on. Korean names against codes are `unit_names.py`.
"""

from __future__ import annotations

import re

import geopandas as gpd
import pandas as pd

SERIES = ["level", "scheme", "vintage"]
# Revised Romanization of the letters that a syllable begins with, in the order of Unicode; that without a sound last.
_VOWELS = ("a", "e", "i", "o", "u", "w", "y")
INITIALS = (
    ("g", "k"), ("k", "g"), ("n",), ("d", "t"), ("t", "d"), ("r", "l", "n"), ("m",), ("b", "p"), ("p", "b"), ("s",), ("s",),
    _VOWELS, ("j", "ch"), ("j", "ch"), ("ch",), ("k",), ("t",), ("p",), ("h",),
)  # fmt: skip
SYLLABLE = re.compile("[가-힣]")
FIRST, OF_AN_INITIAL = ord("가"), 588
# In `수원시장안구` and `고양시 덕양구` the English name may be that of the gu alone.
WORD = re.compile(r"[ (]|(?<=시)(?=.+구$)")


def mois_english(mois_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`other_sounds` of raw.mois_boundary."""
    return other_sounds(mois_boundary)


def sgis_english(sgis_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`other_sounds` of raw.sgis_boundary."""
    return other_sounds(sgis_boundary)


def kostat_english(kostat_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """`other_sounds` of raw.kostat_boundary."""
    return other_sounds(kostat_boundary)


def other_sounds(records: pd.DataFrame) -> pd.DataFrame:
    """Per record with both names: do they begin alike (`alike`)? Any word of either may come first."""
    columns = [*SERIES, "code", "name_ko", "name_en", "source_file", "source_row"]
    both = pd.DataFrame(records[columns]).dropna(subset=["name_ko", "name_en"])
    return both.assign(alike=[begin_alike(ko, en) for ko, en in zip(both["name_ko"], both["name_en"], strict=True)])


def begin_alike(korean: str, english: str) -> bool:
    """True where a word of the English name begins as a word of the Korean one does, or where there is nothing to compare."""
    starts = [start for word in WORD.split(korean) if SYLLABLE.match(word) for start in initials(word[0])]
    words = re.findall("[a-z]+", english.lower())
    return not starts or not words or any(word.startswith(tuple(starts)) for word in words)


def initials(syllable: str) -> tuple[str, ...]:
    """Ways to write the letter that a syllable begins with: of 종 j or ch, of 이 any vowel."""
    return INITIALS[(ord(syllable) - FIRST) // OF_AN_INITIAL]
