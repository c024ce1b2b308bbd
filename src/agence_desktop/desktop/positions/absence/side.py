"""The right column of an absence: what is uncovered and from when, on whom all rests, what is suspended."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.lines import line_name
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Fill, Meter
from agence_desktop.desktop.widgets.fact_list import Fact, facts_grid
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.meters import paint_meter
from agence_desktop.desktop.widgets.page_parts import TitledPane
from agence_desktop.positions.content import TeamProfile
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.relief import AbsenceFile, ReliefLine, ReliefPlan, ReliefPost, Resting
from agence_desktop.positions.rows import Acceptance
from agence_desktop.positions.sentences import LENGTH_LABELS, nearest_sentence


class Share(QWidget):
    """A bar for the part of the hours that rests on somebody; the words beside it say the same."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(theme.scaled(80), theme.scaled(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        with QPainter(self) as painter:
            paint_meter(painter, QRectF(self.rect()), Meter(self._share, Fill.SOLID))


class Side(QScrollArea):
    """Three panels, built anew for each plan; ``ask_team`` is None where nobody takes a need."""

    def __init__(self, ask_team: Callable[[ReliefPost], object] | None) -> None:
        super().__init__()
        self._ask_team = ask_team
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(texts.SIDE)
        # Room for the scroll bar as well.
        self.setMinimumWidth(theme.scaled(332))
        self.team_buttons: list[KeyedButton] = []
        self._held = QWidget()
        self.setWidget(self._held)

    def words(self) -> str:
        """Everything it says."""
        return "\n".join(label.text() for label in self._held.findChildren(Label))

    def show_plan(self, file: AbsenceFile | None, plan: ReliefPlan | None) -> None:
        """Tell this plan."""
        self.team_buttons = []
        self._held = held = QWidget()
        box = QVBoxLayout(held)
        box.setContentsMargins(0, 0, 1, 0)
        box.setSpacing(8)
        if file is not None and plan is not None and file.posts:
            box.addWidget(self._uncovered(file, plan))
            box.addWidget(_resting_pane(plan))
            box.addWidget(_suspended_pane(plan))
        box.addStretch(1)
        self.setWidget(held)

    def _uncovered(self, file: AbsenceFile, plan: ReliefPlan) -> QWidget:
        content, box = _column()
        several = len(file.posts) > 1
        for line in plan.bare:
            box.addWidget(Label(line_name(line, several=several), Type.SUBJECT, wrap=True))
            for words, ink in _why(file, line):
                box.addWidget(Label(words, ink=ink, wrap=True))
            box.addSpacing(4)
        if not plan.bare:
            box.addWidget(Label(texts.ALL_TAKEN, wrap=True))
        for post in file.posts:
            if any(line.post is post for line in plan.bare):
                self._add_profile(box, plan, post)
        icon, ink = ("alert-circle", "danger") if plan.bare else ("check-circle", "ok")
        pane = TitledPane(texts.UNCOVERED, icon, content, ink=ink)
        pane.note.setText(str(len(plan.bare)) if plan.bare else "")
        return pane

    def _add_profile(self, box: QVBoxLayout, plan: ReliefPlan, post: ReliefPost) -> None:
        """The profile of § 12 and the button that hands the need on."""
        profile = post.sheet.team[0] if post.sheet.team else TeamProfile()
        if profile == TeamProfile():
            box.addWidget(Label(texts.NO_PROFILE, ink="secondary", wrap=True))
        else:
            facts = (
                Fact(texts.PROFILE, profile.family),
                Fact(texts.SKILLS, profile.skills),
                Fact(texts.PERIOD_LABEL, texts.effort(plan.first, plan.last, profile.effort_percent)),
                Fact(texts.MODE, profile.mode),
            )
            box.addLayout(facts_grid([fact for fact in facts if fact.value]))
        if (ask := self._ask_team) is not None:
            button = KeyedButton(texts.ASK_TEAM, texts.ASK_TEAM_KEY)
            button.setProperty("kind", "primary")
            icons.set_icon(button, "account-group", "on_accent", 18)
            button.clicked.connect(lambda _=False: ask(post))
            self.team_buttons.append(button)
            box.addWidget(button)


def _why(file: AbsenceFile, line: ReliefLine) -> list[tuple[str, str]]:
    """From when it is too long, who refused, who is nearest and what is lacking."""
    breach = line.touched.breach
    said = [(texts.exceeds(breach), "danger") if breach else (texts.NO_LIMIT_BROKEN, "secondary")]
    if line.acceptance is Acceptance.REFUSED and line.person is not None:
        said.append((texts.refused_by(line.person.name), ""))
    if line.nearest is not None and not line.touched.covering:
        found = line.nearest
        person = file.people[found.competence.person_id]
        said.append((nearest_sentence(person.name, found, required_of(line.touched.task)), ""))
    elif line.nearest is None and not line.touched.covering:
        said.append((texts.NOBODY_KNOWS_AT_ALL, ""))
    return said


def _resting_pane(plan: ReliefPlan) -> QWidget:
    content, box = _column()
    total = sum((one.hours for one in plan.resting), start=Decimal(0))
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    row = 0
    for one in plan.resting:
        row = _add_resting(grid, row, one, float(one.hours / total) if total else 0.0)
    box.addLayout(grid)
    if not plan.resting:
        box.addWidget(Label(texts.NOBODY_YET, ink="secondary"))
    return TitledPane(texts.RESTS_ON, "account-multiple-outline", content)


def _add_resting(grid: QGridLayout, row: int, one: Resting, share: float) -> int:
    """One person and, where they are away as well, a warning; the next free row."""
    grid.addWidget(Label(one.person.name, Type.SUBJECT), row, 0)
    grid.addWidget(Share(share), row, 1)
    hours = Label(texts.hours_per_week(one.hours) if one.hours else texts.tasks_taken(one.tasks))
    hours.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    hours.setToolTip(texts.tasks_taken(one.tasks))
    grid.addWidget(hours, row, 2)
    for away in one.away:
        row += 1
        line = QWidget()
        box = QGridLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(IconLabel("alert", "warning", 16), 0, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(Label(texts.also_away(away.first, away.last), ink="warning", wrap=True), 0, 1)
        box.setColumnStretch(1, 1)
        grid.addWidget(line, row, 0, 1, 3)
    return row + 1


def _suspended_pane(plan: ReliefPlan) -> QWidget:
    content, box = _column()
    for one in plan.suspended:
        if len(plan.suspended) > 1:
            box.addWidget(Label(one.post.position.number, Type.SUBJECT))
        length = LENGTH_LABELS[plan.length]
        said = [texts.suspended(length, one.relief.suspended) if one.relief.suspended.strip() else ""]
        if one.relief.moved.strip():
            said.append(texts.moves(one.relief.moved))
        if one.works:
            said.append(texts.works([work.file for work in one.works]))
        told = [words for words in said if words] or [texts.NOT_SAID]
        for words in told:
            box.addWidget(Label(words, wrap=True))
    box.addWidget(Label(texts.back_on(plan.back_on), wrap=True))
    return TitledPane(texts.SUSPENDED, "stop-circle-outline", content)


def _column() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    box = QVBoxLayout(content)
    box.setContentsMargins(12, 4, 12, 12)
    box.setSpacing(2)
    return content, box
