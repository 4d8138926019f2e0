"""raw.mois_population: the ministry's resident statistics by unit, sex and five-year age, from its CSV files and workbooks."""

from expectations.age_groups import raw_age_table
from expectations.rules.sums import mois_ages_add_up

MOIS_POPULATION = raw_age_table(
    "mois_population",
    ko="연령별 인구현황",
    en="Population by age",
    description=(
        "Every printed unit from the nation down to eup-myeon-dong, yearly or monthly, all registered persons (계) or residents "
        "(거주자). Cities beside their gu, branch offices and abolished codes are kept as printed; single years of age are summed to "
        "five."
    ),
    source="Ministry of the Interior and Safety (행정안전부), 연령별 인구현황 (jumin.mois.go.kr)",
    code_source="행정구역, 행정기관코드",
    ages_add_up=mois_ages_add_up,
)
