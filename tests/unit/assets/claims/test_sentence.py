"""Claims are found by walking the package, named once, and say which tables they read."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets import claims
from assets.claims.sentence import Definition, Sentence, Variant, claim, december, definitions, full_name

FILES = {path.stem for path in Path(claims.__path__[0]).glob("*.py")} - {"__init__", "sentence", "ledger"}
ALL = definitions(claims)
SENTENCE = Sentence("a-claim", dt.date(2024, 12, 31), "It is so.", "그렇다.", "value > 0", "Mind.", "somebody")


def test_every_file_holds_one_sentence_with_definitions() -> None:
    sentences: dict[str, set[str]] = {}
    for definition in ALL:
        sentences.setdefault(definition.measure.__module__.rpartition(".")[2], set()).add(definition.sentence.claim_id)
    assert set(sentences) == FILES
    assert all(len(ids) == 1 for ids in sentences.values())


@pytest.mark.parametrize("definition", ALL, ids=lambda d: f"{d.sentence.claim_id}-{d.name}")
def test_a_definition_reads_tables_or_names_what_it_needs(definition: Definition) -> None:
    assert definition.tables or definition.needs
    assert definition.measure.__doc__ and definition.en and definition.ko and definition.unit


def test_lineage_names_schema_and_table() -> None:
    (found,) = [d for d in ALL if (d.sentence.claim_id, d.name) == ("territory-12-percent", "cadastral")]
    assert found.tables == ("official_area",) and found.lineage == ("core.official_area",)
    assert full_name("no_such_table") == "mart.no_such_table"


def test_two_definitions_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice" / "__init__.py").touch()
    (tmp_path / "twice" / "one.py").write_text(
        "from assets.claims.sentence import Sentence, claim\n"
        "import datetime as dt\n"
        "S = Sentence('x', dt.date(2024, 1, 1), 'a', 'b', 'c', 'd', 'e')\n"
        "@claim(S, definition='same', en='a', ko='b', unit='persons')\n"
        "def first(): return iter(())\n"
        "@claim(S, definition='same', en='a', ko='b', unit='persons')\n"
        "def second(): return iter(())\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import twice

    assert isinstance(twice, types.ModuleType)
    with pytest.raises(ValueError, match="x has two definitions named same"):
        definitions(twice)


def test_a_marked_function_stays_a_plain_one() -> None:
    @claim(SENTENCE, definition="plain", en="as it is", ko="그대로", unit="units")
    def plain() -> Iterator[Variant]:
        yield Variant(december(2024), 1, True)

    assert [variant.value for variant in plain()] == [1]


HANGUL = re.compile("[가-힣]")
SENTENCES = {definition.sentence.claim_id: definition.sentence for definition in ALL}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_each_part_of_a_sentence_has_a_definition_that_somebody_uses(sentence: Sentence) -> None:
    own = [one for one in ALL if one.sentence == sentence]
    parts = {part.name for part in sentence.parts} or {""}
    assert {one.part for one in own if one.counted} == parts
    authors = [one.part for one in own if one.author]
    assert len(authors) == len(set(authors)) and set(authors) in (set(), parts), "one own definition a part, or none"
    names = [part.name for part in sentence.parts] + [one.name for one in own]
    assert len(names) == len(set(names)), "a title is found by its name"


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_texts_of_a_sentence_are_in_korean_too(sentence: Sentence) -> None:
    for text in (sentence.ko, sentence.formula_ko, sentence.note_ko, *(part.ko for part in sentence.parts)):
        assert HANGUL.search(text), text
    assert sentence.source_ko and bool(sentence.published) == bool(sentence.published_ko)


@pytest.mark.parametrize("definition", ALL, ids=lambda d: f"{d.sentence.claim_id}-{d.name}")
def test_texts_of_a_definition_are_in_korean_too(definition: Definition) -> None:
    assert HANGUL.search(definition.ko) or not re.search("[a-z]{3}", definition.ko)
    assert bool(definition.needs) == bool(definition.needs_ko) or not definition.counted
    assert not definition.needs_ko or HANGUL.search(definition.needs_ko)
    assert bool(definition.used_by) == bool(definition.used_by_ko)
