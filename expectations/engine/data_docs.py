"""Data Docs: the suites' results as pages to browse. Great Expectations words them, and they are written here.

Its own site asks seven other hosts for scripts and styles, is empty without them, and puts values of cells into the page as
they are. These pages are plain: no script, nothing loaded, every text escaped, one page a table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from domain.shown import shown
from expectations.engine.report import CheckReport
from expectations.engine.runner import ephemeral_context
from expectations.fault import doing

PAGES = "tables"
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; margin: .5rem 0 1rem; }}
th, td {{ border: 1px solid #8886; padding: .2rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def build(reports: Iterable[CheckReport], folder: Path, run_time: dt.datetime) -> Path:
    """Write the pages into `folder` (made if need be); returns the index.

    Suites are listed by the table and rule they check; `run_time` is what the pages show.
    """
    (folder / PAGES).mkdir(parents=True, exist_ok=True)
    reports = sorted(reports, key=lambda report: report.table)
    for report in reports:
        with doing(f"Data Docs, the suite of {report.table}"):
            body = "\n".join(
                [f"<h1>{_text(report.table)}</h1>", '<p><a href="../index.html">All tables</a></p>', *_suites(report)]
            )
            _write(folder / PAGES / f"{report.table}.html", report.table, body)
    index = folder / "index.html"
    _write(index, "Rebalance: Data Docs", _index(reports, run_time))
    return index


def _index(reports: list[CheckReport], run_time: dt.datetime) -> str:
    """What did not hold, then every table with its suites."""
    total = sum(len(report.outcomes) for report in reports)
    broken = [(report, outcome) for report in reports for outcome in report.outcomes if not outcome.success]
    rows = [
        f"<tr><td>{_link(report)}</td><td>{sum(o.success for o in report.outcomes)} of {len(report.outcomes)}</td>"
        f"<td>{'<br>'.join(_text(found.get('suite_name')) for found in report.rendered)}</td></tr>"
        for report in reports
    ]
    return "\n".join(
        [
            "<h1>Rebalance: Data Docs</h1>",
            f"<p>{total - len(broken):,} of {total:,} expectations on {len(reports)} tables hold. {run_time:%Y-%m-%d}</p>",
            "<h2>What does not hold</h2>",
            "<ul>" if broken else "<p>Nothing.</p>",
            *(f"<li>{_link(report)}, {outcome.severity}: {_text(outcome.sentence())}</li>" for report, outcome in broken),
            "</ul>" if broken else "",
            "<h2>Tables</h2>",
            "<table><thead><tr><th>Table</th><th>Expectations that hold</th><th>Suites</th></tr></thead><tbody>",
            *rows,
            "</tbody></table>",
        ]
    )


def _link(report: CheckReport) -> str:
    name = _text(report.table)
    return f'<a href="{PAGES}/{name}.html">{name}</a>'


def _suites(report: CheckReport) -> Iterable[str]:
    """Every suite with its sentences, what they found, and rows that broke them."""
    from great_expectations.core import expectationSuiteValidationResultSchema  # noqa: PLC0415  (seconds to import)
    from great_expectations.render.renderer import ValidationResultsPageRenderer  # noqa: PLC0415

    ephemeral_context()
    words = ValidationResultsPageRenderer()
    for rendered in report.rendered:
        result = expectationSuiteValidationResultSchema.load(rendered)
        counted = result.statistics
        yield f"<h2>{_text(result.suite_name)}</h2>"
        yield f"<p>{counted['successful_expectations']} of {counted['evaluated_expectations']} hold.</p>"
        # The first section tells of the run: versions, batches.
        for section in words.render(result).to_json_dict()["sections"][1:]:
            for block in section["content_blocks"]:
                yield _block(block)


def _block(block: Mapping[str, Any]) -> str:
    """A heading or a table of the renderer's; what folds out holds tracebacks and advice on its own tools."""
    if block["content_block_type"] == "header":
        return f"<h3>{_cell(block['header'])}</h3>"
    if block["content_block_type"] == "table":
        return _table(block)
    return ""


def _table(block: Mapping[str, Any]) -> str:
    head = "".join(f"<th>{_cell(title)}</th>" for title in block.get("header_row", ()))
    rows = ("".join(f"<td>{_cell(cell)}</td>" for cell in row) for row in block["table"])
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    title = f"<p>{_cell(block['header'])}</p>" if block.get("header") else ""
    return f"{title}<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>\n{body}\n</tbody></table>"


def _cell(cell: Any) -> str:
    """Whatever the renderer puts into a cell: text, a sentence with its values, a table within, or several of them."""
    if isinstance(cell, list):
        return "<br>".join(filter(None, map(_cell, cell)))
    if not isinstance(cell, Mapping):
        return "" if cell is None else _text(cell)
    if "string_template" in cell:
        return _text(_sentence(cell["string_template"]))
    if "table" in cell:
        return _table(cell)
    if cell.get("content_block_type") == "collapse":
        return ""
    return _cell([cell[part] for part in ("header", "subheader", "text", "bullet_list", "value_list") if cell.get(part)])


def _sentence(template: Mapping[str, Any]) -> str:
    values = dict(template.get("params") or {})
    values["icon"] = values.pop("markdown_status_icon", "")
    return Template(template["template"]).safe_substitute(values)


def _text(value: object) -> str:
    return escape(shown(str(value)))


def _write(path: Path, title: str, body: str) -> None:
    path.write_text(_PAGE.format(title=_text(title), body=body), encoding="utf-8")
