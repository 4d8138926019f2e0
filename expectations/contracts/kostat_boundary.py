"""raw.kostat_boundary: census boundaries as re-published in open map collections (code, name, base_year)."""

from expectations.boundary import raw_boundary
from expectations.rules.coverage import kostat_ground

KOSTAT_BOUNDARY = raw_boundary(
    "kostat_boundary",
    ko="통계청 센서스 경계",
    en="Census boundaries of Statistics Korea",
    source="Statistics Korea (국가데이터처, 옛 통계청), census administrative boundaries",
    code_columns="code",
    name_columns="name",
    claimed_twice=kostat_ground,
)
