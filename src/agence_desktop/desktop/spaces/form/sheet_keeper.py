"""What stands behind the series sheet: questions to the base, answers to the latest of them, choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_work import Sheet, find_alternatives
from agence_desktop.desktop.spaces.form.sheet_model import (
    Choice,
    Choices,
    Line,
    Wish,
    best_choice,
    similar,
    totals_of_lines,
)
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.spaces.alternatives import Alternative, Alternatives
from agence_desktop.spaces.rows import JudgedDate
from agence_desktop.spaces.summaries import Totals

SETTLE_MS = 250
"""A pause in typing after which the dates are judged."""

Judge = Callable[[Gateway, Choices], Sheet]
"""Judges what the form asks for, with what was chosen; runs on the database thread."""


class SheetKeeper(QObject):
    """Keeps what a Judge answered and what was chosen; a subclass draws it.

    ``judged`` says that lines and totals are new; ``chosen`` that a choice was made.
    """

    judged = Signal()
    chosen = Signal()

    def __init__(self, desk: Workbench, gateway: Gateway, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gateway = desk, gateway
        self.sheet: Sheet | None = None
        self.choices: dict[datetime, Choice] = {}
        self.offers: dict[datetime, Alternatives] = {}
        self._judge: Judge | None = None
        self._asking: Cancel | None = None
        self._searching: Cancel | None = None
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.judge_now)
        desk.hub.subscribe(self, {"bookings"}, lambda _changes: self.judge_soon())

    # What a subclass gives.

    def draw(self, lines: Sequence[Line]) -> None:
        """Show lines; none while there is nothing to judge."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Tell what went wrong, and have it read."""
        raise NotImplementedError

    def current_line(self) -> Line | None:
        """The selected date."""
        raise NotImplementedError

    # What both do.

    @property
    def lines(self) -> tuple[Line, ...]:
        """The dates as they were last judged, with the latest choices."""
        return self.sheet.lines if self.sheet is not None else ()

    @property
    def totals(self) -> Totals:
        """What the lines come to."""
        return totals_of_lines(self.lines)

    @property
    def waiting(self) -> bool:
        """Whether an answer is on its way, or is about to be asked for."""
        return self._timer.isActive() or self._asking is not None or self._searching is not None

    def ask(self, judge: Judge | None) -> None:
        """Judge this from now on, after a pause in typing; None where there is nothing to judge yet."""
        self._judge = judge
        if judge is None:
            self._drop()
            self.sheet = None
            self.draw(())
            self.judged.emit()
            return
        if self.sheet is None:
            self.draw(())
        self.judge_soon()

    def judge_soon(self) -> None:
        """Judge after a pause."""
        if self._judge is not None:
            self._timer.start()

    def judge_now(self) -> None:
        """Judge at once; an answer still on its way is dropped."""
        self._timer.stop()
        if self._judge is None:
            return
        if self._asking is not None:
            self._asking.request()
        self._asking = Cancel()
        self._desk.tasks.run(
            self._judge,
            self._gateway,
            dict(self.choices),
            owner=self,
            cancel=self._asking,
            done=self._answered,
            failed=self._failed,
        )

    def show_refusal(self, dates: Sequence[JudgedDate]) -> None:
        """Show what a command found where it refuses, until the dates are judged again."""
        found = {one.origin: one for one in dates}
        if self.sheet is not None:
            lines = tuple(
                replace(line, found=found[line.origin], result=found[line.origin])
                if line.origin in found
                else line
                for line in self.sheet.lines
            )
            self.sheet = replace(self.sheet, lines=lines)
            self.draw(lines)

    # Answers.

    def _answered(self, sheet: Sheet) -> None:
        self._asking = None
        if self.sheet is None or self.sheet.draft != sheet.draft:
            self.offers = {}
        self.sheet, self.choices = sheet, dict(sheet.choices)
        self.draw(sheet.lines)
        self.look_for_places(self.current_line())
        self.judged.emit()

    def _failed(self, failure: Failure) -> None:
        self._asking = self._searching = None
        self.say(f"{failure.sentence} {texts.STILL_SAVED}" if failure.expected else failure.sentence)
        self.judged.emit()

    # Choices.

    def wish(self, line: Line, wish: Wish) -> None:
        """Choose what to do with a date."""
        self._wish_for([line], wish)

    def place(self, line: Line, found: Alternative) -> None:
        """Choose another of the times or rooms that are offered for a date."""
        if self.sheet is not None and line.choice is not None:
            facts = self.sheet.reference.facts[found.space_id]
            self._choose({line.origin: Choice.of(line.choice.wish, found, facts)})

    def all_alike(self, wish: Wish) -> None:
        """Choose the same for all dates that are taken."""
        lines = [line for line in similar(self.lines, wish) if not line.skipped or wish is Wish.SKIP]
        self._wish_for(lines, wish)

    def _wish_for(self, lines: Sequence[Line], wish: Wish) -> None:
        self._choose({line.origin: Choice(wish) for line in lines})

    def _choose(self, made: Choices) -> None:
        """Take choices; those that still lack a place are looked for first."""
        # An answer still on its way knows nothing of this choice.
        if self._asking is not None:
            self._asking.request()
            self._asking = None
        self.choices |= made
        self._fill_places()
        self._draw_choices()
        self.chosen.emit()
        lacking = self._lacking()
        if lacking:
            self._search(lacking)
        else:
            self.judge_now()

    def _lacking(self) -> list[datetime]:
        present = {line.origin for line in self.lines}
        return [
            origin
            for origin, one in self.choices.items()
            if one.wish in (Wish.TIME, Wish.ROOM) and one.place is None and origin in present
        ]

    def _fill_places(self) -> None:
        """Give the wishes whose alternatives are known the best of them; drop those that have none."""
        if self.sheet is None:
            return
        for origin in self._lacking():
            if (offers := self.offers.get(origin)) is None:
                continue
            wish = self.choices.pop(origin).wish
            found = best_choice(wish, offers, self.sheet.reference.facts)
            if found is not None:
                self.choices[origin] = found
            else:
                self.say(texts.NO_OTHER_TIME if wish is Wish.TIME else texts.NO_OTHER_ROOM)

    def look_for_places(self, line: Line | None) -> None:
        """Know what may take the place of the selected date."""
        origins = set(self._lacking())
        if line is not None and {Wish.TIME, Wish.ROOM} & set(line.options):
            origins.add(line.origin)
        missing = [origin for origin in origins if origin not in self.offers]
        if missing:
            self._search(missing)

    def _search(self, origins: Sequence[datetime]) -> None:
        if self.sheet is None:
            return
        if self._searching is not None:
            self._searching.request()
        self._searching = Cancel()
        self._desk.tasks.run(
            find_alternatives,
            self._gateway,
            self.sheet,
            tuple(origins),
            owner=self,
            cancel=self._searching,
            done=self._found,
            failed=self._failed,
        )

    def _found(self, offers: Mapping[datetime, Alternatives]) -> None:
        self._searching = None
        self.offers |= offers
        wished = self._lacking()
        self._fill_places()
        self._draw_choices()
        if wished:
            self.chosen.emit()
            self.judge_now()
        else:
            self.judged.emit()

    def _draw_choices(self) -> None:
        """Show what is chosen before it is judged."""
        if self.sheet is None:
            return
        lines = []
        for line in self.sheet.lines:
            choice = self.choices.get(line.origin)
            if choice is None and Wish.ASK in line.options:
                choice = Choice(Wish.ASK)
            same = choice == line.choice
            lines.append(line if same else replace(line, choice=choice, result=None))
        self.sheet = replace(self.sheet, lines=tuple(lines))
        self.draw(self.sheet.lines)

    def _drop(self) -> None:
        self._timer.stop()
        for cancel in (self._asking, self._searching):
            if cancel is not None:
                cancel.request()
        self._asking = self._searching = None
