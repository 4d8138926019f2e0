"""The finished maps of the embedded project: which layers each shows, and under which heading layers stand in the tree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# Entries of the project that are no layer of their own: borders over everything, land under everything.
BORDERS, LAND = "borders", "land"


@dataclass(frozen=True)
class ThematicMap:
    """One map: its title, its layers from the top down, and what its reader must know.

    `subjects` are the layers without which it has nothing to show; `notes` are lines in Korean and English.
    """

    ko: str
    en: str
    subjects: tuple[str, ...]
    backdrop: tuple[str, ...] = (BORDERS,)
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the map theme and the print layout."""
        return f"{self.ko} {self.en}"

    @property
    def layers(self) -> tuple[str, ...]:
        """Everything that it shows."""
        return (*self.subjects, *self.backdrop)


MAPS = (
    ThematicMap(
        "지방소멸위험", "Extinction risk", ("sigungu",),
        notes=("계산된 등급이며 법정 지정이 아님", "a computed class, no designation in law"),
    ),
    ThematicMap(
        "한국형 러스트벨트", "Rust belt", ("rust_belt",),
        notes=(
            "제조업 종사자 기준, 계산된 상태이며 지정이 아님. 시도마다 자료 기간이 다름",
            "by manufacturing jobs; a computed state, no designation. Years differ by sido",
        ),
    ),
    ThematicMap("소멸위험 군집", "Clusters of extinction risk", ("clusters",)),
    ThematicMap(
        "수도권 이동과 청년 순이동률", "Moves to the capital and the youth balance", ("youth_flow",), (BORDERS, LAND),
        notes=(
            "선 굵기는 전 연령 이동, 색은 출발지 청년 순이동률(추정)",
            "width: moves of all ages; colour: the origin's youth balance, estimated",
        ),
    ),
    ThematicMap(
        "법정 지정 지역", "Designations in law", ("innovation_city", "crisis_area", "decline_area"), (BORDERS, LAND),
        notes=(
            "위기지역은 지정 기간이 지난 곳도 포함하며 상태 속성이 이를 구분",
            "crisis areas include those whose days are over; the attribute `state` tells which",
        ),
    ),
    ThematicMap("5극3특 권역", "5+3 regions", ("megaregion_simple",), ()),
    ThematicMap("합계출산율", "Fertility", ("work_and_family",)),
    ThematicMap(
        "읍면동 소멸위험", "Extinction risk by town and neighbourhood", ("emd",),
        notes=("계산된 등급이며 법정 지정이 아님", "a computed class, no designation in law"),
    ),
    ThematicMap(
        "경계 변화", "Boundaries through time", ("boundary_history",), (),
        notes=("시간 조절기로 재생", "play with the temporal controller"),
    ),
)  # fmt: skip

GROUPS = (
    ("지정과 정책 Designations and policy", ("innovation_city", "crisis_area", "decline_area")),
    ("이동 Moves", ("youth_flow", "migration_flow_sido", "migration_flow_sigungu")),
    ("소멸위험 Extinction risk", ("sigungu", "sido", "megaregion", "extinction_risk", "clusters", "extinction_comparison")),
    ("산업과 삶 Industry and life", ("rust_belt", "work_and_family", "megaregion_profile")),
    ("경계 Boundaries", ("emd", "boundary_history", "sigungu_simple", "sido_simple", "megaregion_simple", "emd_simple")),
)
OTHER = "그 밖의 레이어 Other layers"


def possible_maps(layers: Collection[str]) -> list[ThematicMap]:
    """The maps whose subjects are all there; the first is the one that the project opens on."""
    return [made for made in MAPS if set(made.subjects) <= set(layers)]


def grouped(layers: Collection[str]) -> list[tuple[str, list[str]]]:
    """Headings of the tree with the layers under them; what no heading knows stands under the last."""
    known = {name for _, names in GROUPS for name in names}
    groups = [*GROUPS, (OTHER, tuple(name for name in layers if name not in known))]
    found = [(heading, [name for name in names if name in layers]) for heading, names in groups]
    return [(heading, names) for heading, names in found if names]
