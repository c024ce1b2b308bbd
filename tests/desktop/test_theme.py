"""One look everywhere, that follows the system."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from agence_desktop.desktop import theme
from agence_desktop.desktop.shell.rail import Rail, RailEntry
from agence_desktop.desktop.style_sheet import style_sheet
from agence_desktop.desktop.theme import Appearance, Theme, palette_of
from agence_desktop.desktop.tokens import DARK_TOKENS, LIGHT_TOKENS, Scheme, Tokens, Type, contrast_tokens
from agence_desktop.desktop.widgets.labels import Label


def test_that_no_rule_names_a_font_size() -> None:
    for look in (LIGHT_TOKENS, DARK_TOKENS):
        assert "font-size" not in style_sheet(look, {})
        assert "font:" not in style_sheet(look, {})


@pytest.mark.parametrize("look", [LIGHT_TOKENS, DARK_TOKENS], ids=lambda look: str(look.scheme))
def test_that_the_palette_is_made_from_the_tokens(look: Tokens) -> None:
    palette = palette_of(look)
    assert palette.color(QPalette.ColorRole.Window) == look.color("window")
    assert palette.color(QPalette.ColorRole.Highlight) == look.color("accent")
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == look.color("disabled")


def test_that_the_look_chosen_is_in_force(look: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.set_appearance(Appearance.DARK)
    assert theme.tokens().scheme is Scheme.DARK
    look.set_appearance(Appearance.LIGHT)
    assert theme.tokens().scheme is Scheme.LIGHT


def test_that_high_contrast_takes_the_palette_of_the_system(look: Theme, qapp: QApplication) -> None:
    asked = [True]
    other = Theme(qapp, Appearance.DARK, lambda: asked[0])
    try:
        shown = theme.tokens()
        system = qapp.palette()
        assert shown.scheme is Scheme.CONTRAST
        assert not shown.tinted
        assert shown.hex("text") == system.color(QPalette.ColorRole.WindowText).name()
        assert set(shown.values) == set(LIGHT_TOKENS.values)
        assert not any(look.hex("accent") in qapp.styleSheet() for look in (LIGHT_TOKENS, DARK_TOKENS))
    finally:
        asked[0] = False
        other.apply()
        other.deleteLater()
        look.set_appearance(Appearance.DARK)
        look.set_appearance(Appearance.LIGHT)


def test_that_in_high_contrast_nothing_is_told_by_a_tint() -> None:
    shown = contrast_tokens(palette_of(LIGHT_TOKENS))
    assert shown.hex("ok") == shown.hex("danger") == shown.hex("text")


@pytest.mark.usefixtures("large")
def test_that_the_type_scale_follows_a_larger_font(qtbot: QtBot) -> None:
    assert theme.font(Type.BODY).pixelSize() == 26
    assert theme.font(Type.PLACE).pixelSize() == 44
    assert theme.scaled(32) == 64
    label = Label("Ma journée", Type.PLACE)
    qtbot.addWidget(label)
    assert label.font().pixelSize() == 44


def test_that_labels_and_rails_on_the_screen_follow_a_larger_font(
    request: pytest.FixtureRequest, qtbot: QtBot, look: Theme
) -> None:
    assert look is not None
    label, rail = Label("Ma journée", Type.PLACE), Rail()
    rail.set_entries([RailEntry("a", "Accueil", "home-outline")])
    for widget in (label, rail):
        qtbot.addWidget(widget)
        widget.show()
    width = rail.width()
    request.getfixturevalue("large")
    assert label.font().pixelSize() == 44
    assert rail.width() == 2 * width


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_that_boxes_and_rounds_follow_a_larger_font(
    request: pytest.FixtureRequest, qtbot: QtBot, kind: type[QCheckBox | QRadioButton]
) -> None:
    def side(*, checked: bool) -> int:
        button = kind("Rappel")
        qtbot.addWidget(button)
        button.setChecked(checked)
        button.ensurePolished()
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        if kind is QRadioButton:
            part = QStyle.SubElement.SE_RadioButtonIndicator
        return button.style().subElementRect(part, option, button).width()

    request.getfixturevalue("look")
    before = side(checked=False)
    request.getfixturevalue("large")
    assert side(checked=False) == side(checked=True)
    assert side(checked=False) >= 1.8 * before


def test_that_figures_are_tabular(look: Theme) -> None:
    assert look is not None
    metrics = Label("").fontMetrics()
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
