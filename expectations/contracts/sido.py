"""mart.sido: the sido layer of the map."""

from expectations.layer import layer

SIDO = layer("sido", ko="시도", en="Provinces")
