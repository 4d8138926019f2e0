"""mart.innovation_city_donor: weights of the donors of each host."""

from expectations.columns import CITY_ID, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_city, to_unit
from expectations.rules.study import weights_sum_to_one
from expectations.study import CITATION, DESIGN, OUTCOME

INNOVATION_CITY_DONOR = TableContract(
    name="innovation_city_donor",
    schema="mart",
    ko="혁신도시 대조군 가중치",
    en="Weights of donors",
    description="What the comparison of each host is made of, by outcome.",
    grain="a city, outcome and donor",
    columns=(
        CITY_ID,
        OUTCOME,
        UNIT_ID,
        Column("weight", "DOUBLE", "가중치", "Weight", unit="ratio", minimum=0, maximum=1, measure="intensive"),
        DESIGN,
    ),
    key=("city_id", "outcome", "unit_id"),
    references=(*to_unit(), *to_city()),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
    rules=(
        Rule(
            name="weights_sum_to_one",
            measure=weights_sum_to_one,
            key=("city_id", "outcome"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "excess", "min_value": -1e-9, "max_value": 1e-9}),),
        ),
    ),
)
