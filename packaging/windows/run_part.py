"""Runs one part of the product's tests under the interpreter of Windows, telling of each test as it goes.

python packaging/windows/run_part.py DEMANDE.json     the request that `suite.py` wrote
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import IO, Any

import pytest
from parts import covers


class Teller:
    """Leaves out the tests that are excepted or were already run, and writes down how the others end."""

    def __init__(self, request: dict[str, Any], notes: IO[str]) -> None:
        self._excepted: list[str] = request["exceptions"]
        self._done = set(request["done"])
        self._notes = notes
        self._outcome = "passed"

    def _say(self, said: str, **more: object) -> None:
        # Written at once: the process may end at any time.
        self._notes.write(json.dumps({"said": said, **more}) + "\n")
        self._notes.flush()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tell what there is; keep what is to be run."""
        self._say("collected", tests=[item.nodeid for item in items])
        kept = []
        for item in items:
            if any(covers(one, item.nodeid) for one in self._excepted):
                self._say("ended", test=item.nodeid, outcome="excepted")
            elif item.nodeid not in self._done:
                kept.append(item)
        items[:] = kept

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read is a failure."""
        if report.failed:
            self._say("ended", test=report.nodeid, outcome="failed")

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self._outcome = "passed"
        self._say("began", test=nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Its preparation, itself or what follows it has ended."""
        if report.failed or (report.skipped and self._outcome == "passed"):
            self._outcome = report.outcome

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """A test has ended."""
        self._say("ended", test=nodeid, outcome=self._outcome)

    def finish(self) -> None:
        """Everything that was asked for has been run."""
        self._say("finished")


def _without_copy_file_2() -> None:
    """Wine 8 lacks it, and ends whoever calls it; without it `shutil.copy2` copies as it does elsewhere."""
    vars(importlib.import_module("_winapi")).pop("CopyFile2", None)


def main(arguments: list[str]) -> int:
    """Entry point."""
    request = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    # Wine hands over neither variables of Qt nor the temporary folder.
    os.environ.update(request["environment"])
    _without_copy_file_2()
    with Path(request["notes"]).open("a", encoding="utf-8") as notes:
        teller = Teller(request, notes)
        code = pytest.main([*request["options"], *request["files"]], plugins=[teller])
        if code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
            teller.finish()
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
