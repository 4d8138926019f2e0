"""`make dev` in earnest: the UI's own requests start a run, those of other pages and names start none, and the daemon works."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from pipelines.dagster.run import SETTINGS
from tests.places import ROOT

pytestmark = pytest.mark.builds

LOOKS = 180
LAUNCH = """
mutation Launch($run: ExecutionParams!) {
  launchRun(executionParams: $run) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
SELECTOR = {
    "repositoryLocationName": "rebalance", "repositoryName": "__repository__", "pipelineName": "build",
    "assetSelection": [{"path": ["region"]}], "assetCheckSelection": [],
}  # fmt: skip


@dataclass
class Server:
    """The running UI."""

    port: int
    home: Path
    daemon: int = 0

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str]:
        """Status and body of the answer to one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body.encode(), {"Host": f"127.0.0.1:{self.port}", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def graphql(self, query: str, variables: Any = None) -> Any:
        """What the UI's own page would be answered."""
        headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
        status, body = self.ask("POST", "/graphql", headers, json.dumps({"query": query, "variables": variables}))
        assert status == 200, body
        return json.loads(body)["data"]

    def launch(self, config: dict[str, Any]) -> Any:
        """Ask for a run of one small table."""
        run = {"selector": SELECTOR, "runConfigData": config, "mode": "default"}
        return self.graphql(LAUNCH, {"run": run})["launchRun"]


def until(what: Any) -> Any:
    """What a function gives as soon as it gives something."""
    pause = threading.Event()
    for _ in range(LOOKS):
        if found := what():
            return found
        pause.wait(1)
    raise AssertionError("it never came")


def daemon_of(parent: int) -> int:
    """The process that the server has started for schedules and sensors; 0 when there is none yet."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            stat = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(stat[1]) == parent and "dagster._daemon" in (process / "cmdline").read_text(encoding="utf-8"):
                return int(process.name)
    return 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`make dev` with a home of its own, on a free port."""
    home = tmp_path_factory.mktemp("home")
    (home / "dagster").mkdir()
    shutil.copyfile(SETTINGS, home / "dagster" / SETTINGS.name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DAGSTER_HOME": str(home / "dagster"), "REBALANCE_HOME": str(home), "REBALANCE_SOURCES": "schematic",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "pipelines.dagster.web", "--port", str(port), "--workspace", str(ROOT / "workspace.yaml")]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        found = Server(port, home)

        def answers() -> bool:
            assert process.poll() is None, (home / "server.log").read_text(encoding="utf-8")
            try:
                return found.ask("GET", "/server_info", {})[0] == 200
            except OSError:
                return False

        try:
            until(answers)
            found.daemon = until(lambda: daemon_of(process.pid))
            yield found
            process.terminate()
            process.wait(60)
        finally:
            process.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(found.daemon, 0)


def runs(server: Server) -> int:
    """How many runs there are."""
    return len(server.graphql("{ runsOrError { ... on Runs { results { runId } } } }")["runsOrError"]["results"])


def test_another_page_and_another_name_of_the_machine_start_nothing(server: Server) -> None:
    before = runs(server)
    run = json.dumps({"run": {"selector": SELECTOR, "runConfigData": {}, "mode": "default"}})
    by_address = f"/graphql?query={quote(LAUNCH)}&variables={quote(run)}"
    by_post = json.dumps({"query": LAUNCH, "variables": json.loads(run)})
    as_json = {"Content-Type": "application/json"}
    for method, path, headers, body in (
        ("GET", by_address, {"Origin": "http://evil.example"}, ""),
        ("GET", by_address, {}, ""),
        ("POST", by_address, {"Content-Type": "text/plain"}, ""),
        ("POST", "/graphql", as_json | {"Origin": "http://evil.example"}, by_post),
        ("POST", "/graphql", as_json | {"Host": "rebind.example"}, by_post),
        ("POST", "/graphql", as_json | {"Host": f"rebind.example:{server.port}"}, by_post),
        ("POST", "/graphql", {"Content-Type": "text/plain"}, by_post),
    ):
        assert server.ask(method, path, headers, body)[0] == 403, (method, path, headers)
    assert runs(server) == before


def test_run_configuration_names_no_folder(server: Server, tmp_path: Path) -> None:
    answer = server.launch({"resources": {"home": {"config": {"root": str(tmp_path / "elsewhere")}}}})
    assert (
        answer["__typename"] == "RunConfigValidationInvalid"
        and 'unexpected config entry "root"' in answer["errors"][0]["message"]
    )
    assert not (tmp_path / "elsewhere").exists()


def test_the_ui_is_served_and_its_run_is_taken_up_by_the_daemon(server: Server) -> None:
    status, page = server.ask("GET", "/", {"Accept": "text/html"})
    assert status == 200 and page.lower().startswith("<!doctype html>")
    answer = server.launch({})
    assert answer["__typename"] == "LaunchRunSuccess"
    asked = f'{{ runOrError(runId: "{answer["run"]["runId"]}") {{ ... on Run {{ status }} }} }}'

    def ended() -> str:
        status = str(server.graphql(asked)["runOrError"]["status"])
        return status if status in ("SUCCESS", "FAILURE", "CANCELED") else ""

    assert until(ended) == "SUCCESS"
    assert (server.home / "lake" / "schematic" / "region.parquet").is_file()


def test_schedule_is_there_and_its_daemon_is_alive(server: Server) -> None:
    asked = '{ schedulesOrError(repositorySelector: {repositoryName: "__repository__", repositoryLocationName: "rebalance"})'
    found = server.graphql(f"{asked} {{ ... on Schedules {{ results {{ name }} }} }} }}")["schedulesOrError"]["results"]
    assert found == [{"name": "monthly"}]

    def alive() -> bool:
        health = server.graphql("{ instance { daemonHealth { allDaemonStatuses { daemonType healthy } } } }")
        statuses = health["instance"]["daemonHealth"]["allDaemonStatuses"]
        return {"SCHEDULER", "SENSOR"} <= {status["daemonType"] for status in statuses if status["healthy"]}

    assert until(alive)
