"""raw.sgis_boundary: census boundaries as Statistics Korea's SGIS hands them out."""

from expectations.boundary import raw_boundary
from expectations.rules.coverage import sgis_ground

SGIS_BOUNDARY = raw_boundary(
    "sgis_boundary",
    ko="통계지리정보 행정구역 경계",
    en="Census boundaries of SGIS",
    source="Statistics Korea (국가데이터처, 옛 통계청), SGIS administrative boundaries",
    code_columns="adm2_code, adm3_code, SIGUNGU_CD",
    name_columns="sgg_nm, adm3_name_kr, SIGUNGU_NM",
    claimed_twice=sgis_ground,
)
