"""The button of the program: a sharp picture in every size, and its own name where Python's would show."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from agence_desktop.desktop.taskbar import GROUND, IDENTITY, INK, SIDES, claim_button, picture, program_icon


class Shell:
    """What Windows answers, and what it was asked for."""

    def __init__(self, answer: int | Exception = 0) -> None:
        self.names: list[str] = []
        self._answer = answer

    def SetCurrentProcessExplicitAppUserModelID(self, name: str) -> int:
        self.names.append(name)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def test_that_a_program_run_by_python_has_a_button_of_its_own() -> None:
    shell = Shell()
    assert claim_button(shell, frozen=False)
    assert shell.names == [IDENTITY]


def test_that_an_installed_program_is_known_by_its_file_as_its_shortcuts_are() -> None:
    shell = Shell()
    assert not claim_button(shell, frozen=True)
    assert shell.names == []


@pytest.mark.parametrize("answer", [OSError(5, "denied"), AttributeError("old Windows"), -2147024891])
def test_that_a_refusal_of_windows_stops_nobody(answer: int | Exception) -> None:
    assert not claim_button(Shell(answer), frozen=False)


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere than on Windows")
def test_that_elsewhere_nothing_is_asked() -> None:
    assert not claim_button(frozen=False)


@pytest.mark.usefixtures("qapp")
def test_that_the_icon_is_drawn_for_every_size_and_not_enlarged() -> None:
    sizes = program_icon().availableSizes()
    assert [(size.width(), size.height()) for size in sizes] == [(side, side) for side in SIDES]
    # From 100 to 200 % no size is more than doubled.
    assert all(following <= 2 * side for side, following in pairwise(SIDES))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("side", SIDES)
def test_that_the_picture_is_white_on_blue_with_clear_corners(side: int) -> None:
    drawn = picture(side)
    assert drawn.pixelColor(0, 0).alpha() < 128
    assert drawn.pixelColor(side // 2, 1) == QColor(GROUND)
    found = {drawn.pixelColor(x, y).name() for x in range(side) for y in range(side)}
    assert INK in found or side < 24
