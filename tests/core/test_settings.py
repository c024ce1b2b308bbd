"""Settings are typed, documented, told when wrong, and never half written."""

from __future__ import annotations

import os
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from agence_desktop.core.errors import InputError
from agence_desktop.core.settings import (
    FILE_NAME,
    REGISTRY,
    Loaded,
    Origin,
    Settings,
    Sources,
    Theme,
    load_settings,
    read_settings,
    write_settings,
)
from agence_desktop.core.settings.policy import machine_policy, package_preset


def _file(folder: Path, text: str) -> Path:
    (folder / FILE_NAME).write_text(text, "utf-8")
    return folder


def test_that_an_absent_file_gives_the_usual_week(tmp_path: Path) -> None:
    loaded = read_settings(tmp_path, {})
    assert loaded.settings == Settings(None, Theme.SYSTEM, Decimal(7))
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
        "hours_per_day = inf",
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
    [
        "postgresql://moi:Secret1@serveur/agence",
        "postgresql://serveur/agence?user=moi&password=Secret1",
        "postgresql://serveur/agence?user=moi&sslpassword=Secret1",
    ],
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


def _layered(
    tmp_path: Path, policy: dict[str, Any], *, machine: str, environ: str, user: str, package: str = ""
) -> Loaded:
    for name, text in (("machine", machine), ("user", user)):
        (tmp_path / name).mkdir(exist_ok=True)
        _file(tmp_path / name, text)
    variables = {"AGENCE_BASE": environ}
    preset = {"base": package} if package else {}
    return load_settings(
        Sources(tmp_path / "user", tmp_path / "machine", variables, lambda: policy, lambda: preset)
    )


def test_that_policy_wins_over_file_over_package_over_environment_over_person(tmp_path: Path) -> None:
    layers = {"machine": 'base = "m.db"', "package": "i.db", "environ": "e.db", "user": 'base = "u.db"'}
    found = []
    for policy, silent in (
        ({"base": "p.db"}, ()),
        ({}, ()),
        ({}, ("machine",)),
        ({}, ("machine", "package")),
        ({}, ("machine", "package", "environ")),
        ({}, ("machine", "package", "environ", "user")),
    ):
        loaded = _layered(tmp_path, policy, **{**layers, **dict.fromkeys(silent, "")})
        found.append((loaded.settings.base, loaded.origins["base"], loaded.imposed("base")))
    assert found == [
        ("p.db", Origin.POLICY, True),
        ("m.db", Origin.MACHINE, True),
        ("i.db", Origin.INSTALLER, True),
        ("e.db", Origin.ENVIRONMENT, False),
        ("u.db", Origin.USER, False),
        (None, Origin.DEFAULT, False),
    ]


def test_that_each_setting_is_looked_for_by_itself(tmp_path: Path) -> None:
    loaded = _layered(tmp_path, {"keep_password": 0}, machine='theme = "dark"', environ="", user='base = "a"')
    assert loaded.settings == Settings("a", Theme.DARK, keep_password=False)
    assert (loaded.imposed("keep_password"), loaded.imposed("hours_per_day")) == (True, False)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("keep_password", 1, True),
        ("KEEP_Password", 0, False),
        ("theme", "light", Theme.LIGHT),
        ("hours_per_day", "7,25", Decimal("7.25")),
        ("hours_per_day", 8, Decimal(8)),
    ],
)
def test_that_a_policy_is_read_as_windows_writes_it(
    tmp_path: Path, name: str, value: object, read: object
) -> None:
    loaded = load_settings(Sources(tmp_path, policy=lambda: {name: value})).or_fault()
    assert getattr(loaded.settings, name.lower()) == read


@pytest.mark.parametrize(
    ("name", "value"), [("keep_password", 2), ("theme", "rose"), ("hours_per_day", "sept"), ("base", b"x")]
)
def test_that_a_wrong_policy_is_told_and_the_next_source_counts(
    tmp_path: Path, name: str, value: object
) -> None:
    loaded = load_settings(Sources(tmp_path, policy=lambda: {name: value}))
    assert [fault.code for fault in loaded.faults] == ["bad_setting"]
    assert "HKLM" in loaded.faults[0].sentence
    assert loaded.settings == Settings()


def test_that_a_policy_that_cannot_be_read_is_told_and_bars_nothing(tmp_path: Path) -> None:
    def refused() -> dict[str, object]:
        raise PermissionError(13, "denied")

    loaded = load_settings(Sources(_file(tmp_path, 'theme = "dark"'), policy=refused))
    assert loaded.settings.theme is Theme.DARK
    assert [fault.code for fault in loaded.faults] == ["bad_settings"]


def test_that_a_damaged_file_of_the_person_does_not_bar_that_of_the_computer(tmp_path: Path) -> None:
    loaded = _layered(tmp_path, {}, machine='base = "m.db"', environ="", user="base = ")
    assert loaded.settings.base == "m.db"
    assert str(tmp_path / "user" / FILE_NAME) in loaded.faults[0].sentence


def test_that_a_file_of_the_computer_that_a_stranger_wrote_is_told_and_has_no_effect(tmp_path: Path) -> None:
    for name, text in (("machine", 'base = "faux.db"'), ("user", 'base = "u.db"')):
        (tmp_path / name).mkdir()
        _file(tmp_path / name, text)
    asked: list[Path] = []
    sources = Sources(tmp_path / "user", tmp_path / "machine", trusted=lambda path: bool(asked.append(path)))
    loaded = load_settings(sources)
    assert (loaded.settings.base, loaded.imposed("base")) == ("u.db", False)
    assert asked == [tmp_path / "machine" / FILE_NAME]
    assert "n’appartient pas à son administration" in loaded.faults[0].sentence
    assert str(asked[0]) in loaded.faults[0].sentence


def test_that_nobody_is_asked_whose_a_file_is_that_says_nothing(tmp_path: Path) -> None:
    _file(tmp_path, "# rien\n")
    for machine in (tmp_path, tmp_path / "absent"):
        assert load_settings(Sources(tmp_path, machine, trusted=lambda _: False)).faults == ()


def test_that_unknown_keys_tell_where_they_stand(tmp_path: Path) -> None:
    loaded = _layered(tmp_path, {"couleur": "bleu"}, machine="zoom = 2", environ="", user="zoom = 3")
    assert [(stray.origin, stray.key) for stray in loaded.strays] == [
        (Origin.POLICY, "couleur"),
        (Origin.MACHINE, "zoom"),
        (Origin.USER, "zoom"),
    ]
    assert loaded.unknown == ("couleur", "zoom")


def test_that_the_keys_and_remarks_of_a_newer_program_stay_when_settings_are_written(tmp_path: Path) -> None:
    text = '# mon poste\nzoom = 2\nbase = "a.db"\nliste = [\n  1,\n  2,\n]\n[couleurs]\nbase = "bleu"\n'
    write_settings(_file(tmp_path, text), Settings("b.db", Theme.DARK))
    write_settings(tmp_path, Settings("c.db", Theme.DARK))
    loaded = read_settings(tmp_path, {})
    assert loaded.settings == Settings("c.db", Theme.DARK)
    assert loaded.unknown == ("couleurs", "liste", "zoom")
    written = (tmp_path / FILE_NAME).read_text("utf-8")
    assert written.count("c.db") == 1
    assert written.endswith('# mon poste\nzoom = 2\nliste = [\n  1,\n  2,\n]\n[couleurs]\nbase = "bleu"\n')
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("text", ["base = ", 'note = """\nbase = "a"\n"""\n'])
def test_that_a_file_that_cannot_be_carried_over_is_kept_aside(tmp_path: Path, text: str) -> None:
    for name in ("agence-illisible.toml", "agence-illisible-2.toml"):
        write_settings(_file(tmp_path, text), Settings("b.db"))
        assert (tmp_path / name).read_text("utf-8") == text
        assert read_settings(tmp_path, {}).settings.base == "b.db"


class _Key:
    def __enter__(self) -> _Key:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Registry:
    """What Windows answers of one key."""

    HKEY_LOCAL_MACHINE, KEY_READ, KEY_WOW64_64KEY = 1, 2, 4

    def __init__(self, values: dict[str, object] | None, asked: str = r"Software\Policies\Agence") -> None:
        self._values = values
        self._asked = asked

    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int) -> _Key:
        assert (key, sub_key, reserved, access) == (1, self._asked, 0, 6)
        if self._values is None:
            raise FileNotFoundError(2, "no such key")
        return _Key()

    def QueryInfoKey(self, _: object) -> tuple[int, int, int]:
        return 0, len(self._values or {}), 0

    def EnumValue(self, _: object, index: int) -> tuple[str, object, int]:
        return (*list((self._values or {}).items())[index], 1)


def test_that_the_registry_of_the_computer_is_read_whole() -> None:
    values = {"base": "postgresql://serveur/agence", "keep_password": 0}
    assert machine_policy(_Registry(values)) == values
    assert machine_policy(_Registry(None)) == {}


def test_that_of_what_the_package_notes_the_base_alone_is_a_setting() -> None:
    notes = {"Package": "msi", "Menu": "1"}
    assert package_preset(
        _Registry({**notes, "Base": "postgresql://serveur/agence"}, r"Software\Agence")
    ) == {"base": "postgresql://serveur/agence"}
    assert package_preset(_Registry(dict(notes), r"Software\Agence")) == {}
    assert package_preset(_Registry(None, r"Software\Agence")) == {}


def test_that_a_damaged_preset_of_the_package_is_told_by_its_place(tmp_path: Path) -> None:
    loaded = load_settings(Sources(tmp_path, package=lambda: {"base": 7}))
    assert [fault.code for fault in loaded.faults] == ["bad_setting"]
    assert r"HKLM\Software\Agence" in loaded.faults[0].sentence


@pytest.mark.skipif(os.name == "nt", reason="elsewhere than on Windows")
def test_that_a_computer_without_registry_has_no_policy_and_no_preset() -> None:
    assert machine_policy() == {}
    assert package_preset() == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b'base = "C:\\Donnees\\agence.sqlite"',
            r"\(ligne\u00a01; un chemin s’écrit entre apostrophes\)",
        ),
        (
            b'base = "C:\\users\\agence.sqlite"',
            r"\(ligne\u00a01; un chemin s’écrit entre apostrophes\)",
        ),
        ("base = 'C:\\Données\\agence.sqlite'".encode("cp1252"), r"\u00a0: il n’est pas en UTF-8\."),
    ],
)
def test_that_the_usual_mistakes_of_windows_are_told(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(InputError, match=reason):
        read_settings(tmp_path, {})


def test_that_a_wrong_policy_tells_what_the_registry_takes(tmp_path: Path) -> None:
    loaded = load_settings(Sources(tmp_path, policy=lambda: {"keep_password": "false"}))
    assert "Écrivez 1 ou 0 (REG_DWORD)." in loaded.faults[0].sentence
