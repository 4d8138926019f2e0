"""The commands on the claim ledger: claims and claim. They read the current release.

What they print is in `pipelines/cli/claim_ledger.py`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.console import (
    BUILD_FOLDER,
    ReadHomeOption,
    VerboseOption,
    out,
)

claims_app = typer.Typer(rich_markup_mode="rich")
FormatOption = Annotated[str, typer.Option("--format", help="`table` or `json`, which has every column.")]
LanguageOption = Annotated[
    str, typer.Option("--lang", envvar="REBALANCE_LANG", help="`en` or `ko`: sentences, verdicts and notes in that language.")
]


@claims_app.command(epilog="Examples: [bold]rebalance claims[/]; [bold]rebalance claims --lang ko[/]")
def claims(
    form: FormatOption = "table",
    language: LanguageOption = "en",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """List the sentences of the claim ledger: verdict on the author's own definition, counts over all, and the verdict."""
    from pipelines.build.home import Home  # noqa: PLC0415
    from pipelines.cli.claim_ledger import print_ledger  # noqa: PLC0415  (help and usage errors stay instant)

    print_ledger(out, Home(home.absolute()), form=form, language=language)


@claims_app.command(
    epilog="Examples: [bold]rebalance claim overtook-2019[/]; [bold]rebalance claim most-concentrated-oecd --all[/]"
)
def claim(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM", help="As `rebalance claims` lists it.", show_default=False)],
    everything: Annotated[bool, typer.Option("--all", help="Every row, also of long series.")] = False,
    form: FormatOption = "table",
    language: LanguageOption = "en",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Show one sentence: its verdict, and its numbers by definition and date."""
    from pipelines.build.home import Home  # noqa: PLC0415
    from pipelines.cli.claim_ledger import print_claim  # noqa: PLC0415

    print_claim(out, Home(home.absolute()), claim_id, everything=everything, form=form, language=language)
