"""What is said beside every projection, and how many draws its band has: the same in a release, on its page and in commands."""

from __future__ import annotations

# Ends of bands then differ from those of another seed by 1 to 5 % of the width; with 100 it was 5 to 10 %.
DRAWS, SEED = 1000, 2024

# Two bases of a path, and what each takes for granted of births.
CONTROLLED, BALANCED = "controlled", "balanced"
BIRTHS = {
    CONTROLLED: (
        "Births: children per woman change as in Statistics Korea's middle path of December 2021, whose total fertility rate "
        "rises from 0.70 in 2024 to 1.21 in 2046."
    ),
    BALANCED: "Births: children per woman stay at those of the newest December; no official path holds this one.",
}
FOREIGNERS = (
    "Foreigners: the register leaves them out and counts in December; official paths hold them and are of the middle of the "
    "year, so that only their growth is taken."
)
BIRTHS_KO = {
    CONTROLLED: "출생: 여성당 아동 수가 통계청의 2021년 12월 중위 추계(합계출산율 2024년 0.70, 2046년 1.21)를 따라 변합니다.",
    BALANCED: "출생: 여성당 아동 수를 최근 12월 수준으로 두며, 공식 추계를 따르지 않습니다.",
}
FOREIGNERS_KO = "외국인: 12월 주민등록인구에는 없고 연중 기준인 공식 추계에는 있으므로, 공식 추계에서는 증감만 가져옵니다."
ASSUMED = f"On basis {CONTROLLED}: {BIRTHS[CONTROLLED]} On basis {BALANCED}: {BIRTHS[BALANCED]} {FOREIGNERS}"
