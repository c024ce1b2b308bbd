"""Gestures on the timeline: the ghost is answered by the command itself, tried and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.people import PeopleView
from agence_desktop.desktop.calendar.texts import days_of
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.deployments.deployments_place import do, may
from agence_desktop.desktop.teams.deployments.sender import send
from agence_desktop.desktop.teams.deployments.wishes import Verdict, Wish, try_out
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.timeline.reading import TimelineReading
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import Bar

REST_MS = 60
"""The base is asked once a drag has rested this long on a target."""
_MENU = (
    ("move", texts.MOVE),
    ("split", texts.SPLIT),
    ("replace", texts.REPLACE),
    ("extend", texts.EXTEND),
    ("ask", texts.ASK_EXTENSION),
    ("refuse", texts.REFUSE_EXTENSION),
    ("end", texts.END),
    ("cancel", texts.CANCEL),
)


class Moves(QObject):
    """Answers the ghosts of the timeline and carries out its gestures."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        view: PeopleView,
        reading: Callable[[], TimelineReading | None],
    ) -> None:
        super().__init__(view)
        self._desk, self._gateway, self._view, self._reading = desk, gateway, view, reading
        self._asked: Wish | None = None
        self._target: tuple[str, Span] | None = None
        self._cancel: Cancel | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._ask)
        view.ghost_requested.connect(self._wonder)
        view.move_requested.connect(self._move)
        view.resize_requested.connect(lambda block, span: self._move(block, "", span))
        view.cancel_requested.connect(lambda block: self.deed("cancel", block))
        view.menu_requested.connect(self._menu)

    def bar(self, block_key: str) -> Bar | None:
        """A deployment that is shown."""
        reading = self._reading()
        bars = reading.timeline.bars if reading is not None else ()
        return next((bar for bar in bars if str(bar.id) == block_key), None)

    def name(self, member_id: int) -> str:
        """The name of a member that is shown."""
        row = self._view.row(str(member_id))
        return row.title if row is not None else ""

    def deed(self, kind: str, block_key: str, day: date | None = None) -> None:
        """Open the dialogue of a gesture on a deployment."""
        bar = self.bar(block_key)
        if bar is not None and self._desk.session.may_write:
            do(self._desk, self._gateway, kind, bar, self.name(bar.member_id), day)

    # The ghost.

    def _wonder(self, row_key: str, span: Span, block_key: str) -> None:
        if self._cancel is not None:
            self._cancel.request()
        self._target = row_key, span
        if not block_key:
            self._view.show_ghost(Ghost(row_key, span, True, texts.FREE_HERE))
            return
        self._asked = self._wish(block_key, row_key, span)
        self._timer.start()

    def _wish(self, block_key: str, row_key: str, span: Span) -> Wish | None:
        bar = self.bar(block_key)
        if bar is None:
            return None
        member = int(row_key) if row_key else bar.member_id
        period = Days.both_included(*days_of(span, QUEBEC))
        name = self.name(bar.member_id)
        return Wish("move", bar, name, None if member == bar.member_id else member, period)

    def _ask(self) -> None:
        wish, target = self._asked, self._target
        if wish is None or target is None:
            return
        self._cancel = Cancel()
        self._desk.tasks.run(
            try_out,
            self._gateway,
            wish,
            owner=self,
            cancel=self._cancel,
            done=partial(self._answered, target),
            failed=partial(self._not_answered, target),
        )

    def _answered(self, target: tuple[str, Span], verdict: Verdict) -> None:
        if verdict.over:
            ghost = Ghost(*target, True, texts.OVER_HERE, verdict.why, texts.OVER_HINT)
        elif verdict.ok:
            ghost = Ghost(*target, True, texts.FREE_HERE)
        else:
            ghost = Ghost(*target, False, texts.IMPOSSIBLE, verdict.why)
        self._view.show_ghost(ghost)

    def _not_answered(self, target: tuple[str, Span], failure: Failure) -> None:
        self._view.show_ghost(Ghost(*target, False, texts.IMPOSSIBLE, failure.sentence))

    # The gesture.

    def _move(self, block_key: str, row_key: str, span: Span) -> None:
        wish = self._wish(block_key, row_key, span)
        if wish is not None:
            send(self._desk, self._gateway, wish)

    def _menu(self, _row_key: str, span: Span, block_key: str, at: QPoint) -> None:
        bar = self.bar(block_key)
        if bar is None:
            return
        menu = QMenu(self._view)
        day = to_wall(span.start, QUEBEC).date()
        for kind, words in _MENU:
            if may(kind, bar):
                menu.addAction(words, partial(self.deed, kind, block_key, day))
        menu.setEnabled(self._desk.session.may_write)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
