"""mart.megaregion: the megaregion layer of the map."""

from expectations.layer import layer

MEGAREGION = layer("megaregion", ko="5극3특 권역", en="Megaregions (5+3)")
