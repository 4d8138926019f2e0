"""`CITATION.cff` of a release: how to cite it, and the publishers whose figures it is made from.

The repository's own `CITATION.cff`, at its root, is about the software. No address or DOI is made up: a team that deposits a
release adds the one it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from expectations.contract import TableContract

NAME = "CITATION.cff"
CFF_VERSION = "1.2.0"
AUTHORS = [{"name": "Rebalance contributors"}]


def citation(
    contracts: Mapping[str, TableContract], inputs: Iterable[Mapping[str, Any]], *, version: str, date: str, about: str
) -> str:
    """The file's text. `date` is the newest date that the figures reach, since a release knows no clock; no date, no line."""
    document = {
        "cff-version": CFF_VERSION,
        "message": "If you use these figures, cite this release and the publishers of its sources, listed as references.",
        "type": "dataset",
        "title": "Rebalance: South Korea's regional imbalance",
        "abstract": f"Validated tables on the regional imbalance of South Korea, made from publishers' own files. {about}",
        "authors": AUTHORS,
        "version": version,
        **({"date-released": date} if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else {}),
        "keywords": ["South Korea", "regional imbalance", "depopulation", "open data"],
        "references": _references(contracts, inputs),
    }
    # A date in quotes: YAML's own date type is no string, which the format wants.
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return text


def _references(contracts: Mapping[str, TableContract], inputs: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One reference per publisher, licence and address, named by the tables that were read from there."""
    datasets: dict[tuple[str, str, str], set[str]] = {}
    for record in inputs:
        origin = (record["publisher"], record["licence"], record["url"] or "")
        datasets.setdefault(origin, set()).add(record["dataset"])
    return [
        {
            "type": "data",
            "title": "; ".join(contracts[name].en if name in contracts else name for name in sorted(names)),
            "authors": [{"name": publisher}],
            **({"url": url} if url else {}),
            "notes": f"Licence: {licence or 'not stated'}",
        }
        for (publisher, licence, url), names in sorted(datasets.items())
    ]
