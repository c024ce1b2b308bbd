"""The right side of the booking form: terms, dates judged as one types, choices, totals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from agence_desktop.core.french import format_money
from agence_desktop.desktop import theme
from agence_desktop.desktop.generated.ui_booking import Ui_Booking
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.series_table import SeriesTable
from agence_desktop.desktop.spaces.form.sheet_keeper import SheetKeeper
from agence_desktop.desktop.spaces.form.sheet_model import Line, Wish, similar, totals_of_lines, unsettled
from agence_desktop.desktop.spaces.form.sheet_words import SheetWords
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.labels import IconLabel
from agence_desktop.spaces.rows import Judgement
from agence_desktop.spaces.summaries import Totals


class SheetPanel(SheetKeeper):
    """Draws the sheet into the form made in Designer."""

    adds_dates = True
    """Whether dates may be added: not to a stored booking."""

    def __init__(self, ui: Ui_Booking, desk: Workbench, gateway: Gateway, parent: QWidget) -> None:
        super().__init__(desk, gateway, parent)
        self.ui = ui
        self.table = SeriesTable()
        self._chips: list[ChipLabel] = []
        self._prepare()
        self.table.wished.connect(self.wish)
        self.table.placed.connect(self.place)
        self.table.line_chosen.connect(self._line_chosen)
        ui.nextFree.clicked.connect(lambda: self.all_alike(Wish.TIME))
        ui.skipTaken.clicked.connect(lambda: self.all_alike(Wish.SKIP))
        self.draw(())

    def current_line(self) -> Line | None:
        """The line of the table."""
        return self.table.current_line()

    def say(self, sentence: str) -> None:
        """Under the dates, and aloud."""
        self.explain(sentence)
        announce(self.table, sentence, urgent=True)

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

    def _line_chosen(self, line: Line | None) -> None:
        self._explain_line(line)
        self.look_for_places(line)

    # Drawing.

    def _prepare(self) -> None:
        ui = self.ui
        ui.termsFrame.setProperty("surface", "note")
        ui.explanationFrame.setProperty("surface", "panel")
        ui.termsBox.insertWidget(0, IconLabel("scale-balance", "accent", 20))
        ui.explanationBox.insertWidget(0, IconLabel("information-outline", "accent", 20))
        ui.tableBox.addWidget(self.table, 1)
        # Takes the room of the table while there is none, or everything else would spread over it.
        ui.tableBox.addStretch()
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

    def draw(self, lines: Sequence[Line]) -> None:
        """Chips, table, explanation, totals."""
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
            self.explain(texts.WAITING if self._judge is None else texts.JUDGING)
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
