"""The product's tests in parts, the tests that are not expected to pass, and what a run of them told.

Pure: `suite.py` runs the parts, `run_part.py` runs one of them under the interpreter of Windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

LARGEST: Final = 10
"""Files of a part: what a crash makes start anew."""


@dataclass(frozen=True, slots=True)
class Part:
    """Test files that one process runs."""

    name: str
    files: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """What the processes of one part told, line by line."""

    collected: set[str] = field(default_factory=set)
    outcomes: dict[str, str] = field(default_factory=dict)
    running: str | None = None
    finished: bool = False

    def hear(self, line: str) -> None:
        """Take one line of JSON."""
        said = json.loads(line)
        match said["said"]:
            case "collected":
                self.collected |= set(said["tests"])
            case "began":
                self.running = said["test"]
            case "ended":
                self.outcomes[said["test"]] = said["outcome"]
                self.running = None
            case "finished":
                self.finished = True

    def count(self, outcome: str) -> int:
        """How many tests ended like this."""
        return sum(found == outcome for found in self.outcomes.values())

    @property
    def failed(self) -> list[str]:
        """The tests that failed, in order."""
        return sorted(test for test, outcome in self.outcomes.items() if outcome == "failed")


def parts(root: Path, wanted: Sequence[str] = ("tests",)) -> list[Part]:
    """The test files below these paths, folder by folder, ``LARGEST`` at most in a part."""
    files: dict[str, None] = {}
    for path in (root / name for name in wanted):
        found = [path] if path.is_file() else sorted(path.rglob("test_*.py"))
        if not found:
            raise ValueError(f"{path}\u00a0: aucun essai")
        files |= dict.fromkeys(one.relative_to(root).as_posix() for one in found)
    folders: dict[str, list[str]] = {}
    for name in files:
        folders.setdefault(str(PurePosixPath(name).parent), []).append(name)
    return [
        Part(folder if len(held) <= LARGEST else f"{folder} {start // LARGEST + 1}", tuple(taken))
        for folder, held in folders.items()
        for start in range(0, len(held), LARGEST)
        if (taken := held[start : start + LARGEST])
    ]


def read_exceptions(text: str) -> dict[str, str]:
    """Test → why it is not run: below each reason its tests, indented; `#` begins a remark."""
    found: dict[str, str] = {}
    reason = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            reason = line.strip()
        elif not reason or line.strip() in found:
            raise ValueError(f"{line.strip()}\u00a0: sans raison, ou deux fois")
        else:
            found[line.strip()] = reason
    return found


def covers(exception: str, test: str) -> bool:
    """Whether an exception names this test: itself, or without the brackets all its parameters."""
    return test == exception or test.startswith(f"{exception}[")


def stale(exceptions: Iterable[str], files: Iterable[str], collected: Iterable[str]) -> list[str]:
    """Exceptions of these files that name no test."""
    run, tests = set(files), list(collected)
    return [
        one
        for one in exceptions
        if one.partition("::")[0] in run and not any(covers(one, test) for test in tests)
    ]


def summary(told: Mapping[str, Told]) -> str:
    """A line per part, then all of them."""
    width = max(map(len, told), default=0)
    kinds = {"passed": "réussis", "failed": "échoués", "skipped": "sautés", "excepted": "exceptés"}
    lines = [
        f"{name:{width}}  " + "  ".join(f"{part.count(kind):5} {word}" for kind, word in kinds.items())
        for name, part in told.items()
    ]
    totals = (f"{sum(part.count(kind) for part in told.values()):5} {word}" for kind, word in kinds.items())
    return "\n".join([*lines, f"{'':{width}}  " + "  ".join(totals)])
