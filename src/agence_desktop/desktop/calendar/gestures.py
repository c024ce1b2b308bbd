"""One gesture at a time, by mouse or keyboard: it asks whether its target is free, and ends with a wish."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from agence_desktop.desktop.calendar.drag import Drag, Target, restepped
from agence_desktop.desktop.calendar.items import Ghost, Row


class Stage(Protocol):
    """What a gesture needs of the view it plays on."""

    def ask(self, target: Target, block_key: str) -> None:
        """Find out whether the target is free; the answer comes later."""

    def gesture_changed(self) -> None:
        """The target or the answer is another, or the gesture has ended."""

    def drop(self, drag: Drag, target: Target) -> None:
        """The gesture ends where it may: the wish is made."""


class Gestures:
    """Holds the gesture under way, its target and the answer about that target."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.drag: Drag | None = None
        self.target: Target | None = None
        self.answer: Ghost | None = None
        self.by_keyboard = False

    @property
    def active(self) -> bool:
        """Whether a gesture is under way."""
        return self.drag is not None

    def begin(self, drag: Drag, *, by_keyboard: bool = False) -> None:
        """Start where the block stands."""
        self.drag, self.by_keyboard = drag, by_keyboard
        self.target = self.answer = None
        self.aim(drag.origin)

    def to(self, row: Row, wall: datetime) -> None:
        """The pointer is at a wall clock of a row."""
        if self.drag is not None:
            self.aim(self.drag.to(row, wall))

    def step(self, row: Row, minutes: int, *, resize: bool) -> None:
        """A keystroke moves or resizes by minutes, onto ``row``."""
        if self.drag is not None and self.target is not None:
            self.aim(restepped(self.drag, self.target, row, minutes, resize=resize))

    def answered(self, ghost: Ghost) -> None:
        """Take the answer about the present target; one about a former target comes too late."""
        if self.target is not None and (ghost.row_key, ghost.span) == (self.target.row_key, self.target.span):
            self.answer = ghost
            self._stage.gesture_changed()

    def finish(self) -> bool:
        """Let go: the wish is made, unless the target is impossible or is where the block stands."""
        drag, target, answer = self.drag, self.target, self.answer
        self.cancel()
        if drag is None or target is None or (answer is not None and not answer.ok):
            return False
        if drag.block is not None and target == drag.origin:
            return False
        self._stage.drop(drag, target)
        return True

    def cancel(self) -> None:
        """Leave everything where it is."""
        if self.drag is not None:
            self.drag = self.target = self.answer = None
            self._stage.gesture_changed()

    def aim(self, target: Target) -> None:
        """Take another target and ask about it."""
        if self.drag is None or target == self.target:
            return
        self.target, self.answer = target, None
        self._stage.gesture_changed()
        if self.drag.block is None or target != self.drag.origin:
            self._stage.ask(target, self.drag.block_key)
