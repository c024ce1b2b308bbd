"""A searchable chooser: finds as one types, off the GUI thread, and lets one create what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tasks import Cancel, Lane, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.adapters import Choice

Index = QModelIndex | QPersistentModelIndex
Provider = Callable[[str], Sequence[Choice]]
CHOICE_ROLE = int(Qt.ItemDataRole.UserRole)
_TYPING_MS = 120
_CREATE = "__create__"


class ChoiceModel(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._choices = list(choices)
        self.endResetModel()

    def found(self) -> list[Choice]:
        """What there is already, without the line that creates."""
        return [one for one in self._choices if one.key != _CREATE]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many were found."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, and both lines for screen readers."""
        choice = self._choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.title}, {choice.detail}" if choice.detail else choice.title
        return choice if role == CHOICE_ROLE else None


class ChoiceDelegate(QStyledItemDelegate):
    """Two lines: the name, and what tells it from others."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One or two lines high."""
        choice = index.data(CHOICE_ROLE)
        return QSize(200, theme.scaled(Height.ROW_TWO_LINES if choice.detail else Height.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the icon and the lines."""
        choice: Choice = index.data(CHOICE_ROLE)
        look, area = theme.tokens(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, look.color("selection" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), look.color("accent"))
        left = area.left() + theme.scaled(10)
        if choice.icon:
            side = theme.scaled(18)
            square = QRectF(left, area.center().y() - side / 2, side, side)
            icons.paint(painter, square, choice.icon, look.color("secondary"))
            left = square.right() + theme.scaled(8)
        room = QRectF(left, area.top() + 4, area.right() - left - 8, area.height() - 8)
        half = room.height() / 2 if choice.detail else room.height()
        for top, height, text, role, ink in (
            (room.top(), half, choice.title, Type.BODY, "text"),
            (room.top() + half, half, choice.detail, Type.HELP, "secondary"),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(look.color(ink))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            line = QRectF(room.left(), top, room.width(), height)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()


class Chooser(QLineEdit):
    """A field whose value is a Choice that ``provider`` found; the provider runs off the GUI thread.

    ``create_requested`` carries what was typed when ``creatable`` names the missing thing (« une personne »).
    """

    value_changed = Signal(object)
    create_requested = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        provider: Provider,
        *,
        creatable: str = "",
        lane: Lane = Lane.DATABASE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._provider, self._creatable, self._lane = tasks, provider, creatable, lane
        self._choice: Choice | None = None
        self._typed = ""
        self._cancel: Cancel | None = None
        self._model = ChoiceModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(9)
        self._list = QListView()
        completer.setPopup(self._list)
        self._list.setItemDelegate(ChoiceDelegate(self))
        self._list.setAccessibleName(texts.RESULTS)
        signal: Any = completer.activated
        signal[QModelIndex].connect(self._take)
        self.setCompleter(completer)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self.search)
        self.textEdited.connect(self._edited)
        look = self.addAction(
            icons.icon("magnify", "secondary", 16), QLineEdit.ActionPosition.TrailingPosition
        )
        icons.set_icon(look, "magnify", "secondary", 16)
        look.setToolTip(texts.SEARCH)
        look.triggered.connect(self.search)

    def set_provider(self, provider: Provider) -> None:
        """Search elsewhere from now on (another organisation's persons)."""
        self._provider = provider

    def value(self) -> Choice | None:
        """What is chosen."""
        return self._choice

    def set_value(self, value: Any) -> None:
        """Choose a Choice, or the mapping that a draft kept of one; None empties the field."""
        if isinstance(value, Mapping):
            value = Choice(value["key"], str(value["title"]), str(value.get("detail", "")))
        chosen = value if isinstance(value, Choice) else None
        self.setText(chosen.title if chosen else "")
        # Where it is longer than the field, its beginning tells it from others.
        self.setCursorPosition(0)
        self._set(chosen)

    def fault(self) -> str:
        """Something is typed, nothing is chosen."""
        if self._choice is None and self.text().strip():
            return texts.not_chosen(self.text())
        return ""

    def search(self) -> None:
        """Look for what is typed now, and show what is found."""
        self._timer.stop()
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        text = self.text().strip() if self._choice is None else ""
        self._tasks.run(
            self._provider,
            text,
            owner=self,
            cancel=self._cancel,
            lane=self._lane,
            done=lambda found: self._found(text, found),
        )

    def keyPressEvent(self, event: Any) -> None:
        """The down arrow opens the list; Entrée takes what alone was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self._list.isVisible():
            self.search()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._list.currentIndex().isValid():
            self._take_the_only_one()
        super().keyPressEvent(event)

    def _edited(self) -> None:
        self._set(None)
        self._timer.start()

    def _found(self, text: str, found: Sequence[Choice]) -> None:
        self._typed = text
        offered = list(found)
        if self._creatable and text:
            offered.append(Choice(_CREATE, texts.create(self._creatable, text), "", "plus"))
        self._model.show(offered)
        if not offered:
            announce(self, texts.NO_RESULT)
            self._list.hide()
        elif self.hasFocus():
            self.completer().complete()

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if choice.key == _CREATE:
            self.setText("")
            self._set(None)
            self.create_requested.emit(self._typed)
            return
        self.setText(choice.title)
        self._set(choice)

    def _take_the_only_one(self) -> None:
        """Take the line that was found for what stands in the field, where there is no other."""
        found = self._model.found()
        if self._choice is None and self._typed and self._typed == self.text().strip() and len(found) == 1:
            self.setText(found[0].title)
            self._set(found[0])
            self._list.hide()

    def _set(self, choice: Choice | None) -> None:
        if choice != self._choice:
            self._choice = choice
            self.setToolTip(choice.detail if choice else "")
            self.value_changed.emit(choice)
