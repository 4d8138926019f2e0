"""Views of regions: who they are today, which codes they bore, what became of them, and where files came from."""

from __future__ import annotations

from assets.release.warehouse.view import LEVEL_WORDS, NAMES, NAMES_SQL, SIDO_SQL, YEAR, Meaning, View, same_columns

_REGION: dict[str, Meaning] = {
    "level": "reference_region.level",
    "region_id": "reference_region.region_id",
    **NAMES,
    "megaregion_ko": ("5극3특 권역", "5+3 group in Korean"),
    "megaregion_en": ("5극3특 권역 영문 이름", "5+3 group in English"),
    "in_keis": "reference_region.in_keis",
    "in_local_government": "reference_region.in_local_government",
    "lon": "level_boundary.centroid_lon",
    "lat": "level_boundary.centroid_lat",
    "reference_vintage": "reference_region.reference_vintage",
}
_LISTED = f"""
SELECT
  r.level, r.region_id, {NAMES_SQL},
  m.name_ko AS megaregion_ko, m.name_en AS megaregion_en, r.in_keis, r.in_local_government,
  b.centroid_lon AS lon, b.centroid_lat AS lat, r.reference_vintage"""
_FROM = f"""
FROM core.reference_region AS r
{SIDO_SQL}
LEFT JOIN core.reference_region AS m ON m.level = 'megaregion' AND m.region_id = r.megaregion
LEFT JOIN core.level_boundary AS b ON b.level = r.level AND b.region_id = r.region_id
"""
_TABLES = ("core.reference_region", "core.level_boundary")


def _regions(level: str) -> View:
    """The regions of one level, whose areas add up to the country."""
    ko, en = LEVEL_WORDS[level]
    return View(
        f"regions_{level}",
        f"현재 지역 목록 ({ko})",
        f"Regions of the reference geography with their names, codes, 5+3 group, area and centroid, by {en}",
        _REGION | {"area_km2": "level_boundary.area_km2"},
        f"{_LISTED}, b.area_km2{_FROM}WHERE r.level = '{level}'\n",
        _TABLES,
        level,
    )


def _ends(alias: str, side: str) -> str:
    """SQL of the names and codes of one end of a flow: `alias` is its region, and with an `s` before it the sido of that."""
    full = f"CASE WHEN {alias}.level = 'sigungu' AND {alias}.name_ko <> s{alias}.name_ko"
    return (
        f"{alias}.region_id AS {side}_id, {alias}.name_ko AS {side}_ko, {alias}.name_en AS {side}_en,\n  "
        f"{full} THEN s{alias}.name_ko || ' ' ELSE '' END || {alias}.name_ko AS {side}_full_name_ko,\n  "
        f"{alias}.mois_code AS {side}_mois_code, {alias}.kostat_code AS {side}_kostat_code"
    )


def _end_columns(side: str, ko: str, en: str) -> dict[str, Meaning]:
    return {
        f"{side}_id": (f"{ko} 식별자", f"Region of the {en}"),
        f"{side}_ko": (f"{ko} 이름", f"{en.capitalize()} in Korean"),
        f"{side}_en": (f"{ko} 영문 이름", f"{en.capitalize()} in English"),
        f"{side}_full_name_ko": (f"{ko} 전체 이름", f"{en.capitalize()} in Korean with the sido"),
        f"{side}_mois_code": (f"{ko} 행정안전부 코드", f"MOIS code of the {en}, of the reference vintage"),
        f"{side}_kostat_code": (f"{ko} 통계청 코드", f"KOSTAT code of the {en}, of the reference vintage"),
    }


def _flows(level: str, table: str) -> View:
    """Moves across borders of a level; those within a unit, and those of which that is unknown, stay in the table."""
    ko, en = LEVEL_WORDS[level]
    return View(
        f"flows_{level}",
        f"지역 간 이동 ({ko})",
        f"Registered moves from origin to destination by year, all ages, between {en}",
        {"year": f"{table}.year", "level": "reference_region.level"}
        | _end_columns("from", "전출지", "origin")
        | _end_columns("to", "전입지", "destination")
        | same_columns(table, "moves", "interpolated"),
        f"""
SELECT
  f.year, a.level,
  {_ends("a", "from")},
  {_ends("z", "to")},
  f.moves, f.interpolated
FROM core.{table} AS f
JOIN core.reference_region AS a ON a.level = '{level}' AND a.region_id = f.from_unit_id
JOIN core.reference_region AS z ON z.level = '{level}' AND z.region_id = f.to_unit_id
LEFT JOIN core.reference_region AS sa ON sa.level = 'sido' AND sa.region_id = a.sido_unit_id
LEFT JOIN core.reference_region AS sz ON sz.level = 'sido' AND sz.region_id = z.sido_unit_id
WHERE f.kind = 'between'
""",  # noqa: S608  (names of our own contracts)
        (f"core.{table}", "core.reference_region"),
        level,
    )


REGIONS = (
    View(
        "regions",
        "현재 지역 목록",
        "Regions of all levels of the reference geography with their names, codes, 5+3 group and centroid; areas are in the "
        "views of one level",
        _REGION,
        f"{_LISTED}{_FROM}",
        _TABLES,
    ),
    *(_regions(level) for level in LEVEL_WORDS),
    View(
        "region_history",
        "행정구역 연혁",
        "Every sido and sigungu since 1995, an era a row, with its codes in both schemes",
        {
            "unit_id": "region.unit_id",
            "level": "region.level",
            "kind": "region.kind",
            "name_ko": "region.name_ko",
            "name_en": "region.name_en",
            "full_name_ko": ("전체 이름 (시도는 마지막 이름)", "Name in Korean with the sido, that under its last name"),
            "sido_ko": ("시도 (마지막 이름)", "Province under its last name"),
            "mois_code": "region.mois_code",
            "kostat7_code": "region.kostat7_code",
            "kostat8_code": "region.kostat8_code",
            "valid_from": "region.valid_from",
            "valid_to": "region.valid_to",
        },
        """
SELECT
  r.unit_id, r.level, r.kind, r.name_ko, r.name_en,
  CASE WHEN r.level = 'sigungu' AND r.name_ko <> s.name_ko THEN s.name_ko || ' ' ELSE '' END || r.name_ko AS full_name_ko,
  s.name_ko AS sido_ko, r.mois_code, r.kostat7_code, r.kostat8_code, r.valid_from, r.valid_to
FROM core.region AS r
LEFT JOIN core.unit AS s ON s.unit_id = r.sido_unit_id
""",
        ("core.region", "core.unit"),
    ),
    View(
        "region_changes",
        "행정구역 변경",
        "Renames, recodings, mergers, splits and transfers: what a unit was and what it became",
        {
            "date": "region_event.date",
            "type": "region_event.type",
            "from_code": "region_event.from_mois_code",
            "from_ko": ("이전 단위", "Unit before, under its last name"),
            "from_full_name_ko": ("이전 단위 전체 이름", "Unit before with its sido, both under their last names"),
            "to_code": "region_event.to_mois_code",
            "to_ko": ("이후 단위", "Unit after, under its last name"),
            "to_full_name_ko": ("이후 단위 전체 이름", "Unit after with its sido, both under their last names"),
            "exact": "region_event.exact",
            "verified": "region_event.verified",
            "event_id": "region_event.event_id",
        },
        """
SELECT
  e.date, e.type, e.from_mois_code AS from_code, a.name_ko AS from_ko,
  CASE WHEN a.name_ko <> sa.name_ko THEN sa.name_ko || ' ' ELSE '' END || a.name_ko AS from_full_name_ko,
  e.to_mois_code AS to_code, z.name_ko AS to_ko,
  CASE WHEN z.name_ko <> sz.name_ko THEN sz.name_ko || ' ' ELSE '' END || z.name_ko AS to_full_name_ko,
  e.exact, e.verified, e.event_id
FROM core.region_event AS e
LEFT JOIN core.unit AS a ON a.unit_id = e.from_unit_id
LEFT JOIN core.unit AS z ON z.unit_id = e.to_unit_id
LEFT JOIN core.unit AS sa ON sa.unit_id = a.sido_unit_id
LEFT JOIN core.unit AS sz ON sz.unit_id = z.sido_unit_id
""",
        ("core.region_event", "core.unit"),
    ),
    View(
        "emd_population",
        "읍면동 성·연령별 인구",
        "Registered population of eup-myeon-dong by date, sex and age group, on the units of the day",
        {
            "year": YEAR,
            "reference_date": "emd_registration.reference_date",
            "emd_code": "emd_registration.emd_code",
            "emd_ko": "emd_registration.name_ko",
            "full_name_ko": ("전체 이름", "Name in Korean with sido and sigungu, as far as these are of the reference vintage"),
            "sigungu_unit_id": "emd_registration.sigungu_unit_id",
            "sigungu_mois_code": "reference_region.mois_code",
            "sigungu_kostat_code": "reference_region.kostat_code",
            "sex": "emd_registration.sex",
            "age_from": ("나이부터", "Youngest age of the group, in years"),
            "age_to": ("나이까지", "Oldest age of the group, in years; empty for the open group"),
            "population": "emd_registration.population",
        },
        """
SELECT
  year(e.reference_date) AS year, e.reference_date, e.emd_code, e.name_ko AS emd_ko,
  concat_ws(' ', CASE WHEN r.name_ko <> r.sido_ko THEN r.sido_ko END, r.name_ko, e.name_ko) AS full_name_ko,
  e.sigungu_unit_id,
  r.mois_code AS sigungu_mois_code, r.kostat_code AS sigungu_kostat_code, e.sex,
  CAST(substr(e.age, 5) AS INTEGER) AS age_from,
  CASE WHEN e.age = 'age_' || e.open_age THEN NULL ELSE CAST(substr(e.age, 5) AS INTEGER) + 4 END AS age_to,
  e.persons AS population
FROM (UNPIVOT core.emd_registration ON COLUMNS('age_[0-9]+') INTO NAME age VALUE persons) AS e
LEFT JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = e.sigungu_unit_id
""",
        ("core.emd_registration", "core.reference_region"),
        "emd",
    ),
    View(
        "emd_risk",
        "읍면동 소멸위험",
        "Extinction-risk index and class of eup-myeon-dong by date, on the units of the day",
        {
            "year": YEAR,
            "reference_date": "emd_extinction_risk.reference_date",
            "emd_code": "emd_extinction_risk.emd_code",
            "emd_ko": "emd_extinction_risk.name_ko",
            "full_name_ko": ("전체 이름", "Name in Korean with sido and sigungu"),
            "sigungu_unit_id": "emd_extinction_risk.sigungu_unit_id",
            "sigungu_ko": "emd_extinction_risk.sigungu_ko",
            "sido_ko": "emd_extinction_risk.sido_ko",
            "sigungu_mois_code": "reference_region.mois_code",
            "sigungu_kostat_code": "reference_region.kostat_code",
        }
        | same_columns(
            "emd_extinction_risk", "population", "women_20_39", "population_65_over", "risk_index", "risk_class", "at_risk"
        ),
        """
SELECT
  year(e.reference_date) AS year, e.reference_date, e.emd_code, e.name_ko AS emd_ko,
  concat_ws(' ', e.sido_ko, CASE WHEN e.sigungu_ko <> e.sido_ko THEN e.sigungu_ko END, e.name_ko) AS full_name_ko,
  e.sigungu_unit_id, e.sigungu_ko, e.sido_ko, r.mois_code AS sigungu_mois_code, r.kostat_code AS sigungu_kostat_code,
  e.population, e.women_20_39, e.population_65_over, e.risk_index, e.risk_class, e.at_risk
FROM mart.emd_extinction_risk AS e
LEFT JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = e.sigungu_unit_id
""",
        ("mart.emd_extinction_risk", "core.reference_region"),
        "emd",
    ),
    _flows("sido", "sido_flow"),
    _flows("sigungu", "sigungu_flow"),
    View(
        "fiscal_independence_sigungu",
        "재정자립도 (시군구)",
        "Fiscal independence of local governments by year, as published, by sigungu; the definition changed in 2014",
        {"level": "reference_region.level", "region_id": "reference_region.region_id"}
        | NAMES
        | same_columns("local_finance", "year", "fiscal_independence_before_reform", "fiscal_independence_after_reform"),
        f"""
SELECT
  r.level, r.region_id, {NAMES_SQL},
  f.year, f.fiscal_independence_before_reform, f.fiscal_independence_after_reform
FROM raw.local_finance AS f
JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.mois_code = f.region_code
{SIDO_SQL}
""",  # noqa: S608  (names of our own contracts)
        ("raw.local_finance", "core.reference_region"),
        "sigungu",
    ),
    View(
        "population_decline_areas",
        "인구감소지역",
        "The sigungu designated by law as population-decline areas",
        {"level": "reference_region.level", "region_id": "legal_decline_area.unit_id"}
        | NAMES
        | same_columns("legal_decline_area", "designated_from", "notice", "area_km2"),
        f"""
SELECT
  r.level, r.region_id, {NAMES_SQL},
  d.designated_from, d.notice, d.area_km2
FROM mart.legal_decline_area AS d
JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = d.unit_id
{SIDO_SQL}
""",  # noqa: S608  (names of our own contracts)
        ("mart.legal_decline_area", "core.reference_region"),
        "sigungu",
    ),
    View(
        "source_files",
        "원자료 파일",
        "Every raw file of the release with its publisher, licence and digest",
        {
            "file": "source_file.file",
            "dataset": "source_file.dataset",
            "publisher": "source_file.publisher",
            "licence": "source_file.licence",
            "url": "source_file.url",
            "vintage": "source_file.vintage",
            "bytes": "source_file.bytes",
            "sha256": "source_file.sha256",
        },
        """
SELECT f.file, f.dataset, f.publisher, f.licence, f.url, f.vintage, f.bytes, f.sha256
FROM raw.source_file AS f
""",
        ("raw.source_file",),
    ),
)
