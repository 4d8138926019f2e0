"""raw.reb_price_index: the Real Estate Board's monthly index of apartment prices."""

from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, TableContract
from expectations.rules.copied_period import copied_period

_SIGUNGU = "names repeat; only the whole path tells which Jung-gu it is"


def _level(number: int) -> Column:
    return Column(
        f"level_{number}",
        "VARCHAR",
        f"분류 {number}",
        f"Region at level {number} as printed",
        caveat="repeats the level above where there is none of its own",
    )


REB_PRICE_INDEX = TableContract(
    name="reb_price_index",
    schema="raw",
    ko="아파트 매매가격지수 (월)",
    en="Apartment price index, monthly",
    description="Wide CSV with three header rows brought to long form; aggregates between the units are marked, not dropped.",
    grain="a printed region and month",
    columns=(
        Column("region_number", "INTEGER", "번호", "Number of the row as printed", minimum=1, source="No"),
        *(_level(number) for number in (1, 2, 3, 4)),
        Column("path", "VARCHAR", "지역 경로", "Levels from the top, each once, joined with /", caveat=_SIGUNGU),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is",
            allowed=("nation", "group_of_sido", "sido", "group_of_sigungu", "sigungu", "city_of_gu", "gu"),
            caveat="city_of_gu is a city whose gu are also rows; groups are the publisher's own",
        ),
        Column("is_aggregate", "BOOLEAN", "집계 여부", "Is a nation or a group of units", formula="row_kind is nation or begins with group"),
        Column("month", "DATE", "월", "First day of the month"),
        Column(
            "price_index", "DOUBLE", "매매가격지수", "Price index of apartments sold", unit="index, base month of the file = 100", nullable=True, minimum=1,
            measure="intensive", caveat="empty before the survey covered the region; for many cities and the groups before 2012",
        ),
        Column("change_percent", "DOUBLE", "전기대비 증감률", "Change against the month before", unit="percent", nullable=True, minimum=-50, maximum=50, measure="intensive"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "month"),
    source="Korea Real Estate Board (한국부동산원), 전국주택가격동향조사, 아파트 매매가격지수",
    min_rows=0,
    rules=(copied_period("reb_price_index", period=("month",), unit=("path",), figures=("price_index",)),),
)  # fmt: skip
