"""The panes under the table of seats: why this person, who was rejected, what it would cost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.teams.facts.estimate_pane import PlainPane
from agence_desktop.desktop.teams.proposals import texts
from agence_desktop.desktop.teams.proposals.columns import REJECTED, RejectedLine
from agence_desktop.desktop.teams.proposals.file import SeatLine
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


class WhyPane(PlainPane):
    """What speaks for the person, each with what it adds to the cost."""

    lock_requested = Signal()

    def __init__(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(texts.WHY_NOBODY, "help-circle-outline", self._scroll)
        self.lock = self.add_button("", "lock-outline", self.lock_requested.emit)
        self.lock.setProperty("kind", "icon")

    def show_line(self, line: SeatLine | None, *, may: bool) -> None:
        """Explain a seat."""
        held = QWidget()
        held.setProperty("surface", "plain")
        box = QVBoxLayout(held)
        box.setContentsMargins(12, 4, 12, 8)
        box.setSpacing(6)
        self.say(texts.why_title(line.member if line is not None else ""))
        self.lock.setVisible(line is not None and line.told.member is not None and may)
        if line is not None:
            words = texts.UNLOCK if line.locked else texts.LOCK
            self.lock.setAccessibleName(words)
            self.lock.setToolTip(words)
            # The picture is the state, as in the table; the words are what the button does.
            icons.set_icon(self.lock, "lock-outline" if line.locked else "lock-open-outline", "text", 16)
            if line.told.member is None:
                box.addWidget(Label(line.told.why, wrap=True))
            else:
                box.addLayout(self._parts(line))
                box.addWidget(Label(texts.COST_HELP, Type.HELP, "secondary", wrap=True))
        box.addStretch(1)
        self._scroll.setWidget(held)

    def words(self) -> list[str]:
        """Everything it says."""
        held = self._scroll.widget()
        return [label.text() for label in held.findChildren(Label)] if held is not None else []

    def _parts(self, line: SeatLine) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, part in enumerate(line.told.parts):
            grid.addWidget(IconLabel("check-circle", "ok", 16), row, 0, Qt.AlignmentFlag.AlignTop)
            words = Label(texts.part(part), wrap=True)
            words.setAccessibleName(" ".join(filter(None, (texts.part(part), texts.signed(part.amount)))))
            grid.addWidget(words, row, 1)
            amount = Label(texts.signed(part.amount), Type.SUBJECT)
            grid.addWidget(amount, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        last = len(line.told.parts)
        grid.addWidget(Label(texts.COST_OF, Type.SUBJECT), last, 1)
        cost = Label(texts.signed(line.cost), Type.SUBJECT)
        grid.addWidget(cost, last, 2, Qt.AlignmentFlag.AlignRight)
        return grid


class RejectedPane(PlainPane):
    """``try_requested`` carries the RejectedLine to try."""

    try_requested = Signal(object)

    def __init__(self) -> None:
        self.model = TableModel(REJECTED)
        self.view = TableView(self.model, texts.REJECTED, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        super().__init__(texts.REJECTED, "account-cancel", self.view)
        self.add_to_head(Label(texts.TRY_HINT, Type.HELP, "secondary"))
        self.view.row_opened.connect(self._try)
        self.view.deed_requested.connect(self._try)

    def show_line(self, line: SeatLine | None) -> None:
        """The people rejected for a seat, those who might be chosen first."""
        if line is None:
            self.model.set_rows(())
            return
        self.say(texts.rejected_title(line.told.seat[1]))
        rows = [RejectedLine(one, line.file.member_name(one.member)) for one in line.told.rejected]
        self.note.setText(str(len(rows)))
        self.model.set_rows(sorted(rows, key=lambda one: not one.may_try))

    def _try(self, line: object) -> None:
        if isinstance(line, RejectedLine) and line.may_try:
            self.try_requested.emit(line)
