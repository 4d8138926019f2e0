"""Views of regions: who they are today, which codes they bore, what became of them, and where files came from."""

from __future__ import annotations

from assets.release.warehouse.view import View

_YEAR = ("연도", "Year of the reference date")

REGIONS = (
    View(
        "regions",
        "현재 지역 목록",
        "Regions of the reference geography with their names, codes, 5+3 group, area and centroid",
        {
            "level": "reference_region.level",
            "region_id": "reference_region.region_id",
            "region_ko": "reference_region.name_ko",
            "region_en": "reference_region.name_en",
            "sido_ko": "reference_region.sido_ko",
            "sido_en": ("시도 영문 이름", "Province in English"),
            "megaregion_ko": ("5극3특 권역", "5+3 group in Korean"),
            "megaregion_en": ("5극3특 권역 영문 이름", "5+3 group in English"),
            "mois_code": "reference_region.mois_code",
            "kostat_code": "reference_region.kostat_code",
            "in_keis": "reference_region.in_keis",
            "in_local_government": "reference_region.in_local_government",
            "area_km2": "level_boundary.area_km2",
            "lon": "level_boundary.centroid_lon",
            "lat": "level_boundary.centroid_lat",
            "reference_vintage": "reference_region.reference_vintage",
        },
        """
SELECT
  r.level, r.region_id, r.name_ko AS region_ko, r.name_en AS region_en, r.sido_ko, s.name_en AS sido_en,
  m.name_ko AS megaregion_ko, m.name_en AS megaregion_en, r.mois_code, r.kostat_code, r.in_keis, r.in_local_government,
  b.area_km2, b.centroid_lon AS lon, b.centroid_lat AS lat, r.reference_vintage
FROM core.reference_region AS r
LEFT JOIN core.reference_region AS s ON s.level = 'sido' AND s.region_id = r.sido_unit_id
LEFT JOIN core.reference_region AS m ON m.level = 'megaregion' AND m.region_id = r.megaregion
LEFT JOIN core.level_boundary AS b ON b.level = r.level AND b.region_id = r.region_id
""",
        ("core.reference_region", "core.level_boundary"),
    ),
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
            "sido_ko": ("시도 (마지막 이름)", "Province under its last name"),
            "mois_code": "region.mois_code",
            "kostat7_code": "region.kostat7_code",
            "kostat8_code": "region.kostat8_code",
            "valid_from": "region.valid_from",
            "valid_to": "region.valid_to",
        },
        """
SELECT
  r.unit_id, r.level, r.kind, r.name_ko, r.name_en, s.name_ko AS sido_ko,
  r.mois_code, r.kostat7_code, r.kostat8_code, r.valid_from, r.valid_to
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
            "to_code": "region_event.to_mois_code",
            "to_ko": ("이후 단위", "Unit after, under its last name"),
            "exact": "region_event.exact",
            "verified": "region_event.verified",
            "event_id": "region_event.event_id",
        },
        """
SELECT
  e.date, e.type, e.from_mois_code AS from_code, a.name_ko AS from_ko, e.to_mois_code AS to_code, z.name_ko AS to_ko,
  e.exact, e.verified, e.event_id
FROM core.region_event AS e
LEFT JOIN core.unit AS a ON a.unit_id = e.from_unit_id
LEFT JOIN core.unit AS z ON z.unit_id = e.to_unit_id
""",
        ("core.region_event", "core.unit"),
    ),
    View(
        "population",
        "성·연령별 인구",
        "Population of today's sigungu by date, sex and age group",
        {
            "year": _YEAR,
            "reference_date": "population.reference_date",
            "population_concept": "population.population_concept",
            "region_id": "population.unit_id",
            "region_ko": "reference_region.name_ko",
            "region_en": "reference_region.name_en",
            "sido_ko": "reference_region.sido_ko",
            "sex": "population.sex",
            "age_from": "population.age_from",
            "age_to": "population.age_to",
            "population": "population.population",
            "interpolated": "population.interpolated",
        },
        """
SELECT
  year(p.reference_date) AS year, p.reference_date, p.population_concept, p.unit_id AS region_id,
  r.name_ko AS region_ko, r.name_en AS region_en, r.sido_ko, p.sex, p.age_from, p.age_to, p.population, p.interpolated
FROM core.population AS p
LEFT JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
""",
        ("core.population", "core.reference_region"),
    ),
    View(
        "emd_population",
        "읍면동 성·연령별 인구",
        "Registered population of eup-myeon-dong by date, sex and age group, on the units of the day",
        {
            "year": _YEAR,
            "reference_date": "emd_registration.reference_date",
            "emd_code": "emd_registration.emd_code",
            "emd_ko": "emd_registration.name_ko",
            "sigungu_unit_id": "emd_registration.sigungu_unit_id",
            "sex": "emd_registration.sex",
            "age_from": ("나이부터", "Youngest age of the group, in years"),
            "age_to": ("나이까지", "Oldest age of the group, in years; empty for the open group"),
            "population": "emd_registration.population",
        },
        """
SELECT
  year(e.reference_date) AS year, e.reference_date, e.emd_code, e.name_ko AS emd_ko, e.sigungu_unit_id, e.sex,
  CAST(substr(e.age, 5) AS INTEGER) AS age_from,
  CASE WHEN e.age = 'age_' || e.open_age THEN NULL ELSE CAST(substr(e.age, 5) AS INTEGER) + 4 END AS age_to,
  e.persons AS population
FROM (UNPIVOT core.emd_registration ON COLUMNS('age_[0-9]+') INTO NAME age VALUE persons) AS e
""",
        ("core.emd_registration",),
    ),
    View(
        "population_decline_areas",
        "인구감소지역",
        "The sigungu designated by law as population-decline areas",
        {
            "region_id": "legal_decline_area.unit_id",
            "region_ko": "legal_decline_area.name_ko",
            "region_en": "legal_decline_area.name_en",
            "sido_ko": "legal_decline_area.sido_ko",
            "designated_from": "legal_decline_area.designated_from",
            "notice": "legal_decline_area.notice",
            "area_km2": "legal_decline_area.area_km2",
        },
        """
SELECT d.unit_id AS region_id, d.name_ko AS region_ko, d.name_en AS region_en, d.sido_ko, d.designated_from, d.notice, d.area_km2
FROM mart.legal_decline_area AS d
""",
        ("mart.legal_decline_area",),
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
