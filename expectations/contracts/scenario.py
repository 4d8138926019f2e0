"""mart.scenario: the scenarios shipped with the project, as their files say them."""

from expectations.contract import Column, TableContract

SCENARIO_NAME = Column("scenario", "VARCHAR", "시나리오", "Scenario", pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")

SCENARIO = TableContract(
    name="scenario",
    schema="mart",
    ko="시나리오",
    en="Scenarios",
    description="Files of assets/scenarios/presets. Every number in them names its source, or says that it is an assumption.",
    grain="a scenario",
    columns=(
        SCENARIO_NAME,
        Column("title_ko", "VARCHAR", "제목", "Title in Korean"),
        Column("title_en", "VARCHAR", "영문 제목", "Title in English"),
        Column("description", "VARCHAR", "설명", "Description"),
        Column("definition", "VARCHAR", "정의", "The file's text", caveat="YAML; a copy of it runs with `rebalance scenario FILE`"),
    ),
    key=("scenario",),
    source="assets/scenarios/presets",
)  # fmt: skip
