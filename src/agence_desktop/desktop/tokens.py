"""The design tokens: colours by name for the light and dark looks, type scale and heights in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Scheme(StrEnum):
    """The look that is shown."""

    LIGHT = "clair"
    DARK = "sombre"
    CONTRAST = "contraste"


LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "window": "#F1F4F7",
        "surface": "#FFFFFF",
        "rail": "#E7ECF1",
        "header": "#ECF0F4",
        "line": "#D3DAE1",
        "outline": "#7B8691",
        "text": "#1A1F25",
        "secondary": "#4B5661",
        "disabled": "#88929C",
        "accent": "#095797",
        "accent_hover": "#0A4A80",
        "accent_pressed": "#073A65",
        "on_accent": "#FFFFFF",
        "selection": "#E2EDF7",
        "hover": "#EAF1F8",
        "block": "#D2E4F3",
        "ok": "#1B6B3A",
        "ok_ground": "#E1F1E6",
        "warning": "#855000",
        "warning_ground": "#FFF1D3",
        "danger": "#B0241C",
        "danger_ground": "#FBE5E3",
        "closed": "#E4E8ED",
        "hatch": "#74808C",
        "done": "#E3E7EB",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "window": "#1A1E23",
        "surface": "#252B32",
        "rail": "#15181C",
        "header": "#2E353E",
        "line": "#39424C",
        "outline": "#7E8A96",
        "text": "#E8ECF0",
        "secondary": "#B3BDC7",
        "disabled": "#78838E",
        "accent": "#7FBCEC",
        "accent_hover": "#9CCDF4",
        "accent_pressed": "#63A9DE",
        "on_accent": "#06233B",
        "selection": "#1D3A53",
        "hover": "#2B3844",
        "block": "#22486A",
        "ok": "#7FCF9B",
        "ok_ground": "#1B3B28",
        "warning": "#F1C06B",
        "warning_ground": "#43351A",
        "danger": "#FF9C92",
        "danger_ground": "#4C2623",
        "closed": "#16191D",
        "hatch": "#7E8A96",
        "done": "#343C45",
    }
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "surface"),
    ("text", "window"),
    ("text", "rail"),
    ("text", "header"),
    ("text", "selection"),
    ("text", "hover"),
    ("text", "block"),
    ("text", "done"),
    ("text", "closed"),
    ("secondary", "surface"),
    ("secondary", "window"),
    ("secondary", "rail"),
    ("secondary", "header"),
    ("secondary", "selection"),
    ("secondary", "hover"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("ok", "ok_ground"),
    ("warning", "warning_ground"),
    ("danger", "danger_ground"),
    ("ok", "surface"),
    ("warning", "surface"),
    ("danger", "surface"),
    ("danger", "window"),
)
"""Ink and ground that are used together for words: contrast 4.5 at least."""

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    ("outline", "surface"),
    ("outline", "window"),
    ("hatch", "surface"),
    ("hatch", "closed"),
    ("accent", "rail"),
    ("danger", "block"),
)
"""Ink and ground of outlines, patterns and icons: contrast 3 at least."""


class TypeStep(NamedTuple):
    """One step of the type scale, in pixels at 100 %."""

    pixels: int
    line: int
    semibold: bool = False


class Type(StrEnum):
    """The roles of text."""

    PLACE = "lieu"
    RECORD = "dossier"
    PANEL = "panneau"
    SUBJECT = "sujet"
    BODY = "texte"
    HELP = "aide"


TYPE_SCALE: Mapping[Type, TypeStep] = MappingProxyType(
    {
        Type.PLACE: TypeStep(22, 28, True),
        Type.RECORD: TypeStep(18, 24, True),
        Type.PANEL: TypeStep(15, 20, True),
        Type.SUBJECT: TypeStep(13, 18, True),
        Type.BODY: TypeStep(13, 18),
        Type.HELP: TypeStep(12, 16),
    }
)

SPACING = (4, 8, 12, 16, 24, 32)


class Height:
    """Heights in pixels at 100 %; ``theme.scaled`` follows the size of the font."""

    MENU = 28
    TOOL_BAR = 44
    TABS = 36
    PANEL_HEADER = 36
    FIELD = 32
    FIELD_COMPACT = 28
    BUTTON = 32
    BUTTON_COMPACT = 28
    BUTTON_SMALL = 24
    ROW = 32
    ROW_COMPACT = 28
    ROW_TWO_LINES = 46
    PLANNING_ROW = 40
    MEMBER_ROW = 56
    GROUP = 26
    STATUS_BAR = 28
    RADIUS = 4


class Tokens(NamedTuple):
    """The colours of one look by name; ``scheme`` says which."""

    scheme: Scheme
    values: Mapping[str, str]

    def color(self, name: str) -> QColor:
        """A fresh colour; KeyError for a name that is no token."""
        return QColor(self.values[name])

    def hex(self, name: str) -> str:
        """The colour as ``#RRGGBB``, for style sheets and SVG."""
        return self.values[name]

    @property
    def tinted(self) -> bool:
        """Whether our own colours may be used: in high contrast they may not."""
        return self.scheme is not Scheme.CONTRAST


LIGHT_TOKENS = Tokens(Scheme.LIGHT, LIGHT)
DARK_TOKENS = Tokens(Scheme.DARK, DARK)


def contrast_tokens(palette: QPalette) -> Tokens:
    """Every token taken from the system's own palette: text on ground, its highlight for what is chosen."""
    group = QPalette.ColorGroup.Active

    def role(which: QPalette.ColorRole) -> str:
        return palette.color(group, which).name()

    text, ground = role(QPalette.ColorRole.WindowText), role(QPalette.ColorRole.Window)
    highlight, on_highlight = role(QPalette.ColorRole.Highlight), role(QPalette.ColorRole.HighlightedText)
    values = dict.fromkeys(LIGHT, text)
    for name in ("window", "surface", "rail", "header", "hover", "selection", "block", "closed", "done"):
        values[name] = ground
    for name in ("ok_ground", "warning_ground", "danger_ground"):
        values[name] = ground
    for name in ("accent", "accent_hover", "accent_pressed"):
        values[name] = highlight
    values["on_accent"] = on_highlight
    values["disabled"] = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name()
    return Tokens(Scheme.CONTRAST, MappingProxyType(values))
