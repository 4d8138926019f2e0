"""JSON as published: whole documents, and the answers of KOSIS' OpenAPI, records numbered.

Tables of other forms are `tabular.py`; which values mean what is known in `assets/sources/`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pandas as pd

from assets.reading.decoding import read_text
from assets.reading.source_file import SourceFile
from assets.reading.tabular import refuse_page

# What to do about KOSIS' own numbers of errors.
_KOSIS_REMEDIES = {
    **dict.fromkeys(("10", "11", "12"), "Mend the key (apiKey) that KOSIS is asked with."),
    **dict.fromkeys(("20", "21", "30"), "Mend what is asked for: units, items, ages and periods as the table has them."),
    # More cells, or more rows, than one answer may have.
    **dict.fromkeys(("31", "41"), "Ask for fewer units or years at a time."),
    **dict.fromkeys(("40", "42"), "KOSIS answers no more of that key today: ask it again tomorrow."),
}  # fmt: skip
# What a widely used client calls the figure.
_KOSIS_NAMES = {"DATA_VALUE": "DT"}
# A string, which stays as it is, or a key that stands without quotes; nothing is looked at twice, however long it is.
_BARE_KEY = re.compile(r'"(?:[^"\\]|\\.)*+"|(?<![A-Za-z0-9_])(?P<key>[A-Za-z_][A-Za-z0-9_]*+)(?=\s*+:)')
_SHOWN_LETTERS = 30
# No figure is longer; what reads numbers says what is too large.
_DIGITS = 400


def read_json(file: SourceFile) -> Any:
    """The whole document. SourceError when it is no JSON, even with what `parse_json` lets pass."""
    text = read_text(file)
    refuse_page(file, text, "a JSON document")
    try:
        document = parse_json(text)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise file.error(f"no JSON ({error.msg} in line {error.lineno})", "a JSON document", remedy="Is it cut off?") from error
    except UnicodeEncodeError as error:
        raise file.error("half a letter (\\ud800 to \\udfff)", "whole letters", remedy="Download it again.") from error
    except RecursionError as error:
        raise file.error("JSON of lists in lists without end", "a JSON document", remedy="Is it the right file?") from error
    except ValueError as error:  # a number of thousands of digits, one that is none, a key twice
        raise file.error(str(error), "a JSON document of numbers, texts and lists", remedy="Download it again.") from error
    return document


def parse_json(text: str) -> Any:
    """JSON as KOSIS writes it: raw tabs and line ends inside names, and keys without quotes.

    Raises json.JSONDecodeError, and ValueError for a key that an object has twice and for a number that is none or too long.
    """
    try:
        return _loads(text)
    except json.JSONDecodeError:
        return _loads(_BARE_KEY.sub(_quoted, text))


def _loads(text: str) -> Any:
    return json.loads(text, strict=False, object_pairs_hook=_each_once, parse_constant=_no_number, parse_int=_whole_number)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        again, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise ValueError(f"the key {again[:_SHOWN_LETTERS]!r} twice in one object")
    return found


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant}, which is no number")


def _whole_number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits, more than {_DIGITS}")
    return int(digits)


def _quoted(match: re.Match[str]) -> str:
    return f'"{match["key"]}"' if match["key"] else match[0]


def read_kosis_json(file: SourceFile, table_id: str) -> pd.DataFrame:
    """A KOSIS OpenAPI answer (a list of records) as text columns with upper-case names; adds `source_row` (1-based record).

    White space in texts, tabs among it, is one blank. Raises SourceError when the answer is an error message of KOSIS, no
    JSON, or of another table.
    """
    records = read_json(file)
    refuse_kosis_error(file, records)
    if not isinstance(records, list) or not records:
        raise file.error("no records", "a list of records")
    for row, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise file.error(f"{record!r:.40}", "a record", row)
    frame = pd.DataFrame(records).rename(columns=lambda name: _KOSIS_NAMES.get(str(name).upper(), str(name).upper()))
    frame = frame.assign(source_row=range(1, len(records) + 1))
    wrong = frame.index[frame.get("TBL_ID", pd.Series("", frame.index)) != table_id]
    if len(wrong):
        raise file.error("another table's record", f"TBL_ID {table_id}", int(wrong[0]) + 1)
    for column in frame.columns.drop("source_row"):
        text = frame[column].astype("object").where(frame[column].notna(), None)
        frame[column] = text.map(lambda cell: " ".join(str(cell).split()), na_action="ignore")
    return frame


def refuse_kosis_error(file: SourceFile, answer: object) -> None:
    """SourceError for an answer in which KOSIS says, alone or in a list, why there are no figures."""
    for record in answer if isinstance(answer, list) else [answer]:
        said = {str(name).lower(): value for name, value in record.items()} if isinstance(record, dict) else {}
        if message := said.get("errmsg"):
            code = str(said.get("err", ""))
            remedy = _KOSIS_REMEDIES.get(code, "Ask KOSIS again.")
            raise file.error(f"KOSIS error {code}: {message}", "a list of records", remedy=remedy)
