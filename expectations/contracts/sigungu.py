"""mart.sigungu: the sigungu layer of the map."""

from expectations.layer import layer

SIGUNGU = layer("sigungu", ko="시군구", en="Municipalities")
