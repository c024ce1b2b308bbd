"""« Si vous choisissez… »: another person for a seat, and only what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.core.french import NBSP, format_money, format_number
from agence_desktop.desktop import theme
from agence_desktop.desktop.teams.facts.estimate_pane import PlainPane
from agence_desktop.desktop.teams.proposals import texts
from agence_desktop.desktop.teams.proposals.columns import RejectedLine
from agence_desktop.desktop.teams.proposals.file import ProposalFile, SeatLine
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.teams.explaining import Alternative


@dataclass(frozen=True, slots=True)
class Choice:
    """What another choice would give: the solved alternative and what all seats would then cost."""

    alternative: Alternative
    estimated: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One measure, as proposed and with the choice; ``worse`` where the choice is dearer."""

    name: str
    before: str
    after: str
    difference: str
    worse: bool = False


def effects(file: ProposalFile, choice: Choice) -> list[EffectLine]:
    """The measures side by side."""
    before, after = choice.alternative.before, choice.alternative.after
    days = f"{NBSP}j"
    lines = [
        EffectLine(
            texts.WEIGHT,
            str(before.weight),
            str(after.weight),
            texts.difference(Fraction(before.weight), Fraction(after.weight), decimals=0),
            after.weight < before.weight,
        ),
        EffectLine(texts.MOVED_SHORT, "0", "0", texts.SAME),
        EffectLine(
            texts.COST,
            format_number(before.cost, 1),
            format_number(after.cost, 1),
            texts.difference(before.cost, after.cost),
            after.cost > before.cost,
        ),
        EffectLine(
            texts.HEAVIEST_SHORT,
            f"{format_number(before.max_effort_days, 1)}{days}",
            f"{format_number(after.max_effort_days, 1)}{days}",
            texts.difference(before.max_effort_days, after.max_effort_days, unit=days),
            after.max_effort_days > before.max_effort_days,
        ),
    ]
    if choice.estimated is not None:
        was, would = file.estimated, choice.estimated
        lines.append(
            EffectLine(
                texts.ESTIMATE,
                format_money(was),
                format_money(would),
                texts.difference(Fraction(was), Fraction(would), decimals=2, unit=f"{NBSP}$"),
                would > was,
            )
        )
    return lines


def change_words(file: ProposalFile, alternative: Alternative) -> list[tuple[str, str]]:
    """An icon and a sentence for each thing that would change."""
    told = [
        (
            "account-switch",
            texts.change(
                file.facts[change.seat].number,
                change.seat[1],
                file.member_name(change.before),
                file.member_name(change.after),
            ),
        )
        for change in alternative.changes
    ]
    return told + [("account-off", texts.idle(file.member_name(member))) for member in alternative.idle]


_EFFECTS: tuple[Column[EffectLine], ...] = (
    Column(
        "effet", texts.EFFECT, lambda line: line.name, stretch=True, width=110, tip=lambda line: line.name
    ),
    Column("avant", texts.AS_PROPOSED, lambda line: line.before, align=Align.RIGHT, width=86),
    Column("apres", texts.WITH_CHOICE, lambda line: line.after, align=Align.RIGHT, width=86),
    Column(
        "ecart",
        texts.DIFFERENCE,
        lambda line: line.difference,
        align=Align.RIGHT,
        ink=lambda line: "danger" if line.worse else "",
        icon=lambda line: "alert" if line.worse else "",
        width=116,
    ),
)


class ChoicePane(PlainPane):
    """``choice_wanted`` carries the key of the member to solve with; ``keep_requested`` keeps the choice."""

    choice_wanted = Signal(str)
    back_requested = Signal()
    keep_requested = Signal()

    def __init__(self) -> None:
        self.who = QComboBox()
        self.who.setAccessibleName(texts.IF_YOU_CHOOSE)
        self.who.setProperty("compact", True)
        self.who.setMinimumContentsLength(16)
        self.who.setMaximumWidth(theme.scaled(200))
        self.model = TableModel(_EFFECTS)
        self.view = TableView(self.model, texts.EFFECT, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.horizontalHeader().setSectionsClickable(False)
        self._told = QScrollArea()
        self._told.setFrameShape(QFrame.Shape.NoFrame)
        self._told.setWidgetResizable(True)
        self._told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back, self.keep = QPushButton(texts.BACK), QPushButton(texts.keep(texts.SOMEBODY))
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(6)
        box.addWidget(self.view)
        box.addWidget(self._told, 1)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.back, 1)
        line.addWidget(self.keep, 1)
        box.addLayout(line)
        super().__init__(texts.IF_YOU_CHOOSE, "swap-horizontal", content)
        self.add_to_head(self.who)
        self.who.activated.connect(self._wanted)
        self.back.clicked.connect(lambda _=False: self.back_requested.emit())
        self.keep.clicked.connect(lambda _=False: self.keep_requested.emit())
        self.choice: Choice | None = None
        self.clear()

    def show_line(self, line: SeatLine | None) -> None:
        """Offer whoever might be chosen for a seat."""
        with QSignalBlocker(self.who):
            self.who.clear()
            self.who.addItem(texts.SOMEBODY, "")
            for one in line.told.rejected if line is not None else ():
                if RejectedLine(one, "").may_try and line is not None:
                    self.who.addItem(line.file.member_name(one.member), one.member)
        self.who.setEnabled(self.who.count() > 1)
        self.clear()

    def clear(self, words: str = texts.CHOOSE_HELP) -> None:
        """No choice is tried."""
        self.choice = None
        self.view.hide()
        for button in (self.back, self.keep):
            button.setEnabled(False)
        self.keep.setText(texts.keep(texts.SOMEBODY))
        self._say([("", words)])

    def waiting(self, member: str) -> None:
        """A choice is being solved."""
        with QSignalBlocker(self.who):
            self.who.setCurrentIndex(max(self.who.findData(member), 0))
        self.clear(texts.SOLVING)
        self.back.setEnabled(True)

    def show_choice(self, file: ProposalFile, choice: Choice, *, may: bool) -> None:
        """What the choice changes."""
        self.choice = choice
        lines = effects(file, choice)
        self.model.set_rows(lines)
        rows = self.view.verticalHeader().defaultSectionSize() * len(lines)
        self.view.setFixedHeight(rows + self.view.horizontalHeader().sizeHint().height() + 4)
        self.view.show()
        self.back.setEnabled(True)
        self.keep.setEnabled(may)
        self.keep.setText(texts.keep(file.member_name(choice.alternative.member).split(" ")[0]))
        told = change_words(file, choice.alternative)
        self._say(told or [("", texts.NO_CHANGE)], texts.CHANGES)

    def words(self) -> list[str]:
        """Every sentence about the changes."""
        held = self._told.widget()
        return [label.text() for label in held.findChildren(Label)] if held is not None else []

    def _wanted(self, _at: int) -> None:
        member = self.who.currentData()
        if member:
            self.choice_wanted.emit(str(member))
        else:
            self.back_requested.emit()

    def _say(self, told: Sequence[tuple[str, str]], head: str = "") -> None:
        held = QWidget()
        held.setProperty("surface", "plain")
        box = QVBoxLayout(held)
        box.setContentsMargins(12, 6, 12, 0)
        box.setSpacing(6)
        if head:
            box.addWidget(Label(head, Type.SUBJECT))
        for icon, words in told:
            line = QHBoxLayout()
            line.setSpacing(8)
            if icon:
                line.addWidget(IconLabel(icon, "warning", 18), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(words, ink="" if icon else "secondary", wrap=True), 1)
            box.addLayout(line)
        box.addStretch(1)
        self._told.setWidget(held)
