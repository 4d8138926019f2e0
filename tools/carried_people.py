"""Makers of the carried tables of people and of codes: what the publishers' files hold, in fewer and wider rows.

Left out is what a writer can sum (both sexes, all ages); nation, sido and cities stay as printed, so that the checks of sums
have something to hold. Which files are written from the tables is in `assets/sources/embedded/people.py` and `code_lists.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.lake.lake import Lake
from domain.ages import AGES
from tools.carried_economy import KOGL_1, Maker

MOIS = "Ministry of the Interior and Safety (행정안전부)"
KOSIS = f"{MOIS}, by Statistics Korea, KOSIS (국가데이터처 국가통계포털)"
JUMIN, KOSIS_SITE, CODE_SITE = "https://jumin.mois.go.kr", "https://kosis.kr", "https://www.code.go.kr"
KOSIS_TABLE = f"{KOSIS_SITE}/statHtml/statHtml.do?orgId=101&tblId="
REGISTRATION, RESIDENTS = "registration", "registration_residents"
BY_AGE = "연령별 인구현황"
BY_SEX = "m0 … are men, f0 … women by the youngest age of their group"
WHOLE_LIST = "법정동코드 전체자료"
NO_FIGURES = "Units without figures in a year have no row"
OF_DONG = 10
Made = tuple[dict[str, str], pd.DataFrame]


def _head(title: str, publisher: str, table: str, address: str, note: str) -> dict[str, str]:
    return {"title": title, "publisher": publisher, "table": table, "address": address, "licence": KOGL_1, "note": note}


def _years(dates: pd.Series) -> pd.Series:
    return pd.to_datetime(dates).dt.year


def _by_sex(table: pd.DataFrame, identity: list[str], ages: tuple[int, ...] = AGES) -> pd.DataFrame:
    """One row per `identity`, sorted by it: men then women by age, `m0` … `f100`."""
    known = table[table["population"].notna()]
    parts = [
        known[known["sex"] == sex]
        .set_index(identity)
        .rename(columns={f"age_{age}": f"{sex[0]}{age}" for age in ages})[[f"{sex[0]}{age}" for age in ages]]
        for sex in ("male", "female")
    ]
    return pd.concat(parts, axis=1).sort_index().astype("int64").reset_index()


def _mois(lake: Lake, concept: str) -> pd.DataFrame:
    table = lake.frame("mois_population").rename(columns={"region_code": "code", "region_name": "name"})
    table = table.assign(year=_years(table["reference_date"]), emd=table["code"].str[5:] != "00000")
    # The month of single years of age is a table of its own.
    return table[(table["population_concept"] == concept) & (pd.to_datetime(table["reference_date"]).dt.month == 12)]


def mois_population(lake: Lake) -> Made:
    """Registered people of Decembers 2008-2020, sido to sigungu."""
    table = _mois(lake, REGISTRATION)
    note = f"{BY_SEX}. Eup-myeon-dong of 2008-2019 are left out; those of 2020 are mois_population_emd"
    head = _head("Registered population by sigungu, sex and age, 2008-2020", MOIS, BY_AGE, JUMIN, note)
    return head, _by_sex(table[~table["emd"]], ["code", "name", "year"])


def mois_population_emd(lake: Lake) -> Made:
    """Registered people of December 2020, eup-myeon-dong."""
    table = _mois(lake, REGISTRATION)
    note = f"{BY_SEX}. Only December 2020; sigungu and sido are in mois_population"
    head = _head("Registered population by eup-myeon-dong, sex and age, 2020", MOIS, BY_AGE, JUMIN, note)
    return head, _by_sex(table[table["emd"] & (table["year"] == 2020)], ["code", "name", "year"])


def mois_population_residents(lake: Lake) -> Made:
    """Residents of Decembers 2022-2024, sido to sigungu."""
    note = f"{BY_SEX}. {NO_FIGURES}"
    head = _head("Residents (거주자) by sigungu, sex and age, 2022-2024", MOIS, BY_AGE, JUMIN, note)
    return head, _by_sex(_mois(lake, RESIDENTS), ["code", "name", "year"])


def mois_single_age(lake: Lake) -> Made:
    """Registered people of June 2026 by single year of age, nation and sido."""
    table = lake.frame("mois_single_age").rename(columns={"region_code": "code", "region_name": "name"})
    column = table["sex"].str[0] + table["age"].astype(str)
    wide = table.assign(column=column).pivot(index=["code", "name"], columns="column", values="population")
    note = "m0 … are men, f0 … women; 100 is 100 and over. Nation and sido, as the file has it"
    head = _head("Registered population by sido, sex and single year of age, June 2026", MOIS, BY_AGE, JUMIN, note)
    return head, wide[[f"{sex}{age}" for sex in "mf" for age in range(101)]].reset_index()


def kosis_population(lake: Lake) -> Made:
    """Registered people of Decembers 2020-2024 by sigungu, codes of 2024."""
    table = lake.frame("kosis_population").rename(columns={"region_code": "code", "region_name": "name"})
    table = table.assign(year=_years(table["reference_date"]), column=table["sex"].str[0] + table["age_from"].astype(str))
    wide = table[table["year"] >= 2020].pivot(index=["code", "name", "year"], columns="column", values="population")
    note = (
        f"{BY_SEX}. Codes of 2024 in all years, as in the copy that was read; Gunwi-gun is missing until 2022 there. "
        "2015-2019 are left out, which mois_population has; 2020 is here, so that the two are held against each other"
    )
    head = _head(
        "Registered population by sigungu, sex and age, 2020-2024", KOSIS, "DT_1B04005N", f"{KOSIS_TABLE}DT_1B04005N", note
    )
    return head, wide[[f"{sex}{age}" for sex in "mf" for age in AGES]].reset_index()


def kosis_collected_population(lake: Lake) -> Made:
    """Registered people of December 2025, nation to sigungu."""
    table = lake.frame("kosis_collected_population").rename(columns={"region_code": "code", "region_name": "name"})
    note = f"{BY_SEX}. As keyed by a third party, who does not say which table of KOSIS it was; eup-myeon-dong are left out"
    head = _head("Registered population by sigungu, sex and age, December 2025", KOSIS, "주민등록인구현황", KOSIS_SITE, note)
    return head, _by_sex(table[table["code"].str.len() < OF_DONG], ["code", "name"])


def kosis_dong_population(lake: Lake) -> Made:
    """Registered people of Decembers 1995-1998, nation to sigungu, 85 and over at the end."""
    table = lake.frame("kosis_dong_population").rename(columns={"region_code": "code", "region_name": "name"})
    table = table[table["code"].str.len() < OF_DONG].assign(year=_years(table["reference_date"]))
    note = f"{BY_SEX}; 85 is 85 and over. The codes are not of the day, names are. Eup-myeon-dong of 1998 are left out"
    head = _head(
        "Registered population by sigungu, sex and age, 1995-1998", KOSIS, "DT_1B04005", f"{KOSIS_TABLE}DT_1B04005", note
    )
    return head, _by_sex(table, ["code", "name", "year"], tuple(age for age in AGES if age <= 85))


def kosis_sido_population(lake: Lake) -> Made:
    """Registered people by sido and sex, 2000-2024, in the order printed."""
    table = lake.frame("kosis_sido_population").rename(columns={"region_name": "name"})
    table = table.assign(year=_years(table["reference_date"]))
    wide = table.pivot(index=["source_row", "name", "year"], columns="sex", values="population").sort_index().reset_index()
    wide = wide.rename(columns={"male": "men", "female": "women"})[["name", "year", "men", "women"]]
    note = "Names of today in all years; empty where the sido did not exist"
    head = _head("Registered population by sido and sex, 2000-2024", KOSIS, "DT_1B040A3", f"{KOSIS_TABLE}DT_1B040A3", note)
    return head, wide.astype({"men": "Int64", "women": "Int64"})


def kosis_households(lake: Lake) -> Made:
    """Registered households 2000-2024, every row in the order printed, since only its place tells a sigungu's sido."""
    table = lake.frame("kosis_households")
    level = table["row_kind"].where(table["row_kind"].isin(["nation", "sido"]), "below sido")
    table = table.assign(year=_years(table["reference_date"]), level=level, name=table["region_name"])
    wide = table.pivot(index=["source_row", "level", "name"], columns="year", values="households").sort_index()
    note = "In the order printed, a column a year; empty where the unit did not exist"
    head = _head("Registered households by sigungu, 2000-2024", KOSIS, "DT_1B040B3", f"{KOSIS_TABLE}DT_1B040B3", note)
    return head, wide.astype("Int64").reset_index().drop(columns="source_row")


def kosis_national_population(lake: Lake) -> Made:
    """The nation by sex and age, 1925-2070."""
    table = lake.frame("kosis_national_population").rename(columns={"age_from": "age"})
    wide = table.pivot(index=["sex", "age"], columns="year", values="population").astype("Int64")
    note = (
        "Census to 1990, mid-year register from 1993, projection on the base of 2020 from 2023, as put together by a third party "
        "who names no table; empty where an age group is not printed"
    )
    title = "National population by sex and age, 1925-2070"
    publisher = "Statistics Korea, KOSIS (국가데이터처 국가통계포털)"
    head = _head(title, publisher, "인구총조사, 주민등록연앙인구, 장래인구추계", KOSIS_SITE, note)
    return head, wide.sort_index(level=["sex", "age"], ascending=[False, True]).reset_index()


def emd_population(lake: Lake) -> Made:
    """Residents by eup-myeon-dong and age, December 2020."""
    table = lake.frame("emd_population")
    table = table[(_years(table["reference_date"]) == 2020) & table["age_from"].notna()]
    table = table.assign(column="p" + table["age_from"].astype("int64").astype(str))
    wide = table.pivot(index=_EMD, columns="column", values="population").sort_index()
    note = "Compiled with the codes of both schemes by a third party; no sex. 2017 is left out"
    head = _head("Residents by eup-myeon-dong and age, 2020", MOIS, BY_AGE, JUMIN, note)
    return head, wide[[f"p{age}" for age in AGES]].reset_index()


def emd_density(lake: Lake) -> Made:
    """Residents by sex, households and area by eup-myeon-dong, December 2020."""
    table = lake.frame("emd_density").sort_values([*_EMD, "population"])
    note = (
        "km2 is the area of a third party's polygons of Statistics Korea's, not cadastral, as they print it. Gunnae-myeon of "
        "Paju stands twice, as printed. Density is left out, which is people by area"
    )
    head = _head("Residents, households and area by eup-myeon-dong, 2020", MOIS, "주민등록 인구 및 세대현황", JUMIN, note)
    return head, table[[*_EMD, "men", "women", "households", "area_km2"]].rename(columns={"area_km2": "km2"})


_EMD = ["mois_code", "kostat_code", "sido_name", "sigungu_name", "emd_name"]


def legal_dong_code(lake: Lake) -> Made:
    """Codes in force on 2026-03-01 with the day of their creation, to legal dong."""
    table = lake.frame("legal_dong_code")
    table = table[table["source_file"].str.contains("KIKcd_B") & (table["code"].str[8:] == "00")].sort_values("code")
    note = "Ri are left out; no code had ended, as in the file"
    head = _head("Codes of sido, sigungu and legal dong, 2026-03-01", MOIS, "KIKcd_B", CODE_SITE, note)
    return head, table[["code"]].join(_names(table, table)).assign(created=_days(table["created"]))


def legal_dong_list(lake: Lake) -> Made:
    """Codes of sido and sigungu on 2026-05-31, and of legal dong that have ended."""
    table = lake.frame("legal_dong_code")
    table = table[table["source_file"].str.contains(WHOLE_LIST)].sort_values("code")
    ended_dong = (table["code"].str[8:] == "00") & ~table["in_force"]
    table = table[ended_dong | (table["code"].str[5:] == "00000")]
    note = "`ended` is 1 where a code is no longer in force. Ri are left out, and legal dong in force, which legal_dong_code has"
    head = _head("Codes of sido, sigungu and ended legal dong, 2026-05-31", MOIS, WHOLE_LIST, CODE_SITE, note)
    return head, table[["code"]].assign(name=table["name_ko"], ended=(~table["in_force"]).astype("int64"))


def admin_dong_code(lake: Lake) -> Made:
    """Legal dong of each administrative dong on 2026-03-01."""
    table = lake.frame("admin_dong_code").sort_values(["code", "legal_code"])
    of_dong = table["legal_code"].str[8:] == "00"
    kept = table[of_dong | ~table["code"].isin(table.loc[of_dong, "code"])]
    note = "Ri are left out, except of branch offices of an eup or myeon, which have nothing else"
    head = _head("Administrative dong and the legal dong in them, 2026-03-01", MOIS, "KIKmix", CODE_SITE, note)
    legal = {"legal_code": kept["legal_code"], "legal_name": kept["legal_name_ko"], "created": _days(kept["created"])}
    return head, kept[["code"]].join(_names(kept, table)).assign(**legal)


def region_code(lake: Lake) -> Made:
    """Sigungu in force on 2026-10-08 and the legal dong, eup and myeon in them."""
    table = lake.frame("region_code").sort_values("source_place")
    places = table[~table["place_ko"].str.contains(" ")].sort_values(["code", "place_ko"])
    note = "As collected by a third party. Ri are left out; an empty `place` is the sigungu itself"
    head = _head("Sigungu and the names of the legal dong in them, 2026-10-08", MOIS, WHOLE_LIST, CODE_SITE, note)
    return head, places[["code"]].assign(name=places["name_ko"], place=places["place_ko"])


def renumbered_code(lake: Lake) -> Made:
    """Sigungu of Gwangju and Jeonnam before and after 2026-07-01."""
    table = lake.frame("renumbered_code").sort_values("old_code")
    note = "As compiled by a third party from the ministry's notice; the change is of 2026-07-01"
    head = _head("Renumbered sigungu of Gwangju and Jeonnam, 2026-07-01", MOIS, "행정구역 변경 고시", CODE_SITE, note)
    return head, table[["old_code", "new_code"]].assign(name=table["name_ko"])


def _names(table: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """`sido, sigungu, emd` of each row: its name as the columns of the publisher's that it was joined from.

    A province's branch office stands in the place of the province.
    """
    full = dict(zip(known["code"], known["name_ko"], strict=True))
    rows = []
    for code, name in zip(table["code"], table["name_ko"], strict=True):
        sigungu = full[code[:5].ljust(OF_DONG, "0")]
        sido = sigungu.split()[0]
        rows.append((sido, sigungu.removeprefix(sido).strip(), name.removeprefix(sigungu).strip()))
    return pd.DataFrame(rows, columns=["sido", "sigungu", "emd"], index=table.index)


def _days(dates: pd.Series) -> pd.Series:
    return pd.to_datetime(dates).dt.strftime("%Y%m%d")


MAKERS: dict[str, Maker] = {
    make.__name__: make
    for make in (
        mois_population, mois_population_emd, mois_population_residents, mois_single_age, kosis_population,
        kosis_collected_population, kosis_dong_population, kosis_sido_population, kosis_households, kosis_national_population,
        emd_population, emd_density, legal_dong_code, legal_dong_list, admin_dong_code, region_code, renumbered_code,
    )
}  # fmt: skip
