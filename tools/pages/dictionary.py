"""`make dictionary`: writes `docs/dictionary.md` from the contracts and `docs/cookbook.md` from the cookbook. Needs no build."""

from __future__ import annotations

from pathlib import Path

from assets.release.dictionary.cookbook_page import cookbook_page
from assets.release.dictionary.markdown import dictionary_page
from expectations.contracts.registry import all_contracts

FOLDER = Path(__file__).parents[2] / "docs"


def pages() -> dict[str, str]:
    """Both pages by file name, as they should stand in `docs/`."""
    return {"dictionary.md": dictionary_page(all_contracts().values()), "cookbook.md": cookbook_page()}


def main() -> None:
    """Write the pages anew."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
