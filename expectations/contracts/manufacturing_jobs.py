"""mart.manufacturing_jobs: workers of manufacturing by sigungu, their location quotient, and what is lost since the peak."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sigungu_workers_reported import STATUS, WORKERS
from expectations.references import to_region
from expectations.rules.manufacturing import index_within_segments
from expectations.segments import BASIS, KSIC, SEGMENT

# A year of a sido whose own table is further from the national one is not used.
LARGEST_DIFFERENCE = 0.01
_GAP = (
    "changes within a segment only: from 2016 to 2017 (KSIC 9 to 10) and from 2019 to 2020 (survey to register) nothing is known and the "
    "index stands still, so that what was lost or won then is left out"
)
JOBS_INDEX = Column(
    "jobs_index", "DOUBLE", "제조업 일자리 지수", "Index of manufacturing jobs, chained", unit="first known year = 1", nullable=True, minimum=0,
    measure="intensive", formula="index of the known year before * workers / workers then, within a segment; over a break unchanged", caveat=_GAP,
)  # fmt: skip
JOBS_LOSS = Column(
    "jobs_loss", "DOUBLE", "정점 대비 제조업 일자리 감소", "Manufacturing jobs lost since their peak", unit="ratio", nullable=True, minimum=0, maximum=1,
    measure="intensive", formula="1 - jobs_index / its highest up to this year",
    caveat=_GAP + "; in the years known of the unit, which differ by sido: mart.rust_belt compares common years",
)  # fmt: skip

MANUFACTURING_JOBS = TableContract(
    name="manufacturing_jobs",
    schema="mart",
    ko="시군구 제조업 일자리",
    en="Manufacturing jobs by sigungu",
    description=(
        "Workers of section C where they work. No row for Seoul and Jeonbuk, whose tables have no sections by sigungu; other sido begin in 2015 "
        "or 2016 and end in 2020, 2021 or 2022."
    ),
    grain="a sigungu and year",
    columns=(
        replace(LEVEL, allowed=("sigungu",)),
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        replace(WORKERS, name="manufacturing_workers", ko="제조업 종사자", en="Workers in manufacturing"),
        replace(WORKERS, ko="전 산업 종사자", en="Workers of all sections"),
        replace(STATUS, caveat=STATUS.caveat + "; of those in manufacturing"),
        Column("workers_share", "DOUBLE", "제조업 종사자 비중", "Share of manufacturing in workers", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula="manufacturing_workers / workers"),
        Column(
            "workers_lq", "DOUBLE", "제조업 입지계수 (종사자)", "Location quotient of manufacturing by workers", unit="quotient", nullable=True, minimum=0, measure="intensive",
            formula="workers_share / that of the nation in the table counted the same way",
            caveat="empty for 2020, of which the nation is known by survey only; 2015 and 2016 stand in KSIC 9 beside a nation in KSIC 10, which makes them one or two percent too low",
        ),
        Column(
            "national_difference", "DOUBLE", "전국표와의 차이", "The sido's table against the national one", unit="ratio", nullable=True, measure="intensive",
            formula="manufacturing workers of the sido's own table / those of the national one - 1", caveat="empty where they do not count alike",
        ),
        Column("usable", "BOOLEAN", "사용 여부", "Used for index and losses", caveat=f"false where the sido's table is more than {LARGEST_DIFFERENCE:.0%} from the national one (Jeju 2018, Ulsan 2021)"),
        JOBS_INDEX,
        JOBS_LOSS,
        KSIC,
        BASIS,
        SEGMENT,
        INTERPOLATED,
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    source="core.sigungu_workers, core.sido_workers_comparison, raw.kosis_sido_industry, raw.kosis_establishments",
    citation="Isard, W. (1960), Methods of Regional Analysis, MIT Press (location quotient)",
    min_rows=0,
    rules=(
        Rule(
            name="index_within_segments",
            measure=index_within_segments,
            key=("region_id", "reference_date"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "step_over_a_break", "min_value": -1e-9, "max_value": 1e-9}, why="no difference crosses a break"),
                Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": -1e-9, "max_value": 1e-9}, why="within a segment the index moves as jobs do"),
            ),
        ),
    ),
)  # fmt: skip
