"""Settings are typed, documented, told when wrong, and never half written."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from agence_desktop.core.errors import InputError
from agence_desktop.core.settings import (
    FILE_NAME,
    REGISTRY,
    Settings,
    Theme,
    read_settings,
    write_settings,
)


def _file(folder: Path, text: str) -> Path:
    (folder / FILE_NAME).write_text(text, "utf-8")
    return folder


def test_that_an_absent_file_gives_the_usual_week(tmp_path: Path) -> None:
    loaded = read_settings(tmp_path, {})
    assert loaded.settings == Settings(None, Theme.SYSTEM, Decimal(7), Decimal(35))
    assert loaded.unknown == ()


def test_that_the_registry_documents_every_setting() -> None:
    assert [setting.key for setting in REGISTRY] == [field.name for field in fields(Settings)]
    assert all(setting.purpose and setting.accepts for setting in REGISTRY)


def test_that_a_file_is_read_exactly(tmp_path: Path) -> None:
    folder = _file(tmp_path, 'base = "C:\\\\agence.db"\ntheme = "dark"\nhours_per_day = 7.25\n')
    assert read_settings(folder, {}).settings == Settings("C:\\agence.db", Theme.DARK, Decimal("7.25"))


def test_that_the_environment_wins_for_the_database(tmp_path: Path) -> None:
    folder = _file(tmp_path, 'base = "a.db"')
    assert read_settings(folder, {"AGENCE_BASE": "postgresql://serveur/agence"}).settings.base == (
        "postgresql://serveur/agence"
    )
    assert read_settings(folder, {"AGENCE_BASE": "  "}).settings.base == "a.db"


def test_that_unknown_keys_are_listed(tmp_path: Path) -> None:
    folder = _file(tmp_path, 'zoom = 2\ntheme = "light"\n[couleurs]\naccent = "bleu"\n')
    loaded = read_settings(folder, {})
    assert loaded.unknown == ("couleurs", "zoom")
    assert loaded.settings.theme is Theme.LIGHT


@pytest.mark.parametrize(
    "line",
    [
        'theme = "rose"',
        "theme = 3",
        "base = 3",
        'base = " "',
        'hours_per_day = "7"',
        "hours_per_day = 0",
        "hours_per_day = 25",
        "hours_per_day = true",
        "hours_per_day = nan",
        "hours_per_week = inf",
        "hours_per_week = 169",
        'keep_password = "oui"',
        "keep_password = 1",
    ],
)
def test_that_a_wrong_value_is_told_with_what_is_accepted(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(_file(tmp_path, line), {})
    key = line.partition(" ")[0]
    assert caught.value.code == "bad_setting"
    assert key in caught.value.sentence
    assert next(setting.accepts for setting in REGISTRY if setting.key == key) in caught.value.sentence


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe"])
def test_that_a_damaged_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path, {})
    assert caught.value.code == "bad_settings"
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_that_a_damaged_line_is_told_by_its_number_and_in_french(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('theme = "dark"\nbase\n', "utf-8")
    with pytest.raises(InputError, match=r"ne peut pas être lu \(ligne\u00a02\)\. Corrigez-le"):
        read_settings(tmp_path, {})


def test_that_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(InputError, match=r"ne peut pas être lu\. Corrigez-le") as caught:
        read_settings(tmp_path, {})
    assert caught.value.code == "bad_settings"


@examples(max_examples=50)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip).filter(lambda t: t and "://" not in t),
    st.sampled_from(Theme),
    st.decimals(Decimal("0.25"), Decimal(24), places=2),
)
def test_that_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, base: str, theme: Theme, hours: Decimal
) -> None:
    folder = tmp_path_factory.mktemp("config") / "absent"
    settings = Settings(base, theme, hours)
    write_settings(folder, settings)
    assert read_settings(folder, {}).settings == settings
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_that_defaults_are_not_written(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(theme=Theme.DARK))
    text = (tmp_path / FILE_NAME).read_text("utf-8")
    assert (
        text == '# Couleurs de la fenêtre\u00a0: un de ces mots\u00a0: system, light, dark\ntheme = "dark"\n'
    )


@pytest.mark.parametrize(
    "base",
    ["postgresql://moi:Secret1@serveur/agence", "postgresql://serveur/agence?user=moi&password=Secret1"],
)
def test_that_a_password_is_never_written(tmp_path: Path, base: str) -> None:
    with pytest.raises(InputError) as caught:
        write_settings(tmp_path, Settings(base))
    assert caught.value.code == "secret_in_settings"
    assert "Secret1" not in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_that_a_failed_writing_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings(tmp_path, Settings(theme=Theme.DARK))

    def refuse(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="no space left"):
        write_settings(tmp_path, Settings(theme=Theme.LIGHT))
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert read_settings(tmp_path, {}).settings.theme is Theme.DARK
