"""`rebalance vintage`: what is said of the codes of a file, small ones and publishers' own."""

from __future__ import annotations

import pytest

from tests.places import DATA
from tests.unit.pipelines.cli.test_vintage_command import vintage

pytestmark = pytest.mark.usefixtures("publisher_files")


# --- publishers' files

KOSTAT7, KOSTAT8 = "KOSTAT, 7-digit era", "KOSTAT, 8-digit era (gun 200 higher)"


@pytest.mark.parametrize(
    ("file", "column", "scheme", "period"),
    [
        ("kostat_2011/skorea-municipalities-2011s.shp", "code", KOSTAT7, "sigungu, 2010-07-01 to before 2012-01-01"),
        ("kostat_2011/skorea-submunicipalities-2011s.shp", "code", KOSTAT7, "sigungu, 2010-07-01 to before 2012-01-01"),
        ("kostat_2011/skorea-provinces-2011s.shp", "code", KOSTAT7, "sido, 1997-07-15 to before 2012-07-01"),
        ("sgis_sigungu_2015/sgis_sigungu_2015.shp", "adm2_code", KOSTAT7, "sigungu, 2014-07-01 to before 2016-07-04"),
        ("kostat_2018/skorea-municipalities-2018-topo.json", "code", KOSTAT7, "sigungu, 2016-07-04 to before 2018-07-01"),
        (
            "kostat_2018/skorea-submunicipalities-2018-topo.json",
            "code",
            KOSTAT7,
            "sigungu, 2016-07-04 to before 2018-07-01",
        ),
        ("sgis_sigungu_2020/sgis_sigungu_2020.shp", "adm2_code", KOSTAT7, "sigungu, 2018-07-01 to before 2023-06-11"),
        (
            "sgis_sigungu_2023/bnd_sigungu_00_20230701.dbf",
            "SIGUNGU_CD",
            KOSTAT8,
            "sigungu, 2023-07-01 to before 2024-01-01",
        ),
        ("mois_sigungu_2024/TL_SCCO_SIG_2024.shp", "SIG_CD", "MOIS", "sigungu, 2024-01-18 to before 2026-02-01"),
        ("mois_sido_2024/TL_SCCO_CTPRVN_2024.shp", "CTPRVN_CD", "MOIS", "sido, 2024-01-18 to before 2026-07-01"),
        ("mois_legal_dong_2024/TL_SCCO_EMD_2024.shp", "EMD_CD", "MOIS", "sigungu, 2024-01-18 to before 2026-02-01"),
        ("mois_seoul_no_prj/TL_SCCO_SIG.shp", "SIG_CD", "MOIS", "sigungu, 1995-03-01 to today"),
    ],
)
def test_every_boundary_file_is_found_with_nothing_unknown_or_missing(file: str, column: str, scheme: str, period: str) -> None:
    answer = vintage(DATA / "boundaries" / file, column)
    assert f"{scheme}: {period.replace(', ', ' codes of ')}" in answer.out
    small = "submunicipalities" in file or "legal_dong" in file
    known = "every sigungu known that a code begins with" if small else "every code known"
    assert f"{known}, none missing: exactly" in answer.out and "MIXTURE" not in answer.out
    assert ("name says 2018" in answer.out) == ("2018" in file and "kostat" in file)


def test_the_year_2022_of_a_code_table_is_the_only_mixture() -> None:
    answer = vintage(DATA / "codes" / "sgis_mois_sigungu_by_year.csv", "sgis_raw", "--by", "year")
    lines = answer.out.strip().splitlines()
    (mixed,) = [line for line in lines if "MIXTURE" in line]
    assert len(lines) == 28 and mixed.startswith("year 2022: MIXTURE: 229 codes of 8 digits, kostat8, ")
    assert "; 32 codes of 7 digits, kostat7, " in mixed
    assert not [line for line in lines if "unknown" in line or " missing 2" in line]
