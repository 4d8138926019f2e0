"""Data frames in, data frames out: types, questions, refusals, and what is explained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import rebalance
from rebalance.wording import at_the_command_line

PEOPLE = pd.DataFrame({"code": ["47720", "27110"], "people": [23283, 82000]})

NAMESAKE = pd.DataFrame({"name": ["고성군"], "people": [1]})


def converted(frame: pd.DataFrame, **asked: object) -> rebalance.Converted:
    return rebalance.convert(frame, "mois@2024", **({"code_column": "code", "from_": "mois@2022", "counts": "people"} | asked))  # type: ignore[arg-type]


def test_numbers_come_back_as_numbers_and_by_columns_as_they_were() -> None:
    frame = pd.DataFrame(
        {"code": [47720, 47720], "year": [2021, 2022], "sex": pd.Categorical(["f", "m"]), "people": [1.5, np.nan]}
    )
    found = converted(frame, by=["year", "sex"]).frame
    assert found["year"].dtype == "int64" and list(found["year"]) == [2021, 2022]
    assert found["sex"].dtype == "category"
    assert found["people"][0] == 1.5 and pd.isna(found["people"][1])


def test_days_come_back_as_days() -> None:
    frame = pd.DataFrame({"code": [47720], "day": pd.to_datetime(["2021-12-31"]), "people": [5]})
    assert list(converted(frame, by="day").frame["day"]) == [pd.Timestamp("2021-12-31")]


def test_the_frame_is_left_as_it_was_whatever_its_index() -> None:
    frame = PEOPLE.set_index(pd.Index([7, 7]))
    before = frame.copy()
    assert converted(frame).frame["people"].sum() == 105283
    pd.testing.assert_frame_equal(frame, before)


def test_what_was_done_is_explained() -> None:
    answer = converted(PEOPLE.assign(name=["군위군", "중구"]))
    assert str(answer.vintage) == "mois@2022-12-31" and answer.left_out == ("name",)
    assert answer.fates == {"unchanged": 1, "exact": 1, "merged": 0, "split": 0, "lost": 0}
    (total,) = answer.totals
    assert (total.before, total.after, total.held_back) == ("105,283", "105,283", "")
    assert answer.identified.rows["unit_id"].to_list() == ["gunwi-gun", "daegu-jung-gu"]
    assert "  rows      2 in, 2 out" in answer.report()


def test_a_frame_and_its_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    PEOPLE.to_csv(path, index=False)
    of_file = rebalance.convert(path, "mois@2024", code_column="code", from_="mois@2022", counts="people")
    pd.testing.assert_frame_equal(of_file.frame, converted(PEOPLE).frame)
    pd.testing.assert_frame_equal(of_file.log, converted(PEOPLE).log)


def test_what_was_identified_is_converted_to_several_geographies() -> None:
    found = rebalance.identify(PEOPLE, code_column="code", from_="mois@2022", counts="people")
    codes = [set(rebalance.convert(found, to).frame["code"]) for to in ("mois@2024", "kostat@2024")]
    assert codes == [{"27720", "27110"}, {"22520", "22010"}]
    with pytest.raises(rebalance.UsageError, match="nothing but the geography"):
        rebalance.convert(found, "mois@2024", by="year")


# --- questions


@pytest.mark.parametrize(
    ("frame", "asked", "choices"),
    [
        (pd.DataFrame({"code": ["26"], "people": [1]}), {"from_": None}, ("mois", "kostat")),
        (pd.DataFrame({"code": ["47720"], "people": [1], "rate": [0.5]}), {}, ("counts", "rates", "by", "drop")),
        (NAMESAKE, {"code_column": None, "name_columns": "name"}, ("강원도 고성군", "경상남도 고성군")),
        (pd.DataFrame({"code": ["47720", "37310"], "people": [1, 2]}), {"from_": None}, None),
    ],
)  # fmt: skip
def test_what_means_several_things_is_asked_with_its_choices(
    frame: pd.DataFrame, asked: dict[str, object], choices: tuple[str, ...] | None
) -> None:
    with pytest.raises(rebalance.AmbiguousError) as question:
        converted(frame, **asked)
    assert question.value.choices if choices is None else question.value.choices == choices
    assert "--" not in str(question.value)


def test_a_choice_answers_its_question() -> None:
    with pytest.raises(rebalance.AmbiguousError) as question:
        rebalance.region("고성")
    assert [rebalance.region(choice).unit_id for choice in question.value.choices] == list(question.value.choices)


def test_days_on_which_borders_differ_are_asked_back_and_each_answers() -> None:
    """Yongji-dong went from Uichang-gu to Seongsan-gu in 2021; neither code nor name changed."""
    names = [f"창원시 {name}구" for name in ("의창", "성산", "마산합포", "마산회원", "진해")]
    sheet = pd.DataFrame({"name": names, "people": range(5)})
    with pytest.raises(rebalance.DayUnknownError, match='from_="YEAR"') as question:
        rebalance.convert(sheet, "mois@2024", name_columns="name", counts="people")
    assert len(question.value.choices) > 1
    for day in question.value.choices:
        assert len(rebalance.identify(sheet, name_columns="name", counts="people", from_=day).rows) == 5


def test_names_in_a_column_of_codes_come_with_the_arguments_that_work() -> None:
    sheet = pd.DataFrame({"sido": ["대구광역시"], "unit": ["군위군"], "people": [23283]})
    with pytest.raises(rebalance.NamesForCodesError, match=r"name_columns=\['sido', 'unit'\]") as refused:
        rebalance.convert(sheet, "mois@2024", code_column="unit", counts="people", from_="2024")
    offered = refused.value.offer.columns
    assert len(rebalance.convert(sheet, "mois@2024", name_columns=offered, counts="people", from_="2024").frame) == 1


# --- refusals


def test_a_cell_that_is_no_code_is_named_with_its_row_from_one() -> None:
    with pytest.raises(rebalance.SourceError) as refused:
        converted(pd.DataFrame({"code": ["27110", "x1", "47720"], "people": [1, 2, 3]}))
    assert (refused.value.file, refused.value.row) == ("the frame", 2)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"counts": ()}, "counts for sums, rates for rates"),
        ({"code_column": None}, "code_column, or else the names, name_columns"),
        ({"weight": "people"}, "weight averages rates"),
        ({"units": "all"}, "units all: one of kosis, finest"),
        ({"code_column": "kode"}, "no column 'kode'; there are code, people"),
        ({"from_": "mois"}, "write scheme@date"),
        ({"from_": "mois@1980"}, "the region history opens on"),
    ],
)
def test_what_is_wrong_is_said_in_words_of_python(asked: dict[str, object], told: str) -> None:
    with pytest.raises(rebalance.UsageError, match=told) as refused:
        converted(PEOPLE, **asked)
    assert "--" not in str(refused.value)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(rebalance.UsageError, match="a list is no data frame"):
        rebalance.convert([1, 2], "mois@2024", code_column="code", counts="people")  # type: ignore[arg-type]


def test_at_the_command_line_options_are_called_by_their_names() -> None:
    with at_the_command_line(), pytest.raises(rebalance.UsageError, match="--count for sums"):
        converted(PEOPLE, counts=())


# --- codes, days, weights


def test_a_mixture_of_codes_has_its_parts_and_no_one_geography() -> None:
    seven = [f"310{n}0{m}0" for n in (1,) for m in (1, 2, 3, 4)]
    found = rebalance.detect_vintage(["11110530", "11110540", "11110550", *seven])
    assert found.is_mixture and len(found.geographies) == 2 and not found.fits
    with pytest.raises(rebalance.AmbiguousError, match="MIXTURE"):
        _ = found.geography


def test_a_column_of_a_notebook_is_read_in_whatever_dress() -> None:
    assert rebalance.detect_vintage(pd.Series([11110.0, None, 47720.0])).codes == ("11110", "47720")
    with pytest.raises(rebalance.SourceError, match="detect_days"):
        rebalance.detect_vintage(["종로구"])


def test_names_out_of_several_columns_have_their_units() -> None:
    found = rebalance.detect_days(pd.DataFrame({"sido": ["강원", "경남"], "name": ["고성군", "고성군"]}))
    assert found.units.to_list() == ["gangwon-goseong-gun", "gyeongnam-goseong-gun"]


def test_weights_of_each_unit_sum_to_one_both_ways() -> None:
    for way in (("mois@2024", "mois@2026-07-01"), ("mois@2026-07-01", "mois@2024")):
        weights = rebalance.crosswalk(*way)
        assert np.allclose(weights.groupby("from_unit_id")["weight"].sum(), 1)
    with pytest.raises(rebalance.UsageError, match="one of finest, kosis, sido"):
        rebalance.crosswalk("mois@2024", "mois@2025", units="gu")  # type: ignore[arg-type]


def test_a_unit_has_its_code_of_each_day() -> None:
    gunwi = rebalance.region("군위")
    assert (gunwi.code("kostat@2023"), gunwi.code("mois@2020"), rebalance.region("sejong-si").code("mois@2000")) == (
        "22520", "47720", None,
    )  # fmt: skip
    assert gunwi.events["date"].to_list() and gunwi.neighbours("nowhere") is None


def test_sources_are_written_into_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(rebalance.UsageError, match="not an empty folder"):
        rebalance.write_sources("schematic", tmp_path)
    with pytest.raises(rebalance.UsageError, match="one of embedded, schematic"):
        rebalance.write_sources("real", tmp_path / "new")
