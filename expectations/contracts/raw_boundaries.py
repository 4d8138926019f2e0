"""Boundaries as published: one contract for whichever publisher's layout they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.borders import FITNESS
from domain.codes import SCHEMES
from domain.levels import BOUNDARY_LEVELS
from expectations.columns import GEOMETRY, HANGUL, SOURCE_FILE, SOURCE_ROW, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.coverage import kostat_ground, mois_ground, sgis_ground
from expectations.rules.english_names import kostat_english, mois_english, sgis_english
from expectations.templates import one_of

BOUNDARY_LEVEL = Column("level", "VARCHAR", "단위 수준", "Level", allowed=BOUNDARY_LEVELS)
SCHEME = Column("scheme", "VARCHAR", "코드 체계", "Code scheme", allowed=SCHEMES)
VINTAGE = Column("vintage", "DATE", "경계 기준일", "Vintage", caveat="verified from the codes, not from the file's name")
BOUNDARY_CODE = Column("code", "VARCHAR", "행정구역코드", "Code in its scheme and vintage", pattern=r"^[0-9]{2,8}$")

BOUNDARY_NAME = Column(
    "name_ko", "VARCHAR", "이름", "Name as published", nullable=True, pattern=HANGUL,
    caveat="empty where the file has none",
)  # fmt: skip
FIT_FOR = Column(
    "fit_for", "VARCHAR", "쓸 수 있는 곳", "What the shapes serve", allowed=FITNESS,
    caveat="measuring: areas and neighbours too; maps: codes and pictures only, as the catalogue declares",
)  # fmt: skip


def raw_boundary(
    name: str,
    *,
    ko: str,
    en: str,
    source: str,
    code_columns: str,
    name_columns: str,
    claimed_twice: Callable[..., Any],
    other_sounds: Callable[..., Any],
) -> TableContract:
    """Contract of one publisher's boundaries as published, in EPSG:5179, nothing repaired.

    `claimed_twice` measures ground that two records of a file have in common (`rules/coverage.py`), `other_sounds` names that
    do not begin alike (`rules/english_names.py`).
    """
    return TableContract(
        name=name,
        schema="raw",
        ko=ko,
        en=en,
        description="Boundaries as published, brought to EPSG:5179; not repaired.",
        grain="a published polygon record",
        columns=(
            BOUNDARY_LEVEL,
            SCHEME,
            VINTAGE,
            Column(
                "code", "VARCHAR", "행정구역코드", "Code as published", pattern=r"^[0-9]{2,8}$", source=code_columns,
                caveat="without `.0` and zeros that it was filled up with; raw.source_file says of which files",
            ),
            replace(BOUNDARY_NAME, source=name_columns),
            Column("name_en", "VARCHAR", "영문 이름", "Name in English as published", nullable=True),
            Column("extent", "VARCHAR", "범위", "National, or the sido code that the file is limited to"),
            FIT_FOR,
            Column("schematic", "BOOLEAN", "모식도 여부", "Computed instead of surveyed"),
            optional(GEOMETRY),
            SOURCE_FILE,
            SOURCE_ROW,
        ),
        key=("source_file", "code"),
        geometry="geometry",
        source=source,
        min_rows=0,
        expectations=(
            Expect(
                "expect_column_value_lengths_to_be_between", {"column": "code", "min_value": 2, "max_value": 8},
                why="sido 2, sigungu 5, emd 7 or 8 digits",
            ),
        ),
        rules=(
            Rule(
                name="ground_once",
                measure=claimed_twice,
                key=("level", "vintage", "units", "overlap_km2"),
                expect=(
                    one_of("same_ground", False, why="two units of the file have the same ground: one shape stands twice, or a city stands beside its gu"),
                    Expect(
                        "expect_column_values_to_be_in_set", {"column": "much_ground", "value_set": [False]}, "warning",
                        "more than half of a unit lies in another of the file; cleaning gives it to the smaller one",
                    ),
                ),
            ),
            Rule(
                name="english_names",
                measure=other_sounds,
                key=("level", "vintage", "code", "name_ko", "name_en"),
                expect=(
                    Expect(
                        "expect_column_values_to_be_in_set", {"column": "alike", "value_set": [True]}, "warning",
                        "the English name does not begin as the Korean one beside it does: it is another unit's",
                    ),
                ),
            ),
        ),
    )  # fmt: skip


KOSTAT_BOUNDARY = raw_boundary(
    "kostat_boundary",
    ko="통계청 센서스 경계",
    en="Census boundaries of Statistics Korea",
    source="Statistics Korea (국가데이터처, 옛 통계청), census administrative boundaries, re-published by open collections",
    code_columns="code, sggcd, sidocd, 코드",
    name_columns="name, sggnm, sidonm, 시군구",
    claimed_twice=kostat_ground,
    other_sounds=kostat_english,
)


MOIS_BOUNDARY = raw_boundary(
    "mois_boundary",
    ko="도로명주소 행정구역 경계",
    en="Administrative boundaries of the address system",
    source="Ministry of the Interior and Safety (행정안전부), road-name address boundaries TL_SCCO_*",
    code_columns="CTPRVN_CD, SIG_CD, EMD_CD",
    name_columns="CTP_KOR_NM, SIG_KOR_NM, EMD_KOR_NM",
    claimed_twice=mois_ground,
    other_sounds=mois_english,
)


SGIS_BOUNDARY = raw_boundary(
    "sgis_boundary",
    ko="통계지리정보 행정구역 경계",
    en="Census boundaries of SGIS",
    source="Statistics Korea (국가데이터처, 옛 통계청), SGIS administrative boundaries",
    code_columns="adm2_code, adm3_code, SIGUNGU_CD",
    name_columns="sgg_nm, adm3_name_kr, SIGUNGU_NM",
    claimed_twice=sgis_ground,
    other_sounds=sgis_english,
)
