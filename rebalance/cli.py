"""The command `rebalance`, under a name that does not depend on where its code lies.

The command line stands above this package and is looked up when it is called, so that notebooks do not import it.
"""

import importlib


def main() -> int:
    """Run the command line; returns the exit code. Signals are heard before anything else is imported."""
    code: int = importlib.import_module("pipelines.build.ending").guarded(_command)
    return code


def _command() -> int:
    code: int = importlib.import_module("pipelines.cli.app").main()
    return code
