"""The table of faults names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "docs" / "faults.md"
NAMED = re.compile(r"`(?P<file>[\w/]+\.py)`|(?<![*\w])\*(?P<rule>[^*|]+)\*(?![*\w])")


def rules(path: Path) -> set[str]:
    """The rules that the tests of a module are named for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name.removeprefix("test_that_") for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }


def test_that_the_table_of_faults_names_tests_that_exist() -> None:
    absent, found, named = [], set[str](), 0
    for match in NAMED.finditer(TABLE.read_text(encoding="utf-8")):
        if match["file"]:
            path = HERE / match["file"]
            found = rules(path) if path.is_file() else set()
            absent += [] if found else [match["file"]]
            continue
        named += 1
        wanted = re.sub(r"\W+", "_", match["rule"].replace("−", "-")).strip("_").lower()
        absent += [] if wanted in found else [match["rule"]]
    assert absent == []
    assert named > 30
