"""The contract that the map layers of the release share: one region a row, newest figures, shape."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    AREA_KM2,
    CENTROID_LAT,
    CENTROID_LON,
    GEOMETRY,
    GEOMETRY_BASIS,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SIDO_KO,
    optional,
)  # fmt: skip
from expectations.contract import Column, TableContract
from expectations.contracts.extinction_risk import CITATION, POPULATION_65_OVER, RISK_CLASS, RISK_INDEX, WOMEN_20_39
from expectations.references import to_unit

IDENTITY = {
    "sigungu": (REGION_ID, MOIS_CODE, NAME_KO, NAME_EN, SIDO_KO),
    "sido": (REGION_ID, MOIS_CODE, NAME_KO, NAME_EN),
    "megaregion": (REGION_ID, NAME_KO, NAME_EN),
}
AT_RISK_UNITS = Column(
    "at_risk_units", "BIGINT", "소멸위험 시군구 수", "Sigungu at risk", unit="units", minimum=0, measure="extensive",
    caveat="of the KEIS set; sigungu without figures are in missing_units",
)  # fmt: skip
KEIS_UNITS = replace(AT_RISK_UNITS, name="keis_units", ko="시군구 수", en="Sigungu of the KEIS set", caveat="")


def layer(name: str, *, ko: str, en: str) -> TableContract:
    """Contract of the map layer of one level (sigungu, sido or megaregion)."""
    upper = name != "sigungu"
    return TableContract(
        name=name,
        schema="mart",
        ko=ko,
        en=en,
        description="Newest registered population and extinction risk with the shape of the reference geography.",
        grain=f"a {name}",
        columns=(
            *IDENTITY[name],
            Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
            REFERENCE_DATE,
            optional(POPULATION),
            replace(AREA_KM2, caveat="of the polygon; differs from the cadastral area by tidal land and water"),
            Column(
                "density", "DOUBLE", "인구밀도", "Population density", unit="persons per km2", nullable=True, minimum=0,
                measure="intensive", formula="population / area_km2",
            ),
            optional(WOMEN_20_39),
            optional(POPULATION_65_OVER),
            RISK_INDEX,
            RISK_CLASS,
            *((AT_RISK_UNITS, KEIS_UNITS) if upper else ()),
            Column("missing_units", "BIGINT", "누락 단위", "Sigungu without figures", unit="units", minimum=0),
            CENTROID_LON,
            CENTROID_LAT,
            GEOMETRY_BASIS,
            GEOMETRY,
        ),
        key=("region_id",),
        references=() if name == "megaregion" else to_unit("region_id"),
        geometry="geometry",
        source="mart.extinction_risk, core.level_boundary",
        citation=CITATION,
    )  # fmt: skip
