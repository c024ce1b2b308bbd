"""The sections with how complete each is, the legend, and what changed since the last version."""

from __future__ import annotations

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
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.marks import SIDE, SIGNATURE, MarkLabel, paint_mark
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.labels import ElidedLabel, Label
from agence_desktop.positions.catalogue import SECTIONS
from agence_desktop.positions.completeness import Mark, SectionState

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = int(Qt.ItemDataRole.UserRole)
REMARK_ROLE = STATE_ROLE + 1
_SIGNATURES = 15
_SETTLE_MS = 250


class SectionsModel(QAbstractListModel):
    """The 16 sections."""

    def __init__(self, store: EditorStore) -> None:
        super().__init__(store)
        self._store = store
        store.changed.connect(self._renew)
        store.remarks_changed.connect(self._renew)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Always 16."""
        return 0 if parent.isValid() else len(SECTIONS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, state and remarks of a section."""
        section, state = SECTIONS[index.row()], self._store.states[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return section.title
        if role == STATE_ROLE:
            return state
        if role == REMARK_ROLE:
            return any(self._store.section_of(path) == section.number for path in self._store.remarked())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            remarked = bool(index.data(REMARK_ROLE))
            mark = texts.MARKS[state.mark]
            return texts.section_said(section.number, section.title, counts(state), mark, remarked)
        return None

    def _renew(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(SECTIONS) - 1))


def counts(state: SectionState) -> str:
    """« 8/10 », « 4 » where all lines are complete, « auto » for what the program fills."""
    if state.number == _SIGNATURES:
        return texts.TO_COME
    if state.mark is Mark.PROGRAM and not state.total:
        return texts.AUTO
    mandatory = any(field.required for field in SECTIONS[state.number].fields) or any(
        group.fewest or group.fixed for group in SECTIONS[state.number].groups
    )
    if mandatory or state.filled < state.total:
        return texts.filled(state.filled, state.total)
    return str(state.total)


class SectionDelegate(QStyledItemDelegate):
    """A sign, the number, the name and the count; a bubble where somebody remarked something."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(theme.scaled(160), theme.scaled(Height.ROW_COMPACT + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        look, area = theme.tokens(), QRectF(option.rect)
        state: SectionState = index.data(STATE_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = "selection" if chosen else "hover" if hovered else "surface"
        painter.fillRect(area, look.color(ground))
        if chosen:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), look.color("accent"))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("accent"))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        side, gap = theme.scaled(SIDE), theme.scaled(8)
        square = QRectF(area.left() + theme.scaled(10), area.center().y() - side / 2, side, side)
        paint_mark(painter, square, state.mark, SIGNATURE if state.number == _SIGNATURES else "")
        painter.setFont(theme.font(Type.SUBJECT if chosen else Type.BODY))
        painter.setPen(look.color("text"))
        metrics = QFontMetricsF(painter.font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        figures = QRectF(square.right() + theme.scaled(2), area.top(), theme.scaled(22), area.height())
        painter.drawText(figures, middle | int(Qt.AlignmentFlag.AlignRight), str(state.number))
        right = area.right() - theme.scaled(8)
        if index.data(REMARK_ROLE):
            bubble = QRectF(right - side, area.center().y() - side / 2, side, side)
            icons.paint(painter, bubble, "comment-text-outline", look.color("warning"))
            right = bubble.left() - theme.scaled(4)
        count = counts(state)
        width = metrics.horizontalAdvance(count) + 2
        painter.setPen(look.color("secondary"))
        painter.setFont(theme.font(Type.BODY))
        painter.drawText(QRectF(right - width, area.top(), width, area.height()), middle, count)
        name = QRectF(
            figures.right() + gap, area.top(), right - width - figures.right() - 2 * gap, area.height()
        )
        painter.setFont(theme.font(Type.SUBJECT if chosen else Type.BODY))
        painter.setPen(look.color("text"))
        shown = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, middle, shown)
        painter.restore()


class SectionsPane(QFrame):
    """``section_chosen`` carries the number of a section, ``changes_requested`` asks for the comparison."""

    section_chosen = Signal(int)
    changes_requested = Signal()

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._store = store
        self._count = ElidedLabel("", Type.BODY, "secondary")
        self.list = QListView()
        self.list.setAccessibleName(texts.SECTIONS)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("framed", False)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(SectionDelegate(self.list))
        self.list.setModel(SectionsModel(store))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.changes = QPushButton("")
        self.changes.setProperty("kind", "link")
        self.changes.clicked.connect(self.changes_requested)
        self._arrange()
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._count_changes)
        store.changed.connect(self._renew)
        store.opened.connect(self._count_changes)
        self._renew()

    @property
    def section(self) -> int:
        """The section that is chosen."""
        return max(0, self.list.currentIndex().row())

    def choose(self, number: int) -> None:
        """Choose a section."""
        self.list.setCurrentIndex(self.list.model().index(number, 0))

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.section_chosen.emit(index.row())

    def _renew(self) -> None:
        states = [one for one in self._store.states if one.mark is not Mark.PROGRAM]
        done = sum(one.mark in (Mark.COMPLETE, Mark.EMPTY) for one in states)
        self._count.setText(texts.complete_sections(done, len(states)))
        self._timer.start()

    def _count_changes(self) -> None:
        """Comparing two versions takes longer than a key may."""
        self._timer.stop()
        count = self._store.changes_since()
        number = self._store.open.before_number if self._store.open is not None else 0
        self.changes.setText(texts.changed_since(count, number))
        self.changes.setToolTip(self.changes.text())
        self.changes.setVisible(bool(number))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 10, 0)
        title = Label(texts.SECTIONS, Type.SUBJECT)
        title.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._count)
        legend = QGridLayout()
        legend.setContentsMargins(12, 8, 8, 8)
        legend.setHorizontalSpacing(8)
        legend.setVerticalSpacing(2)
        for row, mark in enumerate(texts.MARKS):
            legend.addWidget(MarkLabel(mark), row, 0)
            legend.addWidget(Label(texts.MARKS[mark], Type.HELP, "secondary"), row, 1)
        legend.setColumnStretch(1, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addWidget(self.changes)
        rule = QWidget()
        rule.setProperty("surface", "rule")
        rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rule.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addWidget(rule)
        box.addLayout(legend)
        box.addLayout(foot)
