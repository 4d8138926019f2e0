"""raw.kosis_collected_population: KOSIS registered population as a third party keyed it, nation to eup-myeon-dong, one month."""

from expectations.age_groups import raw_age_table
from expectations.rules.sums import collected_ages_add_up

KOSIS_COLLECTED_POPULATION = raw_age_table(
    "kosis_collected_population",
    ko="주민등록인구 (성·5세별, 제3자 정리)",
    en="Registered population by sex and 5-year age, as collected",
    description="One JSON document a month, keyed by code: no layout of the publisher's. Cities beside their gu, two empty branch offices.",
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS; collected by a third party",
    code_source="regions",
    ages_add_up=collected_ages_add_up,
)
