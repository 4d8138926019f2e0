"""core.national_population: the nation by year, 1925 to the end of the projection, in broad ages."""

from dataclasses import replace

from expectations.columns import POPULATION
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.kosis_national_population import KOSIS_NATIONAL_POPULATION
from expectations.rules.national import series_lie_beside_the_register

_LACKING = "empty for 1993 to 1999, which are printed without the oldest"


def _people(name: str, ko: str, en: str, *, lacking: bool = True) -> Column:
    return replace(POPULATION, name=name, ko=ko, en=en, nullable=lacking, caveat=_LACKING if lacking else "")


NATIONAL_POPULATION = TableContract(
    name="national_population",
    schema="core",
    ko="전국 인구 (총조사, 주민등록 연앙, 장래추계)",
    en="National population by year: census, register at mid-year, projection",
    description=(
        "Three series that no difference may cross. The projection is Statistics Korea's own and no input of mart.projection; its first year "
        "lies 0.3 % above the register at mid-year, which lies up to 1 % below registered people."
    ),
    grain="a year",
    columns=(
        *(KOSIS_NATIONAL_POPULATION.column(name) for name in ("year", "population_concept", "is_projection")),
        _people("population", "인구", "Population"),
        _people("men", "남자", "Men"),
        _people("women", "여자", "Women"),
        _people("aged_0_14", "0-14세", "Persons aged 0-14", lacking=False),
        _people("aged_15_64", "15-64세", "Persons aged 15-64", lacking=False),
        _people("aged_65_over", "65세 이상", "Persons aged 65 and over"),
        Column(
            "share_65_over", "DOUBLE", "65세 이상 비율", "Share of persons aged 65 and over", unit="ratio", nullable=True, minimum=0, maximum=1,
            measure="intensive", formula="aged_65_over / population", caveat=_LACKING,
        ),
    ),
    key=("year",),
    source="raw.kosis_national_population",
    citation=KOSIS_NATIONAL_POPULATION.source,
    min_rows=0,
    rules=(
        Rule(
            name="series_lie_beside_the_register",
            measure=series_lie_beside_the_register,
            key=("year",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "outside", "min_value": 0, "max_value": 0},
                    why="at mid-year the register lies up to 1 % below the mean of two Decembers, the projection a little above it",
                ),
            ),
        ),
    ),
)  # fmt: skip
