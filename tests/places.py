"""Where things lie that tests read: the project, and publishers' files beside it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
# Publishers' files, and boundary files that users reported. Only `tests/real` may read them.
DATA, CASES = SHARED / "data", SHARED / "cases"
