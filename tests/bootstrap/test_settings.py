"""Settings at the start of the window: a damaged file is told and costs nothing, a preset base opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.bootstrap.opening import create_base
from agence_desktop.core.settings import FILE_NAME
from agence_desktop.desktop.theme import Appearance
from agence_desktop.storage.folders import default_base, machine_settings_folder, settings_folder
from support.account import move_account
from support.programs import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    settings_folder().mkdir(parents=True)
    machine_settings_folder().mkdir(parents=True)
    return tmp_path


def test_that_a_damaged_file_is_told_and_the_doors_are_shown_rather_than_another_base(
    qtbot: QtBot, account: Path
) -> None:
    create_base(default_base()).database.close()
    (settings_folder() / FILE_NAME).write_text("base = \n", "utf-8")
    with running(qtbot, account) as program:
        assert "ne peut pas être lu (ligne\u00a01)" in program.wait_for_box().text()
        program.wait_for_doors()
    assert (settings_folder() / FILE_NAME).read_text("utf-8") == "base = \n"


def test_that_the_base_and_the_colours_preset_for_the_computer_are_taken(qtbot: QtBot, account: Path) -> None:
    base = account / "Bureau de Lévis.sqlite"
    create_base(base).database.close()
    preset = f'base = "{base.as_posix()}"\ntheme = "dark"\n'
    (machine_settings_folder() / FILE_NAME).write_text(preset, "utf-8")
    with running(qtbot, account) as program:
        qtbot.waitUntil(lambda: program.window.session.base.label == base.name, timeout=20_000)
        assert program.window.look.appearance is Appearance.DARK
        program.window.look.set_appearance(Appearance.LIGHT)
