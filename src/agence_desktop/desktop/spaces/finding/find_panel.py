"""The panel « Ce qu’il vous faut »: a need in one line, understood into fields that say it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_choices import (
    REGION_KEY,
    find_organisations,
    find_places,
    organisation_choice,
    place_choice,
    region_choice,
)
from agence_desktop.desktop.spaces.finding.find_form import (
    DISTANCES,
    MOST_TIMES,
    REPEAT_WORDS,
    USUAL_COUNT,
    NeedForm,
    Repeating,
    understand,
)
from agence_desktop.desktop.tasks import Lane
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce, keep_shown
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.time_fields import DateField, DurationField, LenientField, TimeField

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

TYPING_MS = 250
"""The text is read, and the base asked, once typing has rested this long."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NeedPanel(QWidget):
    """``changed`` when the fields say something else, ``search_requested`` for Entrée and the button."""

    changed = Signal()
    search_requested = Signal()

    def __init__(self, desk: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._reference: Reference | None = None
        self._filling = False
        self._unread = ""
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(texts.EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(50))
        self.text.installEventFilter(self)
        self._read_icon, self._read_words = (
            IconLabel("check", "ok", 14),
            Label("", Type.HELP, "ok", wrap=True),
        )
        self.around = Chooser(desk.tasks, self._find_places, lane=Lane.POOL)
        self.around.setPlaceholderText(texts.ANYWHERE)
        self.km = QComboBox()
        self.day = DateField(desk.session.today)
        self.start, self.end, self.length = TimeField(), TimeField(is_end=True), DurationField()
        self.participants, self.count = WholeField(), WholeField(2, MOST_TIMES, texts.TIMES)
        self.layout_choice, self.repeating = QComboBox(), QComboBox()
        self.accessible = QCheckBox(texts.ACCESSIBLE)
        self.equipment: dict[str, QCheckBox] = {}
        self.organisation = Chooser(desk.tasks, self._find_organisations, lane=Lane.POOL)
        self.organisation.setPlaceholderText(texts.ANYBODY)
        self.skipped = Label("", Type.HELP, "warning", wrap=True)
        self.skipped.setVisible(False)
        self.note = Label("", Type.HELP, "secondary")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.clear_button, self.search_button = QPushButton(texts.CLEAR), QPushButton(texts.SEARCH)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.read_text)
        self._offer()
        self._arrange()
        self._connect()

    # What it says.

    def form(self) -> NeedForm:
        """The fields as values."""
        around = self.around.value()
        key = str(around.key) if around is not None else ""
        organisation = self.organisation.value()
        return NeedForm(
            place="" if key.startswith(REGION_KEY) else key,
            region=key.removeprefix(REGION_KEY) if key.startswith(REGION_KEY) else "",
            km=self.km.currentData(),
            day=self.day.value(),
            start=self.start.value(),
            end=self.end.value(),
            participants=self.participants.value() or 1,
            layout=self.layout_choice.currentData(),
            equipment=frozenset(code for code, box in self.equipment.items() if box.isChecked()),
            accessible=self.accessible.isChecked(),
            repeating=Repeating(self.repeating.currentData()),
            count=self.count.value() or USUAL_COUNT,
            organisation_id=None if organisation is None else int(organisation.key),
        )

    def set_form(self, form: NeedForm) -> None:
        """Show values, and tell that they are others."""
        with self._quietly():
            self._show_place(form)
            if self.km.findData(form.km) < 0:
                self.km.addItem(texts.km_choice(form.km), form.km)
            self.km.setCurrentIndex(self.km.findData(form.km))
            _put(self.day, form.day)
            _put(self.start, form.start)
            _put(self.end, form.end)
            _put(self.participants, form.participants)
            self.layout_choice.setCurrentIndex(max(self.layout_choice.findData(form.layout), 0))
            for code, box in self.equipment.items():
                box.setChecked(code in form.equipment)
            self.accessible.setChecked(form.accessible)
            self.repeating.setCurrentIndex(self.repeating.findData(form.repeating))
            _put(self.count, form.count)
            self._show_organisation(form.organisation_id)
        self._settle()

    @property
    def fault(self) -> str:
        """Why one cannot search with what stands in the fields, empty when one can."""
        for field in self._lenient():
            if field.fault():
                return field.fault()
        return self.form().missing

    @property
    def pending(self) -> bool:
        """Whether a text is still to be read."""
        return self._timer.isActive()

    @property
    def told(self) -> str:
        """What is said under the text: understood, or what was not."""
        return self._read_words.text()

    def tell_skipped(self, sentences: Sequence[str]) -> None:
        """Say under the hours which of them clocks skip, and where they went."""
        words, said = " ".join(sentences), self.skipped.text()
        self.skipped.setText(words)
        self.skipped.setVisible(bool(words))
        if words and words != said:
            announce(self.start, words)

    def set_reference(self, reference: Reference) -> None:
        """Offer the equipment, layouts, places and organisations there are; what is chosen stays."""
        known, self._reference = self._reference, reference
        if known is not None and known.version == reference.version:
            return
        form = self.form()
        with self._quietly():
            self.layout_choice.clear()
            self.layout_choice.addItem(texts.ANY_LAYOUT, None)
            for code, word in reference.words["layout"].items():
                self.layout_choice.addItem(f"{word.label[0].lower()}{word.label[1:]}", code)
            used = {code for space in reference.spaces.values() if space.active for code in space.equipment}
            self._offer_equipment(
                [(c, w.label) for c, w in reference.words["equipment"].items() if c in used]
            )
        self.set_form(form)

    def read_text(self) -> None:
        """Understand what is typed, into the fields."""
        self._timer.stop()
        text = self.text.toPlainText().strip()
        if self._reference is None:
            return
        if not text:
            self._tell("", "check", "ok")
            return
        read = understand(text, self.form(), self._desk.session.today(), self._reference)
        if read.fault:
            self._tell(read.fault, "alert-outline", "warning")
        else:
            self._tell(texts.UNDERSTOOD, "check", "ok")
        if read.form != self.form():
            self.set_form(read.form)

    def clear(self) -> None:
        """Nothing is asked for but for whom."""
        self.text.clear()
        self._timer.stop()
        self.read_text()
        self.set_form(NeedForm(organisation_id=self.form().organisation_id))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_now(self) -> None:
        """Read what is typed and ask for the search."""
        self.read_text()
        self.search_requested.emit()

    # Events.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Entrée in the text searches; it holds no line ends."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.search_now()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée anywhere in the panel searches."""
        if event.key() in _ENTER:
            self.search_now()
        else:
            super().keyPressEvent(event)

    # Inside.

    def _lenient(self) -> tuple[Chooser | LenientField, ...]:
        """The fields in which something may be typed that cannot be read."""
        times = (self.day, self.start, self.end, self.length)
        return (self.around, *times, self.participants, self.count, self.organisation)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._filling = self._filling, True
        yield
        self._filling = before

    def _offer(self) -> None:
        for km in (*DISTANCES, None):
            self.km.addItem(texts.km_choice(km), km)
        for one, words in REPEAT_WORDS.items():
            self.repeating.addItem(words, one)
        self.layout_choice.addItem(texts.ANY_LAYOUT, None)
        self.set_form(NeedForm())

    def _connect(self) -> None:
        self.text.textChanged.connect(self._timer.start)
        self.around.value_changed.connect(self._edited)
        self.organisation.value_changed.connect(self._edited)
        self.day.value_changed.connect(self._edited)
        self.start.value_changed.connect(self._start_changed)
        self.end.value_changed.connect(self._edited)
        self.length.value_changed.connect(self._length_changed)
        for combo in (self.km, self.layout_choice, self.repeating):
            combo.currentIndexChanged.connect(self._edited)
        for number in (self.participants, self.count):
            number.value_changed.connect(self._edited)
        self.accessible.toggled.connect(self._edited)
        self.clear_button.clicked.connect(self.clear)
        self.search_button.clicked.connect(self.search_now)

    def _edited(self, *_value: object) -> None:
        if not self._filling:
            self._settle()

    def _start_changed(self, _start: object) -> None:
        """A later start keeps the length."""
        length = self.length.value()
        if not self._filling and length and self.start.value() is not None:
            with self._quietly():
                self.end.set_value(self.form().lasting(length).end)
        self._edited()

    def _length_changed(self, length: int | None) -> None:
        if not self._filling and length and self.start.value() is not None:
            with self._quietly():
                self.end.set_value(self.form().lasting(length).end)
            self._edited()

    def _settle(self) -> None:
        """Follow the fields: the length, what means something."""
        form = self.form()
        with self._quietly():
            if not self.length.hasFocus():
                _put(self.length, form.minutes)
        self.km.setEnabled(bool(form.place))
        self.count.setVisible(form.repeating is not Repeating.ONCE)
        self.changed.emit()

    def _tell(self, words: str, icon: str, ink: str) -> None:
        said = self._read_words.text()
        self._read_words.setText(words)
        self._read_words.set_ink(ink)
        self._read_icon.set_icon(icon, ink)
        for part in (self._read_words, self._read_icon):
            part.setVisible(bool(words))
        if words and words != said:
            announce(self.text, words)

    def _offer_equipment(self, pieces: Sequence[tuple[str, str]]) -> None:
        for box in self.equipment.values():
            self._ticks.removeWidget(box)
            box.deleteLater()
        self._ticks.removeWidget(self.accessible)
        self.equipment = {}
        for code, label in pieces:
            box = QCheckBox(keep_shown(label))
            box.toggled.connect(self._edited)
            self.equipment[code] = box
        boxes = [*self.equipment.values(), self.accessible]
        for number, box in enumerate(boxes):
            self._ticks.addWidget(box, number // 2, number % 2)
        before: QWidget = self.layout_choice
        for box in boxes:
            QWidget.setTabOrder(before, box)
            before = box

    def _find_places(self, text: str) -> Sequence[Choice]:
        return find_places(self._reference, text) if self._reference is not None else ()

    def _find_organisations(self, text: str) -> Sequence[Choice]:
        return find_organisations(self._reference, text) if self._reference is not None else ()

    def _show_place(self, form: NeedForm) -> None:
        reference = self._reference
        choice = None
        if reference is not None and form.place in reference.directory.places:
            choice = place_choice(reference, form.place)
        elif reference is not None and form.region in reference.directory.regions:
            choice = region_choice(reference, form.region)
        elif form.place or form.region:
            choice = Choice(form.place or f"{REGION_KEY}{form.region}", form.place or form.region)
        if choice != self.around.value() or choice is None:
            self.around.set_value(choice)

    def _show_organisation(self, organisation_id: int | None) -> None:
        rows = self._reference.directory.organisations if self._reference is not None else {}
        row = rows.get(organisation_id or 0)
        kept = self.organisation.value()
        if row is not None:
            self.organisation.set_value(organisation_choice(row))
        elif organisation_id is None or kept is None or kept.key != organisation_id:
            known = None if organisation_id is None else Choice(organisation_id, str(organisation_id))
            self.organisation.set_value(known if self._reference is None else None)

    def _arrange(self) -> None:
        content = QWidget()
        content.setProperty("surface", "plain")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(content)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(0)
        box.addWidget(Label(texts.WHAT, Type.PANEL))
        box.addSpacing(8)
        _add(box, texts.WRITE, self.text)
        told = QHBoxLayout()
        told.setSpacing(4)
        told.addWidget(self._read_icon, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._read_words, 1)
        box.addLayout(told)
        self._tell("", "check", "ok")
        _row(box, ((texts.AROUND, self.around, 3), (texts.DISTANCE, self.km, 2)))
        _row(box, ((texts.DAY, self.day, 1),))
        _row(box, ((texts.FROM, self.start, 1), (texts.TO, self.end, 1), (texts.LENGTH, self.length, 1)))
        box.addWidget(self.skipped)
        _row(box, ((texts.PARTICIPANTS, self.participants, 1), (texts.LAYOUT, self.layout_choice, 2)))
        box.addSpacing(8)
        box.addWidget(Label(texts.EQUIPMENT, Type.HELP, "secondary"))
        self._ticks = QGridLayout()
        self._ticks.setHorizontalSpacing(8)
        self._ticks.setVerticalSpacing(0)
        self._ticks.addWidget(self.accessible, 0, 0)
        self.accessible.setAccessibleName(texts.ACCESSIBLE_NAME)
        self.accessible.setToolTip(texts.ACCESSIBLE_NAME)
        box.addLayout(self._ticks)
        repeat = _row(box, ((texts.REPEAT, self.repeating, 3),))
        repeat.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        self.count.setAccessibleName(texts.COUNT)
        self.count.setToolTip(texts.COUNT)
        _row(box, ((texts.FOR, self.organisation, 1),))
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        # As wide as its fields, and the bar beside them.
        scroll.setMinimumWidth(
            content.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("surface", "plain")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout()
        line.setSpacing(8)
        box = QVBoxLayout(foot)
        box.setContentsMargins(16, 4, 16, 12)
        box.setSpacing(4)
        box.addWidget(self.note)
        box.addLayout(line)
        self.search_button.setProperty("kind", "primary")
        self.search_button.setAccessibleName(texts.SEARCH_NAME)
        self.search_button.setToolTip(texts.SEARCH_NAME)
        for button in (self.clear_button, self.search_button):
            button.setAutoDefault(False)
            line.addWidget(button, 1)
        return foot


def _put(field: LenientField, value: object) -> None:
    """Show a value; what is being typed stays where it says the same."""
    if field.value() != value:
        field.set_value(value)


def _labelled(words: str, field: QWidget) -> QVBoxLayout:
    """A field under its label, which names it to screen readers."""
    label = Label(words, Type.HELP, "secondary")
    label.setBuddy(field)
    field.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _add(box: QVBoxLayout, words: str, field: QWidget) -> None:
    box.addLayout(_labelled(words, field))


def _row(box: QVBoxLayout, parts: Sequence[tuple[str, QWidget, int]]) -> QHBoxLayout:
    """Labelled fields side by side, with the share of the width of each."""
    box.addSpacing(8)
    line = QHBoxLayout()
    line.setSpacing(8)
    for words, field, stretch in parts:
        if isinstance(field, QComboBox):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(4)
        field.setMinimumWidth(theme.scaled(56))
        line.addLayout(_labelled(words, field), stretch)
    box.addLayout(line)
    return line
