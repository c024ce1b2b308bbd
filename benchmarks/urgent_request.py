"""From an urgent request on the telephone to its printed order at the pace of a person: under two minutes?

    python benchmarks/urgent_request.py

The journey is that of ``tests/desktop/teams/test_keyboard.py`` in the real window, by keyboard alone, on
both kinds of database. Every key counts 0.28 s and every mental step 1.35 s: the operators K (average
typist) and M of the keystroke-level model (S. K. Card, T. P. Moran, A. Newell, « The keystroke-level model
for user performance time with interactive systems », Communications of the ACM 23, 1980); the hands go to
the keyboard once (H, 0.40 s). A mental step is counted before each shortcut, each walk to a field, each
text and each choice, also where the model would leave it out. The program's own time is all that passes
while the journey is driven without a pause, as if it did nothing while somebody types: both make the total
an upper bound. The order is printed by the last key, in the preview; what is said on the telephone
meanwhile is not counted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from benchmarks.common import ROOT, show

KEY, MENTAL, HOMING = 0.28, 1.35, 0.40
AIM = 120.0
JOURNEY = "tests/desktop/teams/test_keyboard.py"
TEST = "test_that_an_urgent_request_becomes_a_printed_order_without_a_mouse"
_STEPS = ("press", "tab_to", "look_up", "find")
"""Each is one mental step; what they do in turn counts its own."""


@dataclass(slots=True)
class Pace:
    """What a journey asked of the person, and how long the program took."""

    keys: int = 0
    steps: int = 0
    program: float = 0.0

    @property
    def person(self) -> float:
        """Seconds of the person."""
        return HOMING + KEY * self.keys + MENTAL * self.steps

    @property
    def total(self) -> float:
        """Seconds of both."""
        return self.person + self.program


@dataclass(slots=True)
class Counting:
    """A plugin that counts the keys and steps of each test; what it counts is by the database of the test."""

    paces: dict[str, Pace] = field(default_factory=dict)
    now: Pace = field(default_factory=Pace)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Count, and time the journey without the window’s making."""
        self.now = Pace()
        with pytest.MonkeyPatch.context() as patch:
            self._listen(patch, item)
            start = time.perf_counter()
            result = yield
            self.now.program = time.perf_counter() - start
        self.paces[item.name.rpartition("[")[2].rstrip("]")] = self.now
        return result

    def _listen(self, patch: pytest.MonkeyPatch, item: Any) -> None:
        from PySide6.QtTest import QTest

        from support.pages import keyboard

        for name in _STEPS:
            patch.setattr(keyboard.Keyboard, name, self._step(getattr(keyboard.Keyboard, name)))
        told = self._typed(keyboard.type_words)
        for module in (keyboard, item.module):
            patch.setattr(module, "type_words", told)
            patch.setattr(module, "QTest", _Hands(self, QTest, steps=module is item.module))

    def _step(self, act: Callable[..., None]) -> Callable[..., None]:
        @wraps(act)
        def run(*arguments: Any) -> None:
            self.now.steps += 1
            act(*arguments)

        return run

    def _typed(self, act: Callable[..., None]) -> Callable[..., None]:
        @wraps(act)
        def run(widget: Any, words: str) -> None:
            self.now.steps += 1
            self.now.keys += len(words) + sum(letter.isupper() for letter in words)
            act(widget, words)

        return run


class _Hands:
    """QTest, whose keys are counted; a key that a journey presses by itself is a step of its own."""

    def __init__(self, counting: Counting, real: Any, *, steps: bool) -> None:
        self._counting, self._real, self._steps = counting, real, int(steps)

    def keyClick(self, widget: Any, key: Any, held: Any = None) -> None:
        """A key, with those that are held."""
        pace = self._counting.now
        pace.steps += self._steps
        pace.keys += 1 + (0 if held is None else bin(held.value).count("1"))
        self._real.keyClick(widget, key) if held is None else self._real.keyClick(widget, key, held)

    def keySequence(self, widget: Any, sequence: Any) -> None:
        """A shortcut."""
        self._counting.now.keys += sequence.toString().count("+") + 1
        self._real.keySequence(widget, sequence)


def main() -> int:
    """Drive the journey on both databases and print what it takes; 1 where it does not end."""
    os.chdir(ROOT)
    counting = Counting()
    quiet = ["-q", "--no-header", "-p", "no:cacheprovider"]
    failed = int(pytest.main([f"{JOURNEY}::{TEST}", *quiet], plugins=[counting]))
    rows = [
        [
            name,
            str(pace.keys),
            str(pace.steps),
            f"{pace.person:.1f}",
            f"{pace.program:.1f}",
            f"{pace.total:.1f}",
            f"{pace.total / AIM:.2f}",
        ]
        for name, pace in counting.paces.items()
    ]
    show(["database", "keys", "steps", "person s", "program s", "total s", "of 120 s"], rows)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
