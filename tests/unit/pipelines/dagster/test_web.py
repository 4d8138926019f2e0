"""The guard before Dagster's UI: pages from elsewhere get nothing, whatever way they ask; the UI's own requests pass."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pipelines.dagster.web import Guard

OWN = {"host": "127.0.0.1:3000"}
JSON = {"content-type": "application/json"}
EVIL = "http://evil.example"
MUTATION = b"query=mutation{launchRun}"


def answered(method: str, path: str, headers: dict[str, str], kind: str = "http", query: bytes = b"") -> str:
    """`passed`, or how the guard refused."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        sent.append({"type": "passed"})

    async def receive() -> dict[str, Any]:
        raise AssertionError("nothing is read of a request that is refused")

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "query_string": query, "headers": raw}
    asyncio.run(Guard(app, 3000)(scope, receive, send))
    first = sent[0]
    return "passed" if first["type"] == "passed" else str(first.get("status") or first["code"])


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", OWN),
        ("GET", "/", {"host": "localhost:3000"}),
        ("GET", "/", {"host": "LOCALHOST:3000"}),
        ("GET", "/assets", OWN | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}),
        ("GET", "/graphql", OWN | {"accept": "text/html,*/*"}),
        ("POST", "/graphql", OWN | JSON),
        ("POST", "/graphql", OWN | {"origin": "http://127.0.0.1:3000", "content-type": "application/json; charset=utf-8"}),
        ("POST", "/graphql", OWN | JSON | {"origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-origin"}),
        ("POST", "/report_asset_materialization/a", OWN),
    ],
)
def test_what_the_ui_and_tools_on_this_machine_ask_passes(method: str, path: str, headers: dict[str, str]) -> None:
    assert answered(method, path, headers) == "passed"


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", {}),
        ("GET", "/", {"host": "rebind.example:3000"}),
        ("GET", "/", {"host": "127.0.0.1"}),
        ("GET", "/", {"host": "127.0.0.1:3001"}),
        ("GET", "/", {"host": "127.0.0.1:3000.evil.example"}),
        ("POST", "/graphql", JSON | {"host": "rebind.example:3000"}),
        ("POST", "/graphql", JSON | {"host": "rebind.example:3000", "origin": "http://rebind.example:3000"}),
        ("POST", "/graphql", OWN | JSON | {"origin": EVIL}),
        ("POST", "/graphql", OWN | JSON | {"origin": "null"}),
        ("POST", "/graphql", OWN | JSON | {"origin": "https://127.0.0.1:3000"}),
        ("POST", "/graphql", OWN | JSON | {"origin": "http://localhost:3000"}),
        ("POST", "/graphql", OWN | JSON | {"sec-fetch-site": "cross-site"}),
        ("POST", "/graphql", OWN | JSON | {"sec-fetch-site": "same-site"}),
        ("POST", "/graphql", OWN),
        ("POST", "/graphql", OWN | {"content-type": "text/plain"}),
        ("POST", "/graphql", OWN | {"content-type": "text/plain; application/json"}),
        ("POST", "/graphql/", OWN | {"content-type": "application/x-www-form-urlencoded"}),
        ("GET", "/graphql", OWN),
        ("GET", "/graphql", OWN | {"accept": "*/*"}),
        ("GET", "/graphql", OWN | {"accept": "*/*", "origin": EVIL}),
        ("GET", "/graphql", OWN | {"accept": "text/html", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}),
        ("POST", "/report_asset_materialization/a", OWN | {"origin": EVIL}),
        ("OPTIONS", "/graphql", OWN | {"origin": EVIL}),
    ],
)
def test_what_another_page_or_another_name_asks_is_refused(method: str, path: str, headers: dict[str, str]) -> None:
    assert answered(method, path, headers, query=MUTATION) == "403"


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        (OWN | {"origin": "http://127.0.0.1:3000"}, "passed"),
        (OWN | {"origin": EVIL}, "1008"),
        ({"host": "rebind.example:3000", "origin": "http://rebind.example:3000"}, "1008"),
    ],
)
def test_sockets_are_looked_at_too(headers: dict[str, str], answer: str) -> None:
    assert answered("", "/graphql", headers, kind="websocket") == answer
