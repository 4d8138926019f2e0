"""raw.mois_boundary: the address system's boundaries (TL_SCCO_*)."""

from expectations.boundary import raw_boundary
from expectations.rules.coverage import mois_ground

MOIS_BOUNDARY = raw_boundary(
    "mois_boundary",
    ko="도로명주소 행정구역 경계",
    en="Administrative boundaries of the address system",
    source="Ministry of the Interior and Safety (행정안전부), road-name address boundaries TL_SCCO_*",
    code_columns="CTPRVN_CD, SIG_CD, EMD_CD",
    name_columns="CTP_KOR_NM, SIG_KOR_NM, EMD_KOR_NM",
    claimed_twice=mois_ground,
)
