"""The look: palette, fonts and one small style sheet made from the tokens; follows the system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from agence_desktop.core.appearance import Theme as Appearance
from agence_desktop.desktop.style_sheet import style_sheet, write_marks
from agence_desktop.desktop.tokens import (
    DARK_TOKENS,
    LIGHT_TOKENS,
    TYPE_SCALE,
    Scheme,
    Tokens,
    Type,
    contrast_tokens,
)

__all__ = [
    "Appearance",
    "Theme",
    "font",
    "install_font",
    "palette_of",
    "scaled",
    "tokens",
]

BODY_PIXELS = TYPE_SCALE[Type.BODY].pixels


class _Current:
    """The tokens now in force; light until a theme is applied."""

    tokens: Tokens = LIGHT_TOKENS


def tokens() -> Tokens:
    """The tokens now in force; painting code asks at each paint, a change repaints every widget."""
    return _Current.tokens


def scaled(pixels: int) -> int:
    """A length of the tokens, enlarged as the font of the application is."""
    size = QApplication.font().pixelSize()
    return pixels if size <= 0 else round(pixels * size / BODY_PIXELS)


def font(role: Type = Type.BODY) -> QFont:
    """The font of a step of the type scale, relative to the font of the application, with tabular figures."""
    step = TYPE_SCALE[role]
    made = QFont(QApplication.font())
    base = made.pixelSize() if made.pixelSize() > 0 else BODY_PIXELS
    made.setPixelSize(max(1, round(step.pixels * base / BODY_PIXELS)))
    made.setWeight(QFont.Weight.DemiBold if step.semibold else QFont.Weight.Normal)
    return made


def palette_of(look: Tokens) -> QPalette:
    """Fusion's palette from the tokens."""
    role, palette = QPalette.ColorRole, QPalette()
    named = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "header",
        role.Text: "text",
        role.PlaceholderText: "secondary",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Light: "surface",
        role.Midlight: "header",
        role.Mid: "line",
        role.Dark: "outline",
        role.Shadow: "outline",
    }
    for which, name in named.items():
        palette.setColor(which, look.color(name))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, look.color("disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, look.color("window"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, look.color("line"))
    return palette


def install_font(app: QApplication, fonts: Path | None, scale: float = 1.0) -> str:
    """Set the application font: Segoe UI where it exists, otherwise Open Sans from ``fonts``; its family."""
    families = set(QFontDatabase.families())
    family = next((name for name in ("Segoe UI Variable Text", "Segoe UI") if name in families), "Open Sans")
    if family == "Open Sans" and fonts is not None:
        for path in sorted(fonts.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
    made = QFont(family)
    made.setPixelSize(round(BODY_PIXELS * scale))
    made.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(made)
    return family


class Theme(QObject):
    """Applies the tokens to the application and follows the system and the size of the font.

    ``changed`` says they are others.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance = Appearance.SYSTEM,
        contrast: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        # Kept: PySide loses the second object as soon as nothing refers to the first.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._contrast = contrast or self._high_contrast
        self._marks = QTemporaryDir()
        self._applied: tuple[Scheme, float] | None = None
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._system_changed)
        app.fontChanged.connect(self._system_changed)
        self.apply()

    @property
    def appearance(self) -> Appearance:
        """What was asked for."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Show the system's look, or always the light or dark one."""
        self._appearance = appearance
        wanted = {
            Appearance.SYSTEM: Qt.ColorScheme.Unknown,
            Appearance.LIGHT: Qt.ColorScheme.Light,
            Appearance.DARK: Qt.ColorScheme.Dark,
        }
        # The title bar and native dialogues follow as well where the platform can.
        self._hints.setColorScheme(wanted[appearance])
        self.apply()

    def scheme(self) -> Scheme:
        """The look that the wish and the system give together."""
        if self._contrast():
            return Scheme.CONTRAST
        if self._appearance is Appearance.SYSTEM:
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._appearance is Appearance.DARK
        return Scheme.DARK if dark else Scheme.LIGHT

    def apply(self) -> None:
        """Put the look in force; does nothing when it already is."""
        scheme, scale = self.scheme(), font().pixelSize() / BODY_PIXELS
        if (scheme, scale) == self._applied and scheme is not Scheme.CONTRAST:
            return
        former, self._applied = self._applied, (scheme, scale)
        if scheme is Scheme.CONTRAST:
            self._app.setPalette(QPalette())
            look = contrast_tokens(self._app.palette())
        else:
            look = DARK_TOKENS if scheme is Scheme.DARK else LIGHT_TOKENS
            self._app.setPalette(palette_of(look))
        _Current.tokens = look
        marks = write_marks(Path(self._marks.path()), look) if self._marks.isValid() else {}
        self._app.setStyleSheet(style_sheet(look, marks, scale))
        if former is not None and former[1] != scale:
            self._tell_font()
        self.changed.emit()

    def _tell_font(self) -> None:
        """Qt tells the application alone of another font: widgets of ours that follow it are told here."""
        for widget in self._app.allWidgets():
            if not type(widget).__module__.startswith("PySide6"):
                widget.changeEvent(QEvent(QEvent.Type.ApplicationFontChange))

    def _high_contrast(self) -> bool:
        return bool(self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast)

    def _system_changed(self) -> None:
        self.apply()
