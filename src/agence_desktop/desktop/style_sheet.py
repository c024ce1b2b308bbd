"""The one style sheet, made from the tokens: outlines, focus, buttons and headers the palette cannot give."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from agence_desktop.desktop.tokens import Tokens

# The marks of controls must be files for a style sheet; drawn here because they take the colours of the look.
_MARKS: Mapping[str, tuple[str, str, float]] = {
    "down": ("secondary", "M4 6.5 8 10.5 12 6.5", 1.8),
    "up": ("secondary", "M4 9.5 8 5.5 12 9.5", 1.8),
    "check": ("on_accent", "M3.5 8.5 6.5 11.5 12.5 4.5", 1.8),
    "dash": ("on_accent", "M4 8 12 8", 1.8),
    "dot": ("on_accent", "M8 8 8 8.01", 7),
}
_SVG = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
    '<path d="$path" fill="none" stroke="$color" stroke-width="$width" stroke-linecap="round"/></svg>'
)


def write_marks(folder: Path, look: Tokens) -> dict[str, str]:
    """Write the arrows and ticks of the controls in the colours of the look; name → path for ``url()``."""
    written: dict[str, str] = {}
    for name, (color, path, width) in _MARKS.items():
        target = folder / f"{name}-{look.scheme}.svg"
        target.write_text(_SVG.substitute(path=path, color=look.hex(color), width=width), encoding="utf-8")
        written[name] = target.as_posix()
    return written


# No rule names a font size: that would stop the whole window from following a larger font.
_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $outline; padding: 4px 8px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $outline; border-radius: 4px; padding: 1px 7px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 28px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $secondary; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 0px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
  QAbstractSpinBox:disabled {
  background: $window; color: $disabled; border-color: $line; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $window; }
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], QComboBox[faulty="true"],
  QAbstractSpinBox[faulty="true"] {
  border: 2px solid $danger; padding: 0px 6px; }
QLineEdit[faulty="true"]:focus, QPlainTextEdit[faulty="true"]:focus, QComboBox[faulty="true"]:focus,
QAbstractSpinBox[faulty="true"]:focus { background: $danger_ground; }
QLineEdit[remarked="true"] { border-color: $warning; }
QLineEdit[cell="true"] { min-height: 0px; border: 2px solid $accent; border-radius: 0px; padding: 0px 4px; }
*[compact="true"] { min-height: 24px; }
QComboBox::drop-down { border: 0; width: ${px24}px; }
QComboBox::down-arrow { image: url($down); width: ${px16}px; height: ${px16}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: ${px20}px; }
QAbstractSpinBox::up-arrow { image: url($up); width: ${px12}px; height: ${px12}px; }
QAbstractSpinBox::down-arrow { image: url($down); width: ${px12}px; height: ${px12}px; }
QPushButton {
  background: $surface; color: $text; border: 1px solid $outline; border-radius: 4px;
  padding: 1px 12px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0px 11px; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $window; }
QPushButton[compact="true"] { min-height: 24px; }
QPushButton[small="true"] { min-height: 20px; padding: 1px 8px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $window; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="menu"] { padding: 1px 8px; text-align: left; }
QPushButton[kind="menu"]:focus { border: 2px solid $accent; padding: 0px 7px; }
QPushButton[kind="icon"] { padding: 1px 5px; }
QPushButton[kind="icon"]:focus { border: 2px solid $accent; padding: 0px 4px; }
QPushButton[kind="link"] { border: 1px solid transparent; background: transparent; color: $accent;
  text-decoration: underline; padding: 1px 4px; text-align: left; min-height: 22px; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0px 3px; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px;
  color: $text; }
QToolButton:hover { background: $hover; border-color: $line; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }
QToolButton:disabled { color: $disabled; }
QCheckBox, QRadioButton { spacing: ${px8}px; min-height: 24px; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: ${px16}px; height: ${px16}px; border: 1px solid $outline; border-radius: ${px3}px;
  background: $surface; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url($dash); }
QRadioButton::indicator { width: ${round}px; height: ${round}px; border: 1px solid $outline;
  border-radius: ${px8}px; background: $surface; }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($dot); }
QTableCornerButton::section { background: $header; border: 0; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox:focus, QRadioButton:focus { outline: none; color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QMenuBar { background: $rail; border: 0; padding: 1px 8px; }
QMenuBar::item { background: transparent; color: $text; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $outline; padding: 4px; }
QMenu::item { color: $text; padding: 5px 28px 5px 28px; border-radius: 3px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }
QHeaderView { background: $header; border: 0; }
QHeaderView::section { background: $header; color: $text; border: 0; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 2px 8px; min-height: 26px; font-weight: 600; }
QAbstractItemView { background: $surface; border: 1px solid $line; gridline-color: $line;
  selection-background-color: $selection; selection-color: $text; alternate-background-color: $surface;
  outline: 0; }
QAbstractItemView:focus { border-color: $accent; }
QAbstractItemView[framed="false"] { border: 0; }
#qt_calendar_navigationbar { background: $header; }
#qt_calendar_calendarview { border: 0; }
QTabBar { background: $rail; }
QTabBar::tab { background: transparent; color: $text; padding: 0 16px; min-height: 34px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { background: $hover; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $rail; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QProgressBar { border: 1px solid $outline; border-radius: 3px; background: $surface; text-align: center;
  max-height: 6px; }
QProgressBar::chunk { background: $accent; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
*[surface="panel"] { background: $surface; border: 1px solid $line; border-radius: 4px; }
*[surface="card"] { background: $surface; border: 0; border-left: 1px solid $line; }
*[surface="plain"] { background: $surface; }
*[surface="foot"] { background: $window; border: 0; border-top: 1px solid $line; }
*[surface="note"] { background: $selection; border: 1px solid $accent; border-left: 4px solid $accent;
  border-radius: 3px; }
*[surface="remark"] { background: $warning_ground; border: 1px solid $warning;
  border-left: 4px solid $warning; border-radius: 3px; }
*[surface="rail"] { background: $rail; }
*[surface="bar"] { background: $window; }
*[surface="header"] { background: $header; }
*[surface="tools"] { background: $window; border: 0; border-bottom: 1px solid $line; }
*[surface="separator"] { background: $line; border: 0; margin: 4px 6px; }
*[surface="rule"] { background: $line; border: 0; margin: 4px 0; }
*[surface="bubble"] { background: $header; border: 1px solid $line; border-radius: 9px; padding: 0px 7px; }
*[surface="key"] { background: $header; border: 1px solid $line; border-radius: 3px; padding: 0px 4px; }
QLabel { background: transparent; }
QLabel[ink="secondary"] { color: $secondary; }
QLabel[ink="danger"] { color: $danger; }
QLabel[ink="ok"] { color: $ok; }
QLabel[ink="warning"] { color: $warning; }
QLabel[ink="accent"] { color: $accent; }
""")

# In high contrast the system's palette draws everything; only sizes remain ours.
_CONTRAST_SHEET = """
QLineEdit, QComboBox, QAbstractSpinBox, QPushButton { min-height: 28px; }
QTabBar::tab { padding: 0 16px; min-height: 34px; }
"""


def style_sheet(look: Tokens, marks: Mapping[str, str], scale: float = 1.0) -> str:
    """The style sheet of a look; ``marks`` are the files of ``write_marks``.

    Boxes, rounds and arrows are ``scale`` times as large as the tokens say: no length of a rule follows the
    font well.
    """
    if not look.tinted:
        return _CONTRAST_SHEET
    named = {"down": "", "up": "", "check": "", "dash": "", "dot": "", **marks}
    lengths = {f"px{pixels}": round(pixels * scale) for pixels in (3, 8, 12, 16, 20, 24)}
    lengths["round"] = lengths["px16"] - 2
    return _SHEET.substitute(named, **lengths, **look.values)
