"""Icons of one family from ``resources/icons``, tinted with a token, sharp on every screen,
kept once drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop import theme

_NAME, _INK, _SIZE = "icon_name", "icon_ink", "icon_size"


@lru_cache(maxsize=512)
def _source(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _renderer(name: str, color: str) -> QSvgRenderer:
    tinted = _source(name).replace(b"<path ", f'<path fill="{color}" '.encode())
    return QSvgRenderer(QByteArray(tinted))


def paint(painter: QPainter, area: QRectF, name: str, color: QColor) -> None:
    """Draw an icon as vectors into a square area, for calendars and paper; FileNotFoundError when unknown."""
    _renderer(name, color.name()).render(painter, area)


@lru_cache(maxsize=2048)
def _pixmap(name: str, size: int, color: str, ratio: float) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, color).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def pixmap(name: str, size: int = 20, ink: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon drawn ``size`` logical pixels wide with the colour of a token."""
    return _pixmap(name, size, theme.tokens().hex(ink), ratio)


@lru_cache(maxsize=512)
def _icon(name: str, size: int, normal: str, disabled: str, selected: str, ratios: frozenset[float]) -> QIcon:
    made = QIcon()
    modes = ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled), (QIcon.Mode.Selected, selected))
    for mode, color in modes:
        for ratio in sorted(ratios):
            made.addPixmap(_pixmap(name, size, color, ratio), mode)
    return made


def icon(name: str, ink: str = "text", size: int = 20) -> QIcon:
    """An icon in the colours now in force, with its disabled and selected variants."""
    look = theme.tokens()
    ratios = frozenset({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
    return _icon(name, size, look.hex(ink), look.hex("disabled"), look.hex(ink), ratios)


def set_icon(target: QAction | QAbstractButton, name: str, ink: str = "text", size: int = 20) -> None:
    """Give an action or button an icon that takes the new colours when the look changes."""
    promise_icon(target, name, ink, size)
    _draw(target, name, ink, size)


def promise_icon(target: QAction | QAbstractButton, name: str, ink: str = "text", size: int = 20) -> None:
    """Note an icon that is drawn when ``show_promised`` first asks for it."""
    target.setProperty(_NAME, name)
    target.setProperty(_INK, ink)
    target.setProperty(_SIZE, size)


def show_promised(targets: Iterable[QAction | QAbstractButton]) -> None:
    """Draw the icons that were promised and not drawn yet."""
    for target in targets:
        if (name := target.property(_NAME)) and target.icon().isNull():
            _draw(target, str(name), str(target.property(_INK)), int(target.property(_SIZE)))


def retint() -> None:
    """Draw again every icon given by ``set_icon``, after a change of look."""
    for window in QApplication.topLevelWidgets():
        holders: list[QObject] = [window, *window.findChildren(QObject)]
        for holder in holders:
            if isinstance(holder, QAction | QAbstractButton) and (name := holder.property(_NAME)):
                _draw(holder, str(name), str(holder.property(_INK)), int(holder.property(_SIZE)))


def _draw(target: QAction | QAbstractButton, name: str, ink: str, size: int) -> None:
    side = theme.scaled(size)
    target.setIcon(icon(name, ink, side))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(side, side))
