"""The panel « Qui est libre? »: for a seat or a free question, who may come, and why not the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.french import sort_key
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Cancel, Failure, Lane
from agence_desktop.desktop.teams.timeline import free_texts as texts
from agence_desktop.desktop.teams.timeline.free import (
    FREE_QUESTION,
    AskedSeat,
    FreeAnswer,
    FreeSeed,
    Question,
    answer,
)
from agence_desktop.desktop.teams.timeline.free_list import FreeList
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode

REST_MS = 80
"""Members are judged once typing has rested this long."""


class FreePanel(QWidget):
    """``assign_requested`` carries the AskedSeat and the FreeLine of the member chosen for it."""

    assign_requested = Signal(object, object)
    member_chosen = Signal(int)
    propose_requested = Signal()
    closed = Signal()

    def __init__(self, desk: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._seed: FreeSeed | None = None
        self._base = Question(Days(date.min, None))
        self._cancel: Cancel | None = None
        self._preferred: int | None = None
        self._own: tuple[QWidget, ...] = ()
        self.answer: FreeAnswer | None = None
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(texts.TITLE)
        self.seat, self.mode, self.skill, self.level, self.place = (QComboBox() for _ in range(5))
        self.first, self.last = DateField(desk.session.today), DateField(desk.session.today)
        self.effort = WholeField(1, 100, texts.EFFORT_UNIT.strip())
        self.list = FreeList()
        self.assign_button = QPushButton(texts.ASSIGN)
        self.propose_button = KeyedButton(texts.PROPOSE, texts.PROPOSE_KEY)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._judge)
        self._fill()
        self._arrange()
        self._connect()

    # What the place gives and asks.

    def show_seed(self, seed: FreeSeed) -> None:
        """Take people and seats as they are now; the question stays."""
        self._seed = seed
        kept, skill, place = self.seat.currentData(), self.skill.currentData(), self.place.currentData()
        with QSignalBlocker(self.seat), QSignalBlocker(self.skill), QSignalBlocker(self.place):
            self.seat.clear()
            self.seat.addItem(texts.FREE_QUESTION, None)
            for seat in seed.seats:
                self.seat.addItem(seat.title, seat.key)
            self.seat.setCurrentIndex(max(_index(self.seat, kept), 0))
            self.skill.clear()
            self.skill.addItem(texts.ANY_SKILL, "")
            for code, label in sorted(seed.people.skills.items(), key=lambda one: sort_key(one[1])):
                self.skill.addItem(label, code)
            self.skill.setCurrentIndex(max(self.skill.findData(skill), 0))
            self.place.clear()
            self.place.addItem(texts.NO_PLACE, "")
            for name in sorted(seed.places, key=sort_key):
                self.place.addItem(name, name)
            self.place.setCurrentIndex(max(self.place.findData(place), 0))
        self._say_base()
        if self.first.value() is None:
            today = self._desk.session.today()
            self.ask_period(today, today + timedelta(weeks=4, days=-1))
        self.ask()

    def ask_for(self, key: tuple[str, int] | None) -> None:
        """Ask about a seat; None for a free question."""
        at = _index(self.seat, key)
        if at >= 0 and at != self.seat.currentIndex():
            self.seat.setCurrentIndex(at)
            self._take_seat()

    def ask_period(self, first: date, last: date) -> None:
        """Ask about other days."""
        self.first.set_value(first)
        self.last.set_value(last)

    def prefer(self, member_id: int) -> None:
        """Stand on a member once the answer is there."""
        self._preferred = member_id
        self.ask()

    @property
    def question(self) -> Question | None:
        """What is asked now; None where the period cannot be read."""
        first, last, effort = self.first.value(), self.last.value(), self.effort.value()
        if first is None or last is None or last < first or effort is None:
            return None
        skills = dict(self._base.skills)
        if self._base.request == FREE_QUESTION:
            code = self.skill.currentData()
            skills = {code: int(self.level.currentData())} if code else {}
        place, site, name = self.place.currentData(), self._base.site, self._base.site_name
        if self._base.request == FREE_QUESTION and self._seed is not None:
            site, name = self._seed.places.get(place or ""), place or ""
        return replace(
            self._base,
            period=Days.both_included(first, last),
            effort_bp=effort * 100,
            # Qt gives codes back as plain text.
            mode=Mode(self.mode.currentData()),
            skills=skills,
            site=site,
            site_name=name,
            anywhere=self._base.request == FREE_QUESTION and not place,
        )

    def busy(self) -> bool:
        """Whether members are still being judged."""
        return self._timer.isActive() or self._cancel is not None

    def ask(self) -> None:
        """Judge members again in a moment."""
        self._timer.start()

    # Inside.

    def _fill(self) -> None:
        self.seat.addItem(texts.FREE_QUESTION, None)
        for mode, words in texts.MODES.items():
            self.mode.addItem(words, mode)
        for level, words in texts.LEVELS:
            self.level.addItem(words, level)
        self.level.setCurrentIndex(1)
        self.effort.set_value(100)
        for box in (self.seat, self.skill, self.place, self.level, self.mode):
            box.setMinimumContentsLength(4)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 8, 4)
        head.addWidget(Label(texts.TITLE, Type.PANEL))
        head.addStretch(1)
        head.addWidget(Label(texts.KEY, Type.HELP, "secondary"))
        head.addSpacing(8)
        close = QPushButton()
        close.setProperty("kind", "icon")
        close.setProperty("compact", True)
        icons.set_icon(close, "close", "text", 18)
        close.setAccessibleName(texts.CLOSE)
        close.setToolTip(texts.CLOSE)
        close.clicked.connect(lambda _=False: self.closed.emit())
        head.addWidget(close)
        self._fields = fields = QGridLayout()
        fields.setContentsMargins(16, 4, 12, 8)
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(6)
        fields.setColumnStretch(1, 1)
        for words, widgets in (
            (texts.FOR, (self.seat,)),
            (texts.FROM, (self.first,)),
            (texts.TO, (self.last,)),
            (texts.EFFORT, (self.effort, self.mode)),
            (texts.LEVEL, (self.skill, self.level)),
            (texts.PLACE, (self.place,)),
        ):
            self._add(words, widgets)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.assign_button, 1)
        foot.addWidget(self.propose_button, 1)
        self.propose_button.setProperty("kind", "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(fields)
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.setMinimumWidth(theme.scaled(280))

    def _add(self, words: str, widgets: Sequence[QWidget]) -> None:
        label = QLabel(words)
        label.setBuddy(widgets[0])
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for number, widget in enumerate(widgets):
            widget.setProperty("compact", True)
            line.addWidget(widget, 3 if number == 1 and widget is self.mode else 2)
        row = self._fields.rowCount()
        self._fields.addWidget(label, row, 0)
        self._fields.addWidget(holder, row, 1)
        if words in (texts.LEVEL, texts.PLACE):
            self._own += (label, holder)

    def _connect(self) -> None:
        self.seat.activated.connect(lambda _at: self._take_seat())
        for box in (self.mode, self.skill, self.level, self.place):
            box.currentIndexChanged.connect(lambda _at: self.ask())
        for field_ in (self.first, self.last, self.effort):
            field_.value_changed.connect(lambda _value: self.ask())
        self.list.opened.connect(lambda _line: self._assign())
        self.list.moved.connect(self._moved)
        self.assign_button.clicked.connect(lambda _=False: self._assign())
        self.propose_button.clicked.connect(lambda _=False: self.propose_requested.emit())
        self.mode.setAccessibleName(texts.MODE.replace("&", ""))
        self.skill.setAccessibleName(texts.SKILL)
        self.level.setAccessibleName(texts.LEVEL.replace("&", ""))

    def _asked(self) -> AskedSeat | None:
        key = self.seat.currentData()
        seats = self._seed.seats if self._seed is not None else ()
        return next((one for one in seats if one.key == key), None)

    def _take_seat(self) -> None:
        """The fields say what the seat asks for."""
        asked = self._asked()
        if asked is not None:
            question = asked.question
            last = question.period.last
            for widget in (self.mode, self.first, self.last, self.effort):
                widget.blockSignals(True)
            self.first.set_value(question.period.first)
            self.last.set_value(last)
            self.effort.set_value(max(question.effort_bp // 100, 1))
            self.mode.setCurrentIndex(self.mode.findData(question.mode))
            for widget in (self.mode, self.first, self.last, self.effort):
                widget.blockSignals(False)
        self._say_base()
        self.ask()

    def _say_base(self) -> None:
        """What only a free question asks is hidden for a seat, which has its own skills and place."""
        asked = self._asked()
        self._base = asked.question if asked is not None else Question(Days(date.min, None))
        for widget in self._own:
            widget.setVisible(asked is None)

    def _judge(self) -> None:
        seed, question = self._seed, self.question
        if self._cancel is not None:
            self._cancel.request()
            self._cancel = None
        if seed is None or question is None:
            typed = self.first.value() is not None and self.last.value() is not None
            self.answer = None
            self.list.show_answer(None, None, texts.PAST_END if typed else texts.ASK)
            return
        self._cancel = Cancel()
        self._desk.tasks.run(
            answer,
            seed.people,
            question,
            owner=self,
            cancel=self._cancel,
            lane=Lane.POOL,
            done=self._judged,
            failed=self._failed,
        )

    def _judged(self, found: FreeAnswer) -> None:
        self._cancel = None
        self.answer = found
        self.list.show_answer(found, self._seed.people if self._seed else None)
        if self._preferred is not None:
            self.list.choose(self._preferred)
            self._preferred = None
        self._moved(self.list.current())

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self._desk.tell(failure.sentence, kind="danger")

    def _moved(self, line: object) -> None:
        self.assign_button.setEnabled(line is not None and self._asked() is not None)
        if line is not None and (current := self.list.current()) is not None:
            self.member_chosen.emit(current.member_id)

    def _assign(self) -> None:
        line, asked = self.list.current(), self._asked()
        if line is not None and asked is not None:
            self.assign_requested.emit(asked, line)


def _index(box: QComboBox, data: object) -> int:
    """Where an entry stands; Qt does not find tuples."""
    return next((at for at in range(box.count()) if box.itemData(at) == data), -1)
