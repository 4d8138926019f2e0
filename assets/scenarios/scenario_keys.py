"""What a scenario file may say, as models: its keys, their kinds and bounds. `scenario_file.py` reads a file by them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from assets.configuration.strict import Shaped, Strict, Text, expected, json_schema, said
from assets.scenarios.amount import Factor, Many, Share, Size, Times
from domain.ages import STEP
from domain.measures import HELD

YOUTH = "20-34"
TARGETS = ("today", "half")


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _year(value: object) -> object:
    """A year of four digits, or the distance said by `+6`."""
    if isinstance(value, str) and value[:1] == "+" and value[1:].isdecimal() and 0 < int(value) < DISTANCES:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value < 2200:
        return value
    raise expected("a year such as 2030, or +5, five years after the newest population")


def _target(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000:
        return str(value)
    if value in TARGETS:
        return value
    raise expected("today, half or a number of units", TARGETS)


def _groups(value: str) -> str:
    first, last = (int(part) for part in value.split("-"))
    if first % STEP or (last + 1) % STEP or not 5 <= first < last <= 99:
        raise expected("whole groups of five years, such as 20-34")
    return value


# A year below this is a distance from the newest population.
DISTANCES = 100
Region = Annotated[str, Shaped("[a-z_]+:[a-z0-9_-]+", "level:region_id, such as sido:busan")]
Regions = Annotated[
    list[Region],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Region | Annotated[list[Region], Field(min_length=1)]),
]
# `+6` is a number to those who read YAML and ask no further.
Year = Annotated[
    int,
    BeforeValidator(_year),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1900, "maximum": 2199}, {"type": "integer", "minimum": 1, "maximum": 99},
                   {"type": "string", "pattern": r"^\+[1-9][0-9]?$"}]}
    ),
]  # fmt: skip
Ages = Annotated[str, Shaped("[0-9]{1,2}-[0-9]{1,2}", "ages such as 20-34"), AfterValidator(_groups)]
Target = Annotated[
    str,
    BeforeValidator(_target),
    WithJsonSchema({"anyOf": [{"enum": list(TARGETS)}, {"type": "integer", "minimum": 0, "maximum": 999}]}),
]
_REGIONS = "Regions as level:region_id, or set:at_risk; one or a list."
_FROM_YEAR = "A year such as 2030, or +6, six years after the newest population; it takes effect from then on."
_AGES = "Ages in whole groups of five years."


class LeverKeys(Strict):
    """What all levers have in common."""

    kind: str

    def by_key(self) -> dict[str, Any]:
        """Values by their keys in the file."""
        fields = type(self).model_fields
        return {field.alias or name: getattr(self, name) for name, field in fields.items()}


class RelocateJobs(LeverKeys):
    """Jobs go from one set of units to another in a year, and people with them."""

    kind: Literal["relocate_jobs"] = Field(description="Jobs that move.")
    jobs: Many = Field(description="How many jobs.")
    origin: Regions = Field(alias="from", description=_REGIONS)
    destination: Regions = Field(alias="to", description=_REGIONS)
    year: Year = Field(description="When: a year such as 2030, or +6, six years after the newest population.")
    staff_share: Share = Field(description="Share of the staff that moves with the job.")
    family_share: Share = Field(description="Share of those who take their family along.")
    household_size: Size = Field(description="Persons of a household that moves.")
    multiplier: Times = Field(description="Further jobs that each job brings.")


class RetainYouth(LeverKeys):
    """A share of the youth that regions lose to others stays."""

    kind: Literal["retain_youth"] = Field(description="Youth that stays.")
    regions: Regions = Field(description=_REGIONS)
    share: Share = Field(description="Share of those whom the regions would lose.")
    ages: Ages = Field(YOUTH, description=_AGES)
    from_year: Year = Field(description=_FROM_YEAR)


class FertilityFactor(LeverKeys):
    """A factor on the children per woman."""

    kind: Literal["fertility"] = Field(description="More or fewer children.")
    regions: Regions = Field(description=_REGIONS)
    factor: Factor = Field(description="Factor on the children per woman.")
    from_year: Year = Field(description=_FROM_YEAR)


AnyLever = Annotated[RelocateJobs | RetainYouth | FertilityFactor, Field(discriminator="kind")]
Levers = Annotated[list[AnyLever], BeforeValidator(_listed, json_schema_input_type=AnyLever | list[AnyLever])]


Measure = Literal["youth", "youth_share", "population_share", "risk_index"]
Measures = Annotated[
    list[Measure],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Measure | Annotated[list[Measure], Field(min_length=1)]),
]
assert get_args(Measure) == HELD


class QuestionKeys(Strict):
    """Which retention keeps what the regions have, or brings the count at risk to a target?"""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["hold"]}, {"required": ["at_risk"]}]})

    regions: Regions = Field(description=_REGIONS)
    year: Year = Field(description="When the target is to be reached: a year, or a distance such as +6.")
    from_year: Year = Field(description=_FROM_YEAR)
    ages: Ages = Field(YOUTH, description=_AGES)
    hold: Measures | None = Field(
        None,
        description="What the regions keep as today: youth (persons aged 20-34), youth_share, population_share, risk_index.",
    )
    at_risk: Target | None = Field(None, description="Units at risk that are wanted: today, half, or a number.")

    @model_validator(mode="after")
    def _asks(self) -> QuestionKeys:
        if self.hold is None and self.at_risk is None:
            raise said("found neither hold nor at_risk; expected one of them or both")
        return self


class ScenarioKeys(Strict):
    """A scenario: what changes, and what is asked."""

    name: Annotated[str, Shaped("[a-z0-9]+(-[a-z0-9]+)*", "a name of small letters, digits and hyphens")] = Field(
        description="Short name, as tables and commands call it."
    )
    title_ko: Text = Field(
        "",
        description="Title in Korean; without it, the English one. {trend} stands for the years carried on, as 2015-2025.",
    )
    title_en: Text = Field(description="Title in English.")
    description: Text = Field("", description="What it supposes, in a sentence or two.")
    description_ko: Text = Field("", description="The same in Korean; without it, the English one.")
    levers: Levers = Field(description="What changes, a list; [] for nothing.")
    reverse: QuestionKeys | None = Field(
        None, description="Which retention would keep something or reach a target, the question the other way round."
    )


def scenario_schema() -> dict[str, Any]:
    """A scenario file as JSON Schema."""
    return json_schema(ScenarioKeys, "Scenario of Rebalance")
