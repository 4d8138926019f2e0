"""Labels say what a figure is of: each by itself, no two alike, and never the reverse of what is counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from assets.indicators.gathered.series import definitions
from assets.release.geopackage.layers import LAYERS
from expectations.contract import Column, TableContract
from expectations.contracts.registry import all_contracts

CONTRACTS = all_contracts()
SERIES = [(contract, column) for contract in CONTRACTS.values() for column in contract.series_columns]
DRAWN = [(CONTRACTS[layer.table], CONTRACTS[layer.table].column(layer.drawn_by)) for layer in LAYERS if layer.drawn_by]
# Words that a label may have, and that do not say what is measured.
ABOUT_NOTHING = frozenset(
    """a an and at ahead among before between by change cluster december difference figure first for from gap growth had in index
    it its kind last level location loss lost lq mean measure minus moves net now number observed of on one or outlier over pace
    peak
    per percent points provisional proxy published quotient rank rate ratio same score second hand section seoul share since state
    status that the there this three to total two value which whole with year years""".split()  # noqa: SIM905
)
KOREAN_ABOUT_NOTHING = frozenset(
    """2차 3년 가중 격차 계수 공표 관측 기준 누적 대비 변화 변화율 비율 비중 상태 서울 서울과의 수 순위 유형 이후 자료 잠정 전년
    점수 정점 증감 증가율 지수 차이 추세 감소 평균 합계 값 코호트 뒤""".split()  # noqa: SIM905
)


def names_a_subject(ko: str, en: str) -> bool:
    """Whether something is left of both labels without numbers and words that could be said of any figure."""
    english = set(re.findall(r"[a-z]+", en.lower())) - ABOUT_NOTHING
    korean = {
        word for word in re.findall(r"[가-힣0-9]+", ko) if not re.fullmatch(r"\d+(?:년|월|세)?", word)
    } - KOREAN_ABOUT_NOTHING
    return bool(english) and bool(korean)


@pytest.mark.parametrize("language", ["name_ko", "name_en"])
def test_no_two_indicators_have_one_name(language: str) -> None:
    alike = {name: times for name, times in Counter(row[language].casefold() for row in definitions()).items() if times > 1}
    assert not alike


@pytest.mark.parametrize(
    ("contract", "column"), [*SERIES, *DRAWN], ids=[f"{contract.name}.{column.name}" for contract, column in [*SERIES, *DRAWN]]
)
def test_label_of_an_indicator_or_a_map_says_what_is_measured(contract: TableContract, column: Column) -> None:
    assert names_a_subject(column.ko, column.en), f"{contract.name}: {column.ko} / {column.en}"


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("서울과의 격차", "Gap to Seoul"),
        ("전년 대비 변화율", "Change over the December before"),
        ("정점 대비 감소 (2차 자료)", "Share lost since the peak, second-hand"),
        ("입지계수 순위", "Location quotient, second-hand"),
        ("30년 뒤 비율 (관측 추세)", "The same at the observed pace"),
        ("합계출산율", "Rank"),
        ("순위", "Total fertility rate"),
    ],
)
def test_label_without_a_subject_is_seen(ko: str, en: str) -> None:
    assert not names_a_subject(ko, en)


WAYS = {"to": "수도권으로의", "from": "수도권으로부터의"}


def contradictions(contract: TableContract) -> list[str]:
    """Columns of flows to or from the capital region whose labels do not say that way, or say the other."""
    wrong = []
    for column in contract.columns:
        way = next((way for way in WAYS if re.search(rf"(?:^|_){way}_capital", column.name)), None)
        if way is None:
            continue
        other = next(one for one in WAYS if one != way)
        says = column.ko.startswith(WAYS[way]) and f"{way} the capital region" in column.en
        reverse = WAYS[other] in column.ko or f"{other} the capital region" in column.en
        if reverse or not says:
            wrong.append(column.name)
    return wrong


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
def test_flows_of_the_capital_region_name_their_way(contract: TableContract) -> None:
    assert not contradictions(contract)


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
def test_no_label_says_that_the_capital_region_loses_what_it_gains(contract: TableContract) -> None:
    for label in (contract.ko, *(column.ko for column in contract.columns)):
        assert not re.search(r"수도권(?:의)? (?:누적 )?(?:순유출|순유입|전출|전입)", label), label


def test_a_reversed_label_is_seen() -> None:
    inflow = CONTRACTS["capital_inflow"]
    assert {"moves_to_capital", "moves_from_capital", "net_to_capital"} <= set(inflow.column_names) and not contradictions(inflow)
    for name, ko in (("net_to_capital", "수도권 순유출"), ("moves_to_capital", "수도권으로부터의 전입")):
        turned = tuple(replace(column, ko=ko) if column.name == name else column for column in inflow.columns)
        assert contradictions(replace(inflow, columns=turned)) == [name]


def test_title_and_columns_of_the_inflow_go_the_same_way() -> None:
    inflow = CONTRACTS["capital_inflow"]
    titled = [inflow.ko, *(inflow.column(name).ko for name in ("net_to_capital", "net_rate", "cumulative_net"))]
    assert all(label.startswith("수도권으로의") and "순유출" in label for label in titled)
    assert all("net moves to the capital region" in label.lower() for label in (inflow.en, inflow.column("net_rate").en))


@pytest.mark.parametrize(
    ("table", "column"), [("migration_flow", "moves"), ("sigungu_moves", "moves_in"), ("sigungu_moves", "moves_out")]
)
def test_counts_that_hold_moves_within_say_so(table: str, column: str) -> None:
    said = CONTRACTS[table].column(column)
    assert re.search(r"안 이동 포함", said.ko) and re.search(r"inside|within", said.en) and "eup-myeon-dong" in said.caveat


def test_matrix_of_moves_says_how_many_more_than_published_it_counts() -> None:
    for table in ("migration_flow", "sigungu_flow"):
        contract = CONTRACTS[table]
        assert "읍면동 안 이동 포함" in contract.ko
        assert "7,800,976" in contract.description and "6.118 million" in contract.description
