"""The commands around region history: convert, region, vintage. They need no build.

What they do is in `convert.py`, `card.py` and `vintage_report.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.console import BUILD_FOLDER, HomeOption, VerboseOption, out

regions = typer.Typer(rich_markup_mode="rich")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file; it is only read.", show_default=False)]
CodeColumnOption = Annotated[str, typer.Option("--code-column", help="Column that holds the codes.")]
EncodingOption = Annotated[str, typer.Option("--encoding", help="Of a CSV file; Korean ones are often cp949.")]
TabOption = Annotated[str | None, typer.Option("--sheet", help="Sheet of an Excel file; the first by default.")]


@regions.command(
    epilog="Examples: [bold]rebalance convert people.csv --code-column C1 --from mois@2022 --to mois@2024 --count people[/]; "
    "[bold]rebalance convert rates.xlsx --code-column code --to kostat@2023 --rate share --weight people --by year[/]"
)
def convert(
    file: FileArgument,
    code_column: CodeColumnOption,
    to: Annotated[list[str], typer.Option("--to", help="Geography wanted, scheme@date; repeatable, one output each.")],
    source: Annotated[
        str | None,
        typer.Option("--from", help="Geography of the file, like mois@2015 or kostat@2020-06; found from the codes if it can."),
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
    verbose: VerboseOption = False,
) -> None:
    """Bring a CSV or Excel sheet of your own from old to new borders and codes, with a log.

    Counts are conserved exactly. What divides a unit is weighted by the people of its parts, and marked `interpolated`.
    """
    from pipelines.sheets.convert import Request  # noqa: PLC0415
    from pipelines.sheets.convert_command import run_convert  # noqa: PLC0415  (help and usage errors stay instant)

    request = Request(
        code_column, _all(count), _all(rate), weight, _all(by), _all(drop), "zero" if absent == "zero" else "missing"
    )
    _one_of("--units", units, ("", "kosis", "finest"))
    _one_of("--absent", absent, ("missing", "zero"))
    run_convert(out, file, request, source, to, units=units, out=out_path, force=force, encoding=encoding, tab=tab)


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
    home: HomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Show a unit's life: names, codes by scheme and era, unit sets, 5+3 region, events, neighbours."""
    from pipelines.regions.card import run_region  # noqa: PLC0415

    run_region(out, unit, scheme, home.absolute())


@regions.command(
    epilog="Examples: [bold]rebalance vintage TL_SCCO_SIG.shp --code-column SIG_CD[/]; "
    "[bold]rebalance vintage boundaries.gpkg --layer adm2_2020 --code-column adm2_code[/]; "
    "[bold]rebalance vintage codes.csv --code-column code --by year[/]"
)
def vintage(
    file: FileArgument,
    code_column: CodeColumnOption,
    by: Annotated[
        str | None, typer.Option("--by", help="Column, such as the year, whose values are looked at one by one.")
    ] = None,
    encoding: EncodingOption = "utf-8",
    tab: TabOption = None,
    layer: Annotated[str | None, typer.Option("--layer", help="Layer of a map file that has several.")] = None,
    verbose: VerboseOption = False,
) -> None:
    """Say which scheme and date the codes of a file follow, whatever its name says.

    Files: CSV, Excel, shapefile or its dbf, GeoJSON, TopoJSON, GeoPackage, Parquet, answers of KOSIS in JSON, and a zip with
    one of them (of several, name it: a.zip!b.shp).
    """
    from pipelines.sheets.vintage_report import run_vintage  # noqa: PLC0415

    run_vintage(out, file, code_column, by, encoding, tab, layer)


def _all(values: list[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    from expectations.errors import UsageError  # noqa: PLC0415

    if value not in allowed:
        raise UsageError(f"{option} {value}: one of {', '.join(filter(None, allowed))}")
