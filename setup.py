"""Builds the wheel with every room inside `rebalance`; everything else of the build is declared in `pyproject.toml`."""

import sys
from pathlib import Path

from setuptools import setup

sys.path.insert(0, str(Path(__file__).parent))  # a build backend starts without it

from tools.reroot import BuildPy, EggInfo

if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildPy, "egg_info": EggInfo})
