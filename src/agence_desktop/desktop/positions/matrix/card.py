"""The card of a cell: what is known in words, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.positions.matrix.grid import Face, Kind
from agence_desktop.desktop.positions.matrix.work import CardFacts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.positions.matrix import MatrixTask
from agence_desktop.positions.rows import PersonRef

_WIDTH = 350


class LevelCard(QFrame):
    """Stands over the matrix until Échap or a click elsewhere; Entrée changes the level."""

    def __init__(
        self,
        parent: QWidget,
        face: Face,
        change: Callable[[], object] | None,
        drill: Callable[[], object] | None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "panel")
        assert face.task is not None
        assert face.person is not None
        self.task: MatrixTask = face.task
        self.person: PersonRef = face.person
        self.known = face.known
        self._at = QPoint()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Label(f"{self.person.name}, {self.task.cover.task.key}", Type.SUBJECT), 1)
        head.addWidget(ChipLabel(_chip(face)))
        box.addLayout(head)
        box.addWidget(Label(self.task.cover.task.title, Type.BODY, "secondary", wrap=True))
        self._level = Label("", wrap=True)
        self._more = Label("", Type.BODY, "secondary", wrap=True)
        self._paper = Label("", Type.BODY, "warning", wrap=True)
        for label in (self._level, self._more, self._paper):
            box.addWidget(label)
        if face.kind is Kind.LEVEL:
            self._level.setText(texts.level_sentence(self.task, self.known))
            box.addSpacing(6)
            box.addLayout(self._buttons(change, drill))
        for label in (self._level, self._more, self._paper):
            label.setVisible(bool(label.text()))
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.setAccessibleName(texts.said(self.task, self.person, self.known))

    @property
    def words(self) -> str:
        """Everything it says."""
        told = (self._level, self._more, self._paper)
        return "\n".join(label.text() for label in told if not label.isHidden())

    def open_at(self, at: QPoint) -> None:
        """Show it with its corner at a point of the screen, or as near as leaves it whole."""
        self._at = at
        self._settle()
        self.show()
        button = self.findChild(QPushButton)
        (button or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def tell(self, facts: CardFacts) -> None:
        """Add what was read meanwhile."""
        if self._level.text():
            lines = [texts.validated_sentence(self.known, facts.recorded_by)]
            if self.known is not None:
                lines.append(texts.access_sentence(self.known, facts.systems))
            self._more.setText("\n".join(lines))
            self._more.show()
        if facts.feasible is not None and (sentence := texts.feasible_sentence(facts.feasible)):
            self._paper.setText(sentence)
            self._paper.show()
        self._settle()
        announce(self, self.words)

    def _settle(self) -> None:
        """As large as what it says, within its window where that has room, else within the screen."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        parent = self.parentWidget()
        over = parent.window().frameGeometry().intersected(area) if parent is not None else area
        if over.width() >= self.width() and over.height() >= self.height():
            area = over
        right, bottom = area.right() + 1 - self.width(), area.bottom() + 1 - self.height()
        self.move(
            max(area.left(), min(self._at.x(), right)),
            max(area.top(), min(self._at.y(), bottom)),
        )

    def _buttons(
        self, change: Callable[[], object] | None, drill: Callable[[], object] | None
    ) -> QHBoxLayout:
        line = QHBoxLayout()
        if change is not None:
            button = KeyedButton(texts.CHANGE_LEVEL, texts.CHANGE_KEY)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False: self._leave(change))
            line.addWidget(button)
        if drill is not None:
            link = QPushButton(texts.PLAN_DRILL)
            link.setProperty("kind", "link")
            link.clicked.connect(lambda _=False: self._leave(drill))
            line.addWidget(link)
        line.addStretch(1)
        return line

    def _leave(self, act: Callable[[], object]) -> None:
        self.close()
        act()


def _chip(face: Face) -> Chip:
    if face.kind is Kind.HOLDER:
        return Chip(texts.HOLDER_WORD, "account-outline", Look.NEUTRAL)
    if face.known is not None and face.known.covers:
        return Chip(texts.COVERS_WORD, "check-circle-outline", Look.FREE)
    return Chip(texts.COVERS_NOT, "alert", Look.OUTSIDE)
