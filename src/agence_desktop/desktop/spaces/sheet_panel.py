"""The right side of the booking form: terms, dates judged as one types, choices, totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from agence_desktop.core.french import format_money
from agence_desktop.desktop import theme
from agence_desktop.desktop.generated.ui_booking import Ui_Booking
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces import booking_texts as texts
from agence_desktop.desktop.spaces.booking_work import Sheet, find_alternatives
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.series_table import SeriesTable
from agence_desktop.desktop.spaces.sheet_model import (
    Choice,
    Choices,
    Line,
    Wish,
    best_choice,
    similar,
    totals_of_lines,
    unsettled,
)
from agence_desktop.desktop.spaces.sheet_words import SheetWords
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.labels import IconLabel
from agence_desktop.spaces.alternatives import Alternative, Alternatives
from agence_desktop.spaces.rows import JudgedDate, Judgement
from agence_desktop.spaces.summaries import Totals

SETTLE_MS = 250
"""A pause in typing after which the dates are judged."""

Judge = Callable[[Gateway, Choices], Sheet]
"""Judges what the form asks for, with what was chosen; runs on the database thread."""


class SheetPanel(QObject):
    """Shows what a Judge answers; the answer to the latest question only.

    ``judged`` says that lines and totals are new; ``chosen`` that a choice was made.
    """

    adds_dates = True
    """Whether dates may be added: not to a stored booking."""

    judged = Signal()
    chosen = Signal()

    def __init__(self, ui: Ui_Booking, desk: Workbench, gateway: Gateway, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui, self._desk, self._gateway = ui, desk, gateway
        self.sheet: Sheet | None = None
        self.choices: dict[datetime, Choice] = {}
        self.offers: dict[datetime, Alternatives] = {}
        self.table = SeriesTable()
        self._judge: Judge | None = None
        self._asking: Cancel | None = None
        self._searching: Cancel | None = None
        self._chips: list[ChipLabel] = []
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.judge_now)
        self._prepare()
        self.table.wished.connect(self._wish)
        self.table.placed.connect(self._place)
        self.table.line_chosen.connect(self._line_chosen)
        ui.nextFree.clicked.connect(lambda: self._all_alike(Wish.TIME))
        ui.skipTaken.clicked.connect(lambda: self._all_alike(Wish.SKIP))
        desk.hub.subscribe(self, {"bookings"}, lambda _changes: self.judge_soon())
        self._show_lines(())

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
            self._show_lines(())
            self.judged.emit()
        else:
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
            self._show_lines(lines)

    def show_judgement(self, refusal: Judgement) -> None:
        """Show why each date of a stored booking is refused."""
        if self.sheet is not None:
            self.show_refusal(refusal.dates)

    def go_to_first_unsettled(self) -> bool:
        """Put the keyboard on the first date without a choice; whether there is one."""
        left = unsettled(self.lines)
        if left:
            self.table.go_to_choice(left[0].number - 1)
        return bool(left)

    def go_to_choice_of(self, line: Line) -> None:
        """Put the keyboard on the choices of a date."""
        self.table.go_to_choice(line.number - 1)

    def set_terms(self, head: str, sentence: str) -> None:
        """The terms of the room, its head in heavier letters."""
        words = f"<b>{escape(head)}</b> {escape(sentence)}" if head else escape(texts.NO_TERMS)
        self.ui.terms.setText(words)

    # Answers.

    def _answered(self, sheet: Sheet) -> None:
        self._asking = None
        if self.sheet is None or self.sheet.draft != sheet.draft:
            self.offers = {}
        self.sheet, self.choices = sheet, dict(sheet.choices)
        self._show_lines(sheet.lines)
        self._look_for_places(self.table.current_line())
        self.judged.emit()

    def _failed(self, failure: Failure) -> None:
        self._asking = self._searching = None
        self.explain(f"{failure.sentence} {texts.STILL_SAVED}" if failure.expected else failure.sentence)
        announce(self.table, failure.sentence, urgent=True)
        self.judged.emit()

    # Choices.

    def _wish(self, line: Line, wish: Wish) -> None:
        self._wish_for([line], wish)

    def _place(self, line: Line, found: Alternative) -> None:
        if self.sheet is not None and line.choice is not None:
            facts = self.sheet.reference.facts[found.space_id]
            self._choose({line.origin: Choice.of(line.choice.wish, found, facts)})

    def _all_alike(self, wish: Wish) -> None:
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
        self._show_choices()
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
                none = texts.NO_OTHER_TIME if wish is Wish.TIME else texts.NO_OTHER_ROOM
                announce(self.table, none, urgent=True)

    def _look_for_places(self, line: Line | None) -> None:
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
        self._show_choices()
        if wished:
            self.chosen.emit()
            self.judge_now()
        else:
            self.judged.emit()

    def _show_choices(self) -> None:
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
        self._show_lines(self.sheet.lines)

    def _line_chosen(self, line: Line | None) -> None:
        self._explain_line(line)
        self._look_for_places(line)

    # Drawing.

    def _prepare(self) -> None:
        ui = self.ui
        ui.termsFrame.setProperty("surface", "note")
        ui.explanationFrame.setProperty("surface", "panel")
        ui.termsBox.insertWidget(0, IconLabel("scale-balance", "accent", 20))
        ui.explanationBox.insertWidget(0, IconLabel("information-outline", "accent", 20))
        ui.tableBox.addWidget(self.table)
        ui.sheetTitle.setFont(theme.font(Type.PANEL))
        ui.titleBox.addStretch(1)
        ui.highest.setFont(theme.font(Type.RECORD))
        for label in (ui.confirmed, ui.requested, ui.lost, ui.unsettled):
            label.setFont(theme.font(Type.PANEL))
        for title in (ui.confirmedTitle, ui.requestedTitle, ui.lostTitle, ui.unsettledTitle, ui.highestTitle):
            title.setFont(theme.font(Type.HELP))
            title.setProperty("ink", "secondary")
        for label in (ui.highest, ui.highestTitle):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        ui.alikeLabel.setProperty("ink", "secondary")
        ui.unsettled.setProperty("ink", "danger")
        for button in (ui.nextFree, ui.skipTaken, ui.addDate):
            button.setProperty("compact", True)
            button.setAutoDefault(False)
        for label, box in ((ui.terms, ui.termsBox), (ui.explanation, ui.explanationBox)):
            label.setMinimumWidth(theme.scaled(200))
            # The names of people's rooms and organisations are escaped before they come here.
            label.setTextFormat(Qt.TextFormat.RichText)
            box.setStretch(1, 1)
        self.table.setMinimumHeight(theme.scaled(160))

    def _show_lines(self, lines: Sequence[Line]) -> None:
        ui, sheet = self.ui, self.sheet
        shown = sheet is not None and bool(lines)
        ui.sheetTitle.setText(texts.dates_title(len(lines)) if shown else texts.SHEET)
        self.table.setVisible(shown)
        taken = similar(lines, Wish.TIME)
        for widget, wanted in (
            (ui.nextFree, bool(taken)),
            (ui.skipTaken, bool(similar(lines, Wish.SKIP))),
            (ui.alikeLabel, len(lines) > 1 and bool(taken)),
            (ui.addDate, shown and self.adds_dates),
        ):
            widget.setVisible(wanted and (len(lines) > 1 or widget is ui.addDate))
        for label in self._chips:
            ui.titleBox.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._chips = []
        if sheet is None or not shown:
            self.explain(texts.WAITING)
            self._show_totals(Totals(), 0)
            return
        words = SheetWords(sheet.reference, sheet.draft, sheet.now)
        for chip in words.chips(lines):
            self._chips.append(ChipLabel(chip))
            ui.titleBox.addWidget(self._chips[-1])
        self.table.show_lines(lines, words, self.offers)
        self._explain_line(self.table.current_line())
        self._show_totals(totals_of_lines(lines), len(unsettled(lines)))

    def _show_totals(self, totals: Totals, left: int) -> None:
        ui = self.ui
        figures: tuple[tuple[QLabel, QLabel, str, bool], ...] = (
            (
                ui.confirmedTitle,
                ui.confirmed,
                texts.dates_and_price(totals.confirmed, totals.confirmed_price),
                True,
            ),
            (
                ui.requestedTitle,
                ui.requested,
                texts.dates_and_price(totals.requested, totals.requested_price),
                True,
            ),
            (ui.lostTitle, ui.lost, texts.dates_count(totals.not_obtained), totals.not_obtained > 0),
            (ui.unsettledTitle, ui.unsettled, texts.dates_count(left), left > 0),
            (ui.highestTitle, ui.highest, format_money(totals.highest_price), True),
        )
        for title, label, words, shown in figures:
            label.setText(words)
            title.setVisible(shown)
            label.setVisible(shown)

    def _explain_line(self, line: Line | None) -> None:
        if line is None or self.sheet is None:
            return
        words = SheetWords(self.sheet.reference, self.sheet.draft, self.sheet.now)
        day = words.walls(line.found)[0].date()
        self.explain(words.explanation(line), texts.day_of(day))

    def explain(self, sentence: str, head: str = "") -> None:
        """Say something under the dates."""
        self.ui.explanation.setText(f"<b>{escape(head)}</b> {escape(sentence)}".removeprefix("<b></b> "))

    def _drop(self) -> None:
        self._timer.stop()
        for cancel in (self._asking, self._searching):
            if cancel is not None:
                cancel.request()
        self._asking = self._searching = None
