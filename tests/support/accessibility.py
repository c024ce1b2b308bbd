"""Walks a window as a screen reader and a keyboard do, and tells what is wrong (standards: A1, A3, A4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTabBar,
    QWidget,
)

# Parts of Qt's own widgets that take no part in the Tab cycle of a form.
_INNER = (
    "qt_spinbox_lineedit",
    "qt_scrollarea_viewport",
    "qt_scrollarea_vcontainer",
    "qt_scrollarea_hcontainer",
)
_NAMED_BY_THEMSELVES = (QAccessible.Role.Window, QAccessible.Role.Client, QAccessible.Role.Pane)


@dataclass(frozen=True)
class Stop:
    """One stop of the keyboard: the widget, the name and role it tells."""

    widget: QWidget
    name: str
    role: QAccessible.Role

    def __str__(self) -> str:
        kind = type(self.widget).__name__
        return f"{kind} {self.widget.objectName() or '-'} « {self.name} »"


def focusable(window: QWidget) -> list[QWidget]:
    """The widgets on which the Tab key may stop, shown and enabled."""
    found = [window, *window.findChildren(QWidget)]
    return [
        widget
        for widget in found
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and widget.objectName() not in _INNER
        and not isinstance(widget, QMenuBar | QMenu)
    ]


def stops(window: QWidget) -> list[Stop]:
    """What a screen reader is told of each stop."""
    found = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None, f"{type(widget).__name__} has no accessible interface"
        found.append(Stop(widget, interface.text(QAccessible.Text.Name).strip(), interface.role()))
    return found


def unnamed(window: QWidget) -> list[str]:
    """Stops that tell no name (A1)."""
    return [str(stop) for stop in stops(window) if not stop.name]


def ambiguous(window: QWidget) -> list[str]:
    """Names told by two stops of the same role (A1);
    radio buttons of different groups are told by their group.
    """
    named = [(stop.name, stop.role.name, _group(stop.widget)) for stop in stops(window) if stop.name]
    return [f"« {name} » {role}" for (name, role, _), n in Counter(named).items() if n > 1]


def _group(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if parent.accessibleName():
            return parent.accessibleName()
        parent = parent.parentWidget()
    return ""


def untold_images(window: QWidget) -> list[str]:
    """Buttons that show only an icon and have neither name nor tooltip (A8);
    those inside a field are its own.
    """
    return [
        type(button).__name__
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window)
        and not button.icon().isNull()
        and not button.text()
        and not isinstance(button.parentWidget(), QLineEdit)
        and not (button.accessibleName() and button.toolTip())
    ]


def missed_by_tab(window: QWidget) -> list[str]:
    """Stops that the Tab key does not reach, or a cycle that does not come back (A3);
    the window must be active.
    """
    wanted = focusable(window)
    start = QApplication.focusWidget() or (wanted[0] if wanted else None)
    if start is None:
        return []
    if QApplication.focusWidget() is None:
        start.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(4 * len(wanted) + 20):
        present = QApplication.focusWidget()
        if present is None:
            return ["the focus went nowhere"]
        if present in visited:
            break
        visited.append(present)
        QTest.keyClick(present, Qt.Key.Key_Tab)
    groups = {button.group() for button in visited if isinstance(button, QAbstractButton) and button.group()}
    return [
        f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        for widget in wanted
        if widget not in visited
        # Tab enters a group of exclusive buttons once; the arrows go on inside it.
        and not (isinstance(widget, QAbstractButton) and widget.group() in groups)
    ]


def mnemonic_of(text: str) -> str:
    """The letter after « & », in lower case."""
    plain = text.replace("&&", "")
    at = plain.find("&")
    return plain[at + 1 : at + 2].lower() if at >= 0 else ""


def colliding_mnemonics(window: QWidget) -> list[str]:
    """Letters that two shown labels or buttons of a dialogue share, or two entries of one menu (A3)."""
    texts = [
        label.text() for label in window.findChildren(QLabel) if label.buddy() and label.isVisibleTo(window)
    ]
    texts += [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window) and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for bar in window.findChildren(QMenuBar):
        texts += [action.text() for action in bar.actions() if action.isVisible()]
    found = _twice(texts, "window")
    for menu in window.findChildren(QMenu):
        found += _twice([action.text() for action in menu.actions() if action.isVisible()], menu.title())
    return found


def _twice(texts: list[str], where: str) -> list[str]:
    letters = Counter(letter for text in texts if (letter := mnemonic_of(text)))
    return [f"Alt+{letter} twice in {where}" for letter, n in letters.items() if n > 1]


def unreachable_actions(window: QWidget) -> list[str]:
    """Actions of the window that are in no menu of its bar and have no shortcut (A4)."""
    in_menus: set[QAction] = set()

    def collect(menu: QMenu) -> None:
        for action in menu.actions():
            in_menus.add(action)
            if isinstance(sub := action.menu(), QMenu):
                collect(sub)

    for bar in window.findChildren(QMenuBar):
        for action in bar.actions():
            if isinstance(menu := action.menu(), QMenu):
                collect(menu)
    return [
        action.text()
        for action in window.actions()
        if action.isEnabled() and action not in in_menus and action.shortcut().isEmpty()
    ]


def small_targets(window: QWidget, least: int = 24) -> list[str]:
    """Shown buttons less than 24 px high or wide (A11)."""
    return [
        f"« {button.text() or button.accessibleName()} » {button.width()} x {button.height()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window)
        and button.objectName() != "qt_tabwidget"
        and not isinstance(button.parentWidget(), QAbstractItemView | QLineEdit | QTabBar)
        and min(button.width(), button.height()) < least
    ]


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """An interface and all under it."""
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from walk(child)


def check_window(window: QWidget) -> None:
    """Assert all of the above for a window that is shown and active."""
    faults = {
        "without a name": unnamed(window),
        "told alike": ambiguous(window),
        "icons without words": untold_images(window),
        "not reached by Tab": missed_by_tab(window),
        "mnemonics": colliding_mnemonics(window),
        "not reachable by keyboard": unreachable_actions(window),
        "too small": small_targets(window),
    }
    if met := [f"{fault}: {', '.join(found)}" for fault, found in faults.items() if found]:
        raise AssertionError("\n".join(met))


def escape_closes(dialog: QDialog) -> bool:
    """Whether Échap closes a dialogue in which nothing was typed (A3)."""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    return not dialog.isVisible()
