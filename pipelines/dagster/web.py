"""`make dev`: Dagster's UI and its daemon on this machine only, behind a guard that lets the UI's own requests through.

Dagster's web server has no login, and does not look who asks: any page open in the same browser could start runs, by a request
of its own or by a name that it lets point to this machine. What is shown, and what runs, is Dagster's own.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST, PORT = "127.0.0.1", 3000
NAMES = (HOST, "localhost")
WORKSPACE = Path("workspace.yaml")
READING = ("GET", "HEAD", "OPTIONS")
GRACE_S = 30
# Of the protocol of web sockets: a rule of the server's is broken.
POLICY_VIOLATION = 1008


class Guard:
    """An ASGI application that refuses what no page of the UI sends, and hands the rest on.

    Refused are foreign names of this machine (DNS rebinding), requests and sockets of pages from elsewhere, GraphQL by
    address, and GraphQL in a form that a page may send to any host without asking it first.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}" for name in NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or socket."""
        why = self.refusal(scope) if scope["type"] in ("http", "websocket") else ""
        if not why:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": why})
        else:
            await PlainTextResponse(f"refused: {why}\n", status_code=403)(scope, receive, send)

    def refusal(self, scope: Scope) -> str:
        """Why a request is refused; "" when it is not."""
        headers = Headers(scope=scope)
        hosts = [host.lower() for host in headers.getlist("host")]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return "this is no name of the UI; open the address that `make dev` prints"
        if any(origin != f"http://{hosts[0]}" for origin in headers.getlist("origin")) or self._is_foreign(scope, headers):
            return "the request comes from another page"
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith("/graphql"):
            return _not_the_uis(scope["method"], headers)
        return ""

    @staticmethod
    def _is_foreign(scope: Scope, headers: Headers) -> bool:
        """Whether the browser says that another site asks; a link to the UI may be followed from anywhere."""
        if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            return False
        follows = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return not (follows and scope.get("method") in READING and "graphql" not in scope["path"])


def _not_the_uis(method: str, headers: Headers) -> str:
    if method in READING:  # the page for trying queries is HTML, and runs none
        return "" if "text/html" in headers.get("accept", "") else "GraphQL goes by POST"
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return "" if kind == "application/json" else "GraphQL goes as application/json"


def serve(port: int, workspace: Path) -> None:
    """Serve the UI of DAGSTER_HOME, and run the daemon for schedules and sensors beside it, until a signal ends both."""
    import uvicorn  # noqa: PLC0415  (with Dagster, seconds; the guard is tested without)
    from dagster import DagsterInstance  # noqa: PLC0415
    from dagster._core.workspace.context import WorkspaceProcessContext  # noqa: PLC0415
    from dagster._core.workspace.load_target import WorkspaceFileTarget  # noqa: PLC0415
    from dagster_webserver.app import create_app_from_workspace_process_context  # noqa: PLC0415

    # The server hears of signals first, and passes them on when it has ended: the daemon has to end, too.
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    target = WorkspaceFileTarget([str(workspace)])
    with (
        DagsterInstance.get() as instance,
        WorkspaceProcessContext(instance, target, code_server_log_level="warning") as context,
    ):
        app = Guard(create_app_from_workspace_process_context(context, live_data_poll_rate=2000), port)
        server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="warning"))
        with _daemon(workspace, server):
            sys.stdout.write(f"Dagster's UI: http://{HOST}:{port} (Ctrl-C ends it)\n")
            sys.stdout.flush()
            with suppress(KeyboardInterrupt):
                server.run()


@contextmanager
def _daemon(workspace: Path, server: object) -> Iterator[None]:
    """Run Dagster's daemon for the time of the block; the server ends when the daemon does."""
    command = [sys.executable, "-m", "dagster._daemon", "run", "--workspace", str(workspace), "--log-level", "warning"]
    daemon = subprocess.Popen(command)

    def ended() -> None:
        if code := daemon.wait():
            sys.stderr.write(f"Dagster's daemon has ended with {code}\n")
        server.should_exit = True  # type: ignore[attr-defined]

    watch = threading.Thread(target=ended, daemon=True)
    watch.start()
    try:
        yield
    finally:
        daemon.terminate()
        watch.join(GRACE_S)
        daemon.kill()


def main(arguments: list[str] | None = None) -> None:
    """Entry point of `make dev`."""
    parser = argparse.ArgumentParser(prog="make dev", description="Dagster's UI on this machine, and its daemon.")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workspace", type=Path, default=WORKSPACE)
    given = parser.parse_args(arguments)
    serve(given.port, given.workspace)


if __name__ == "__main__":
    main()
