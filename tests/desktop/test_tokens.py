"""The colours keep their contrast in every look."""

from __future__ import annotations

import pytest

from agence_desktop.desktop.tokens import (
    DARK_TOKENS,
    GRAPHIC_PAIRS,
    LIGHT_TOKENS,
    TEXT_PAIRS,
    TYPE_SCALE,
    Tokens,
)


def luminance(color: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.1)."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1)."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT_TOKENS, DARK_TOKENS], ids=lambda look: str(look.scheme))
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_that_words_reach_a_contrast_of_four_and_a_half(look: Tokens, ink: str, ground: str) -> None:
    assert contrast(look.hex(ink), look.hex(ground)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT_TOKENS, DARK_TOKENS], ids=lambda look: str(look.scheme))
@pytest.mark.parametrize(("ink", "ground"), GRAPHIC_PAIRS)
def test_that_outlines_and_patterns_reach_a_contrast_of_three(look: Tokens, ink: str, ground: str) -> None:
    assert contrast(look.hex(ink), look.hex(ground)) >= 3


def test_that_both_looks_name_the_same_tokens() -> None:
    assert set(LIGHT_TOKENS.values) == set(DARK_TOKENS.values)


def test_that_no_text_is_under_twelve_pixels() -> None:
    assert min(step.pixels for step in TYPE_SCALE.values()) >= 12
