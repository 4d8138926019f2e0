"""The commands around region history: convert, region, vintage. They need no build.

What they do is the interface `rebalance`; what they print is in `convert_command.py`, `card.py` and `vintage_report.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.console import (
    BUILD_FOLDER,
    ReadHomeOption,
    VerboseOption,
    out,
)
from rebalance.wording import at_the_command_line

regions = typer.Typer(rich_markup_mode="rich")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file; it is only read.", show_default=False)]
CodeColumnOption = Annotated[str | None, typer.Option("--code-column", help="Column that holds the codes.")]
NameColumnOption = Annotated[
    list[str] | None,
    typer.Option("--name-column", help="Column that holds names, where there are no codes; repeat it, the sido's first."),
]
EncodingOption = Annotated[str, typer.Option("--encoding", help="Of a CSV file; Korean ones are often cp949.")]
TabOption = Annotated[
    str | None, typer.Option("--sheet", help="Sheet of an Excel file; by default the first that is not hidden.")
]
SkipOption = Annotated[
    int | None,
    typer.Option("--skip-rows", min=0, help="Lines above the head of the table; found by the names of columns if it can."),
]
NotesOption = Annotated[
    bool, typer.Option("--drop-notes", help="Leave out lines above and below the rows that hold no code or name.")
]


@regions.command(
    epilog="Examples: [bold]rebalance convert people.csv --code-column C1 --from mois@2022 --to mois@2024 --count people[/]; "
    "[bold]rebalance convert rates.xlsx --code-column code --to kostat@2023 --rate share --weight people --by year[/]; "
    "[bold]rebalance convert cars.csv --name-column 시도 --name-column 시군구 --from 2019 --to mois@2024 --count cars[/]; "
    "[bold]rebalance convert panel.csv --code-column code --from mois --from-column year --to mois@2024 --count people[/]"
)
def convert(
    file: FileArgument,
    to: Annotated[list[str], typer.Option("--to", help="Geography wanted, scheme@date; repeatable, one output each.")],
    code_column: CodeColumnOption = None,
    name_column: NameColumnOption = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Geography of the file, like mois@2015 or kostat@2020-06, of names the day alone; found from them if it can.",
        ),
    ] = None,
    from_column: Annotated[
        str | None,
        typer.Option(
            "--from-column", help="Column, such as the year, that says of which day each row is; --from has the scheme."
        ),
    ] = None,
    count: Annotated[list[str] | None, typer.Option("--count", help="Column of numbers that are summed; repeatable.")] = None,
    rate: Annotated[list[str] | None, typer.Option("--rate", help="Column of rates, never summed; repeatable.")] = None,
    weight: Annotated[str | None, typer.Option("--weight", help="Column to average rates with, such as population.")] = None,
    by: Annotated[list[str] | None, typer.Option("--by", help="Column that tells rows of one unit apart; repeatable.")] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", help="Column to leave out; repeatable.")] = None,
    units: Annotated[
        str, typer.Option("--units", help="kosis (cities whole) or finest (their gu); by default what the file has.")
    ] = "",
    absent: Annotated[
        str,
        typer.Option("--absent", help="What a unit without a row means: missing, or zero where rows of nothing are left out."),
    ] = "missing",
    out_path: Annotated[
        Path | None, typer.Option("--out", help="File to write, or a folder; by default beside the input.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an earlier output; never the input.")] = False,
    encoding: EncodingOption = "utf-8",
    tab: TabOption = None,
    skip_rows: SkipOption = None,
    drop_notes: NotesOption = False,
    join_rows: Annotated[
        bool,
        typer.Option("--join-rows", help="Rows of one unit are parts of it: counts are added up, rates averaged with --weight."),
    ] = False,
    verbose: VerboseOption = False,
) -> None:
    """Bring a CSV or Excel sheet of your own from old to new borders and codes, with a log.

    Counts are conserved exactly. What divides a unit is weighted by the people of its parts, and marked `interpolated`.
    """
    import rebalance  # noqa: PLC0415  (help and usage errors stay instant)
    from pipelines.cli.convert_command import Outputs, run_convert  # noqa: PLC0415

    asked = {
        "code_column": code_column, "name_columns": _all(name_column), "from_": source, "from_column": from_column,
        "counts": _all(count), "rates": _all(rate), "weight": weight, "by": _all(by), "drop": _all(drop), "units": units,
        "absent": absent, "drop_notes": drop_notes, "join_rows": join_rows,
    }  # fmt: skip
    with at_the_command_line():
        run_convert(out, rebalance.SheetFile(file, encoding, tab, skip_rows), asked, to, Outputs(out_path, force))


@regions.command(
    epilog="Examples: [bold]rebalance region 군위[/]; [bold]rebalance region '대구 중구'[/]; [bold]rebalance region Gunwi[/]; "
    "[bold]rebalance region 47720[/]; [bold]rebalance region 26 --scheme mois[/]; "
    "[bold]rebalance region 43111 --scheme mois@2013[/]"
)
def region(
    unit: Annotated[
        str, typer.Argument(metavar="NAME|CODE", help="Korean or English name, with the sido if need be, or a code.")
    ],
    scheme: Annotated[str, typer.Option("--scheme", help="Of a code: mois or kostat, or with a date like mois@2013.")] = "",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Show a unit's life: names, codes by scheme and era, unit sets, 5+3 region, events, neighbours."""
    from pipelines.cli.card import run_region  # noqa: PLC0415

    with at_the_command_line():
        run_region(out, unit, scheme, home.absolute())


@regions.command(
    epilog="Examples: [bold]rebalance vintage TL_SCCO_SIG.shp --code-column SIG_CD[/]; "
    "[bold]rebalance vintage boundaries.gpkg --layer adm2_2020 --code-column adm2_code[/]; "
    "[bold]rebalance vintage codes.csv --code-column code --by year[/]"
)
def vintage(
    file: FileArgument,
    code_column: CodeColumnOption = None,
    name_column: NameColumnOption = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Column, such as the year, whose values are looked at one by one.")
    ] = None,
    encoding: EncodingOption = "utf-8",
    tab: TabOption = None,
    layer: Annotated[str | None, typer.Option("--layer", help="Layer of a map file that has several.")] = None,
    skip_rows: SkipOption = None,
    drop_notes: NotesOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Say which scheme and date the codes of a file follow, whatever its name says.

    Files: CSV, Excel, shapefile or its dbf, GeoJSON, TopoJSON, GeoPackage, Parquet, answers of KOSIS in JSON, and a zip with
    one of them (of several, name it: a.zip!b.shp).
    """
    import rebalance  # noqa: PLC0415
    from pipelines.cli.vintage_report import run_name_vintage, run_vintage  # noqa: PLC0415

    if bool(code_column) == bool(name_column):
        raise rebalance.UsageError("say which column holds the codes, --code-column, or else the names, --name-column")
    read = rebalance.SheetFile(file, encoding, tab, skip_rows, layer)
    with at_the_command_line():
        if code_column:
            run_vintage(out, read, code_column, by, drop_notes=drop_notes)
        else:
            run_name_vintage(out, read, _all(name_column), by, drop_notes=drop_notes)


def _all(values: list[str] | None) -> tuple[str, ...]:
    return tuple(values or ())
