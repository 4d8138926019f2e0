"""A headless Chromium that may read files and nothing else, and the page in it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, sync_playwright

from tests.places import ROOT

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
]  # fmt: skip
SIZES = {"desk": (1360, 900), "phone": (360, 780)}
PICTURES = ROOT / "build" / "pictures" / "atlas"


@dataclass
class Opened:
    """The page, what it complained of, and what it asked for beside itself."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """Visible text of the first such element."""
        return self.page.locator(selector).first.inner_text()

    def colours(self) -> dict[str, int]:
        """How many regions the map draws in each colour."""
        shapes = self.page.locator("#map .mark-shape").first.locator("path")
        return dict(Counter(shapes.evaluate_all("(paths) => paths.map((path) => path.getAttribute('fill'))")))

    def settled(self, shown: str = "body[data-shown]") -> None:
        """Wait until the view that is asked for is drawn."""
        self.page.wait_for_selector(shown)
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def picture(self, name: str) -> Path:
        """A screenshot among the pictures that CI keeps."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        return PICTURES / f"{name}.png"


class Browser:
    """Opens pages; one for a module of tests."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium

    @contextmanager
    def open(
        self, file: Path, state: str, *, size: str = "desk", dark: bool = False, shown: str = "body[data-shown]"
    ) -> Iterator[Opened]:
        """The page with a state in its address, the network off, every request but the file's own refused and noted.

        `shown` selects what is there when the page has come so far as it can.
        """
        width, height = SIZES[size]
        context = self._chromium.new_context(
            viewport={"width": width, "height": height}, offline=True, color_scheme="dark" if dark else "light", locale="en-GB"
        )
        page = context.new_page()
        opened = Opened(page)

        def watch(route: Route, request: Request) -> None:
            if request.url.startswith(("file:", "data:", "blob:")):
                route.continue_()
            else:
                opened.requests.append(request.url)
                route.abort()

        context.route("**/*", watch)
        page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.goto(f"{file.as_uri()}#{state}")
        opened.settled(shown)
        yield opened
        context.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """A started browser; the test is skipped where none is installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium on this machine: install the Debian package `chromium`")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield Browser(chromium)
        chromium.close()
