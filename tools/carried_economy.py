"""Makes the carried tables of product, jobs, businesses, moves, prices and local finance, each from the raw table of its name.

Periods stand side by side. A printed whole that its parts add up to is left out (`_left_out` holds that they do) and summed
again by the writer; a mark that stands for no number (`-`, `X`) is kept as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from assets.lake.lake import Lake
from assets.sources.kosis_sido_tables import PART_OF

Maker = Callable[[Lake], tuple[dict[str, str], pd.DataFrame]]
KOGL_1 = "KOGL type 1 (공공누리 제1유형)"
OECD_TERMS = "OECD terms and conditions; the source must be named"
MARKS = {"reported": "", "not_existing": "-", "suppressed": "X", "missing": ""}
NATION = "전국"
KOSIS = "Statistics Korea (국가데이터처), KOSIS (국가통계포털)"
KOSIS_TABLE = "https://kosis.kr/statHtml/statHtml.do?orgId={}&tblId={}"
# Tables that were handed on without the number that KOSIS has for them.
UNNUMBERED = "number not stated where it was handed on"
COUNTRYWIDE = "101"


def kosis_grdp(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido, activity and item a row, a year a column; nominal wholes and the nominal nation are left out."""
    rows = lake.frame("kosis_grdp").rename(columns={"region_name": "region", "activity_name": "activity"})
    nominal, nation = rows["item"] == "명목", rows["region"] == NATION
    whole = rows["activity"].isin(set(PART_OF.values()))
    parts = rows[nominal].dropna(subset=["part_of"]).drop(columns="activity").rename(columns={"part_of": "activity"})
    _left_out(rows[nominal & whole], parts, ["region", "activity", "year"], ["value"])
    _left_out(rows[nominal & nation], rows[nominal & ~nation], ["activity", "year"], ["value"])
    kept = rows[~(nominal & (whole | nation))]
    head = _kosis_head(
        "Gross regional domestic product by sido and activity, million KRW; contributions in percentage points",
        "시도별 경제활동별 지역내총생산",
    )
    return {**head, "note": "nominal sums of activities and of the sido are left out"}, _wide(
        kept.assign(cell=_cells(kept["value"], kept["status"])), ["region", "activity", "item"], "year"
    )


def kosis_employment_age(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A printed unit, age and item a row, marks of error in rows of their own; a half-year a column."""
    rows = lake.frame("kosis_employment_age").rename(columns={"region_name": "region", "age_group": "age"})
    period = rows["year"].astype(str) + "h" + rows["half"].astype(str)
    items = []
    for name in ("employed", "employment_rate"):
        marks = rows[f"{name}_rse"].fillna("")
        marked = marks.ne("").groupby(rows["source_row"]).transform("any")
        items.append(rows.assign(item=name, cell=_cells(rows[name], rows[f"{name}_status"]), period=period))
        items.append(rows.assign(item=f"{name}_rse", cell=marks, period=period)[marked])
    head = _kosis_head(
        "Employed (thousand persons) and employment rate (percent) by sigungu and age",
        "지역별고용조사, 시군구 연령별 취업자 및 고용률",
    )
    return head, _wide(pd.concat(items), ["region", "age", "item"], "period")


def kosis_employment_industry(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A printed unit and industry group a row, a half-year and its marks of error a column."""
    rows = lake.frame("kosis_employment_industry").rename(columns={"region_name": "region", "industry_name": "industry"})
    period = rows["year"].astype(str) + "h" + rows["half"].astype(str)
    figures = rows.assign(period=period, cell=_cells(rows["employed"], rows["status"]))
    marks = rows.assign(period=period + "_rse", cell=rows["employed_rse"].fillna(""))
    head = _kosis_head("Employed (thousand persons) by sigungu and industry group", "지역별고용조사, 시군구 산업별 취업자 (11차)")
    return head, _wide(pd.concat([figures, marks]), ["region", "industry"], "period")


def kosis_labour_force(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido and item a row, a year a column."""
    rows = lake.frame("kosis_labour_force").rename(columns={"region_name": "region"})
    items = [name for name in rows.columns if name not in ("region", "year", "status", "source_file", "source_row")]
    long = rows.melt(["region", "year", "source_row"], items, "item")
    head = _kosis_head("Labour force by sido, thousand persons and percent", "행정구역(시도)별 경제활동인구", "DT_1DA7004S")
    return head, _wide(long.assign(cell=_cells(long["value"]).replace("", "-")), ["region", "item"], "year")


def kosis_establishments(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido, section and item a row, a year a column; the compiler's index (2021 = 100) is left out and computed again."""
    rows = lake.frame("kosis_establishments")
    named = rows.rename(columns={"region_name": "region", "industry_name": "industry", "industry_code": "code"})
    wide = _wide(named.assign(cell=_cells(rows["value"])), ["region", "code", "industry", "item", "unit"], "year", place=False)
    first = rows.loc[rows["year"] == rows["year"].min()].set_index(["region_name", "industry_code", "item"])["value"]
    base = pd.MultiIndex.from_frame(rows[["region_name", "industry_code", "item"]]).map(first)
    _hold(rows["index_2021"], (rows["value"] / base * 100).round(2), "index_2021")
    return {
        **_kosis_head("Establishments, workers and sales by sido and section", "전국사업체조사, 시도·산업대분류별"),
        "note": "the index of 2021 = 100 is left out",
    }, wide


def kosis_mining_manufacturing(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido, industry and item a row, a year a column; the remark `-` beside every zero is left out and set again."""
    rows = lake.frame("kosis_mining_manufacturing")
    if not ((rows["remark"] == "-") == (rows["value"] == 0)).all():
        raise ValueError("kosis_mining_manufacturing: a remark `-` beside no zero, or a zero without it")
    named = rows.rename(columns={"region_name": "region", "industry_name": "industry", "industry_code": "code"})
    named = named.assign(code=rows["industry_code"].fillna(""), cell=_cells(rows["value"], rows["status"]))
    wide = _wide(named, ["region", "code", "industry", "item", "unit"], "year", place=False)
    return {
        **_kosis_head("Plants with ten workers and more by sido: seven items", "광업제조업조사, 시도별"),
        "note": "the remark - beside every zero is left out",
    }, wide


def kosis_sido_industry(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido, section, kind and item a row, a year a column."""
    rows = lake.frame("kosis_sido_industry")
    named = rows.rename(columns={"region_name": "region", "industry_name": "industry", "kind_name": "kind"})
    items = [named.assign(item=name, cell=_cells(rows[name], rows[f"{name}_status"])) for name in ("establishments", "workers")]
    head = _kosis_head(
        "Establishments and workers by sido, section and kind of establishment",
        "전국사업체조사, 시도·산업·사업체구분별",
        "DT_1K52C01",
    )
    return head, _wide(pd.concat(items), ["region", "industry", "kind", "item"], "year")


def kosis_sigungu_establishments(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A printed region and section of a sido's table a row, years of establishments and of workers side by side."""
    rows = lake.frame("kosis_sigungu_establishments")
    named = rows.rename(columns={"sido_name": "sido", "region_name": "region", "industry_name": "industry"})
    # A name of two that a sido prints comes first where figures of neither are printed, so that it is read first again.
    unused = (rows["establishments_status"] == "not_existing").groupby([named["sido"], named["industry"]]).transform("any")
    order = named.assign(unused=~unused, file=rows["source_file"])
    # Busan has a second table, of the first two years, with the regions in the same order.
    place = order.groupby(["sido", "region"])["source_row"].transform("min")
    order = order.assign(place=place).sort_values(["sido", "place", "section", "unused", "industry", "year"], kind="stable")
    order = order.assign(source_row=range(len(order)))
    order["source_row"] = order.groupby(["sido", "region", "section", "industry"])["source_row"].transform("min")
    year = order["year"].astype(str)
    items = [
        order.assign(period=f"{name}_" + year, cell=_cells(order[name], order[f"{name}_status"]))
        for name in ("establishments", "workers")
    ]
    head = {
        "title": "Establishments and workers by sigungu and section, from the basic statistics of each sido",
        "publisher": "Statistics Korea (국가데이터처) and the sido, by KOSIS (국가통계포털)",
        "table": "전국사업체조사 in the 기본통계 of each sido; numbers and addresses are in entries of the catalogue",
        "address": "https://kosis.kr",
        "licence": KOGL_1,
    }
    return head, _wide(pd.concat(items), ["sido", "region", "section", "industry"], "period")


def tax_businesses(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A unit and kind of business a row, a year a column; both sums of kinds are left out.

    `-` is a figure that is printed empty, an empty cell a year in which the unit is not printed.
    """
    rows = lake.frame("tax_businesses")
    kind = rows["kind_name"]
    private = ["일반사업자", "간이사업자", "면세사업자"]
    _left_out(rows[kind == "개인사업자"], rows[kind.isin(private)], ["region_code", "year"], ["businesses"])
    _left_out(rows[kind == "총계"], rows[kind.isin(["법인", *private])], ["region_code", "year"], ["businesses"])
    kept = rows[kind.isin(["법인", *private])].rename(
        columns={"region_code": "code", "region_name": "region", "kind_name": "kind"}
    )
    head = {
        "title": "Active businesses at year's end by sigungu and kind of business",
        "publisher": "National Tax Service (국세청), tax statistics (국세통계)",
        "table": f"사업자 현황, 가동사업자 (시군구별, 사업자별); {UNNUMBERED}",
        "address": "https://tasis.nts.go.kr",
        "licence": KOGL_1,
        "note": "sums of kinds are left out; - is a figure printed empty, an empty cell a year in which the unit is not printed",
    }
    wide = _wide(
        kept.assign(cell=_cells(kept["businesses"]).replace("", "-")),
        ["code", "region", "kind", "kind_code"],
        "year",
        place=False,
    )
    return head, wide


def kosis_sido_income(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """An item and sido a row, a year a column, `p` behind a provisional one."""
    rows = lake.frame("kosis_sido_income").rename(columns={"region_name": "region"})
    rows = rows.assign(year=_provisional(rows), cell=_cells(rows["per_head"]))
    head = _kosis_head(
        "Product, income and consumption per head by sido, thousand KRW",
        "시도별 1인당 지역내총생산, 지역총소득, 개인소득, 민간소비",
    )
    return head, _wide(rows, ["item", "region"], "year")


def kosis_sigungu_moves(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sigungu and direction a row, a year a column; the sido are left out."""
    rows = lake.frame("kosis_sigungu_moves").rename(columns={"sido_name": "sido", "region_name": "region"})
    sido = rows["row_kind"] == "sido"
    _left_out(rows[sido], rows[~sido], ["sido", "year"], ["moves_in", "moves_out"])
    items = [rows[~sido].assign(item=name, cell=_cells(rows[name], rows["status"])) for name in ("moves_in", "moves_out")]
    head = _kosis_head("Moves in and out by sigungu, persons", "시군구별 이동자수", "DT_1B26001_A01")
    return {**head, "note": "the sido are left out: they are the sums of their sigungu"}, _wide(
        pd.concat(items), ["sido", "region", "item"], "year"
    )


def kosis_sido_migration(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido left and a sido reached a row, a year a column; net moves and the nation are left out."""
    rows = lake.frame("kosis_sido_migration").rename(columns={"from_name": "origin", "to_name": "destination"})
    back = rows[["origin", "destination", "year", "moves"]].rename(
        columns={"origin": "destination", "destination": "origin", "moves": "back"}
    )
    both = rows.merge(back, on=["origin", "destination", "year"], validate="one_to_one")
    _hold(both["net_moves"], both["moves"] - both["back"], "net_moves")
    sido = rows[(rows["origin"] != NATION) & (rows["destination"] != NATION)]
    for key in ("origin", "destination"):
        other = "destination" if key == "origin" else "origin"
        whole = rows[(rows[other] == NATION) & (rows[key] != NATION)]
        _left_out(whole, sido, [key, "year"], ["moves"])
    _left_out(rows[(rows["origin"] == NATION) & (rows["destination"] == NATION)], sido, ["year"], ["moves"])
    head = _kosis_head("Moves from sido to sido, persons", "전출지/전입지(시도)별 이동자수", "DT_1B26003_A01")
    return {**head, "note": "net moves and the nation are left out: they follow from the moves"}, _wide(
        sido.assign(cell=_cells(sido["moves"], sido["status"])), ["origin", "destination"], "year"
    )


def migration_flow(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sigungu left a row, a sigungu reached a column; empty where nobody moved. One year, which the head names."""
    rows = lake.frame("migration_flow")
    (year,) = rows["year"].unique()
    wide = rows.assign(cell=_cells(rows["moves"])).pivot(index="origin_code", columns="destination_code", values="cell")
    head = _kosis_head(f"Moves from sigungu to sigungu in {year}, persons", "국내인구이동통계, 시군구 간 이동자수")
    return {**head, "licence": f"{KOGL_1}, as re-published", "year": str(year)}, wide.rename_axis(index="origin").reset_index()


def kosis_births(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido and item a row, a year a column, `p` behind a provisional one."""
    rows = lake.frame("kosis_births").rename(columns={"region_name": "region"})
    rows = rows.assign(year=_provisional(rows))
    long = rows.melt(["region", "year", "source_row"], ["births", "total_fertility_rate"], "item")
    head = _kosis_head("Births and total fertility rate by sido", "시군구/출생아수, 합계출산율", "DT_1B81A23")
    return head, _wide(long.assign(cell=_cells(long["value"])), ["region", "item"], "year")


def kosis_marriages(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A sido a row, a month a column."""
    rows = lake.frame("kosis_marriages").rename(columns={"region_name": "region"})
    rows = rows.assign(month=_months(rows["month"]), cell=_cells(rows["marriages"]))
    head = _kosis_head("Marriages by sido and month", "시도/시군구/발생월별 혼인", "DT_1B83A01")
    return head, _wide(rows, ["region"], "month")


def kosis_fertility(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A printed unit and year a row; rates all empty where none is printed."""
    rows = lake.frame("kosis_fertility").rename(columns={"region_code": "code", "region_name": "region"})
    rates = [name for name in rows.columns if "_rate" in name]
    year = pd.to_datetime(rows["reference_date"]).dt.year.astype(str)
    table = rows[["code", "region"]].assign(year=year, **{name: _cells(rows[name]) for name in rates})
    head = _kosis_head(
        "Total fertility rate (births per woman) and rates by age (births per 1,000 women) by sigungu",
        "시군구/합계출산율, 모의 연령별 출산율",
        "DT_1B81A17",
    )  # fmt: skip
    return head, table.sort_values(["code", "year"]).reset_index(drop=True)


def reb_price_index(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A printed region and item a row, a month a column."""
    rows = lake.frame("reb_price_index").rename(columns={"region_number": "number"})
    rows = rows.assign(month=_months(rows["month"]))
    keys = ["number", "level_1", "level_2", "level_3", "level_4"]
    items = [rows.assign(item=name, cell=_cells(rows[name])) for name in ("price_index", "change_percent")]
    head = _reb_head("Apartment price index and its change by region and month", "(월) 매매가격지수, 아파트")
    return head, _wide(pd.concat(items), [*keys, "item"], "month")


def reb_price_level(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A kind of price and printed region a row, a month a column."""
    names = {"price_kind": "kind", "sido_name": "sido", "city_name": "city", "region_name": "region"}
    rows = lake.frame("reb_price_level").rename(columns=names)
    rows = rows.assign(month=_months(rows["month"]), city=rows["city"].fillna(""), cell=_cells(rows["price"]).replace("", "-"))
    head = _reb_head("Average apartment price by region and month, thousand KRW", "평균매매가격_아파트, 평균전세가격_아파트")
    kinds = [_wide(rows[rows["kind"] == kind], ["kind", "sido", "city", "region"], "month") for kind in ("sale", "jeonse")]
    return head, pd.concat(kinds)


def local_finance(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A local government and series a row, a year a column; a year that the first series lacks is not printed at all."""
    rows = lake.frame("local_finance").rename(columns={"region_code": "code"})
    if rows["fiscal_independence_before_reform"].isna().any():
        raise ValueError("local_finance: a year without fiscal independence by the definition before the reform")
    items = [
        rows.assign(series=name, cell=_cells(rows[f"fiscal_independence_{name}"])) for name in ("before_reform", "after_reform")
    ]
    head = {
        "title": "Fiscal independence of local governments, percent",
        "publisher": "Ministry of the Interior and Safety (행정안전부), 지방재정365",
        "table": "재정자립도(최종), by two definitions; collected by a third party",
        "address": "https://www.data.go.kr/data/15058102/openapi.do",
        "licence": KOGL_1,
    }
    return head, _wide(pd.concat(items), ["code", "series"], "year")


def oecd_tl2(lake: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """A region and item a row, a year a column."""
    rows = lake.frame("oecd_tl2").rename(columns={"region_id": "code", "region_name": "region"})
    rows = rows.assign(region=rows["region"].fillna(""))
    items = [rows.assign(item=name, cell=_cells(rows[name])) for name in ("gdp", "population", "gdp_per_head")]
    head = {
        "title": "Population, GDP (million US dollars) and GDP per head of the large regions of the OECD",
        "publisher": "OECD, regional database; compiled by a third party",
        "table": "Large regions (TL2), GDP and population 2000-2020, gaps imputed by the compiler",
        "address": "https://data-explorer.oecd.org",
        "licence": OECD_TERMS,
    }
    return head, _wide(pd.concat(items), ["code", "country", "region", "item"], "year", place=False)


MAKERS: dict[str, Maker] = {
    make.__name__: make
    for make in (
        kosis_grdp, kosis_employment_age, kosis_employment_industry, kosis_labour_force, kosis_establishments,
        kosis_mining_manufacturing, kosis_sido_industry, kosis_sigungu_establishments, tax_businesses, kosis_sido_income,
        kosis_sigungu_moves, kosis_sido_migration, migration_flow, kosis_births, kosis_marriages, kosis_fertility,
        reb_price_index, reb_price_level, local_finance, oecd_tl2,
    )
}  # fmt: skip


def _kosis_head(title: str, table: str, number: str = "") -> dict[str, str]:
    return {
        "title": title,
        "publisher": KOSIS,
        "table": f"{number} {table}" if number else f"{table}; {UNNUMBERED}",
        "address": KOSIS_TABLE.format(COUNTRYWIDE, number) if number else "https://kosis.kr",
        "licence": KOGL_1,
    }


def _reb_head(title: str, table: str) -> dict[str, str]:
    return {
        "title": title,
        "publisher": "Korea Real Estate Board (한국부동산원)",
        "table": f"{table} (전국주택가격동향조사)",
        "address": "https://www.reb.or.kr/r-one",
        "licence": KOGL_1,
    }


def _cells(values: pd.Series, statuses: pd.Series | None = None) -> pd.Series:
    """Numbers as text, whole ones without a point; where there is none the mark that `statuses` stand for, or nothing."""
    text = pd.Series([_number(value) for value in values.astype("object")], index=values.index, dtype="object")
    return text if statuses is None else text.where(values.notna(), statuses.map(MARKS))


def _number(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    number = float(value)  # type: ignore[arg-type]
    return str(int(number)) if number.is_integer() else repr(number)


def _wide(long: pd.DataFrame, keys: Sequence[str], period: str, *, place: bool = True) -> pd.DataFrame:
    """`long` with a column per period for `cell`; rows stand as printed when `place` is said, or else by the keys."""
    index = ["source_row", *keys] if place else list(keys)
    table = long.pivot(index=index, columns=period, values="cell").fillna("").sort_index().reset_index()
    return table[[name for name in table.columns if name != "source_row"]].rename_axis(columns=None).rename(columns=str)


def _provisional(rows: pd.DataFrame) -> pd.Series:
    return rows["year"].astype(str) + rows["is_provisional"].astype(bool).map({True: "p", False: ""})


def _months(days: pd.Series) -> pd.Series:
    return pd.to_datetime(days).dt.strftime("%Y-%m")


def _left_out(wholes: pd.DataFrame, parts: pd.DataFrame, key: Sequence[str], figures: Sequence[str]) -> None:
    """ValueError unless all wholes are their parts' sums to the last digit, and missing where all parts are."""
    sums = parts.groupby(list(key), as_index=False)[list(figures)].sum(min_count=1)
    both = wholes.merge(sums, on=list(key), suffixes=("", "_summed"), validate="one_to_one")
    if len(both) != len(wholes):
        raise ValueError(f"{', '.join(key)}: wholes without parts")
    for figure in figures:
        _hold(both[figure], both[f"{figure}_summed"], figure)


def _hold(printed: pd.Series, computed: pd.Series, figure: str) -> None:
    """ValueError unless what is to be computed again is what is printed."""
    if not printed.astype("Float64").equals(computed.astype("Float64")):
        raise ValueError(f"{figure}: what would be left out cannot be computed again")
