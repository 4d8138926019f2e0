"""raw.kostat_boundary: census boundaries as open map collections re-publish them."""

from expectations.boundary import raw_boundary
from expectations.rules.coverage import kostat_ground

KOSTAT_BOUNDARY = raw_boundary(
    "kostat_boundary",
    ko="통계청 센서스 경계",
    en="Census boundaries of Statistics Korea",
    source="Statistics Korea (국가데이터처, 옛 통계청), census administrative boundaries, re-published by open collections",
    code_columns="code, sggcd, sidocd, 코드",
    name_columns="name, sggnm, sidonm, 시군구",
    claimed_twice=kostat_ground,
)
