"""The commands of dev.py prepare a bare machine once, and say what it lacks."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
ECHO = 'import os, sys\nprint("started", *sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"))\n'


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare_house(tmp_path: Path) -> Path:
    """A clone with an empty lock, and a program that tells how it was started."""
    shutil.copy(ROOT / "dev.py", tmp_path)
    (tmp_path / "requirements.lock").touch()
    program = tmp_path / "src" / "agence_desktop" / "__main__.py"
    program.parent.mkdir(parents=True)
    program.write_text(ECHO, encoding="utf-8")
    return tmp_path


def start(house: Path, *arguments: str) -> str:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, str(house / "dev.py"), *arguments],
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_that_a_lock_is_installed_once_and_again_when_it_changes(bare_house: Path) -> None:
    platform = "offscreen" if sys.platform.startswith("linux") else "None"
    first = start(bare_house, "demo", "--base", "essai")
    assert "Création de l’environnement" in first
    assert first.endswith(f"started --demo --base essai {platform}\n")
    assert "Installation" not in start(bare_house, "demo")
    (bare_house / "requirements.lock").write_text("# new\n", encoding="utf-8")
    third = start(bare_house, "demo")
    assert "Installation" in third
    assert "Création" not in third


def test_that_an_unknown_command_is_answered_with_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "danse"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "python3 dev.py test" in done.stderr


def test_that_missing_packages_are_named_to_who_may_not_install_them(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(dev.SetupError, match="apt-get install --yes --no-install-recommends libegl1 libgl1"):
        dev.apt_install(["libegl1", "libgl1"], "Il manque des bibliothèques.")


def test_that_the_interpreter_stands_where_each_system_puts_it(dev: ModuleType) -> None:
    assert Path(dev.python(Path("x"), windows=True)) == Path("x/Scripts/python.exe")
    assert Path(dev.python(Path("x"), windows=False)) == Path("x/bin/python")


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_that_linux_needs_a_display_to_show_windows(
    dev: ModuleType, environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert dev.has_screen(environment, platform) is expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is of Debian")
def test_that_tests_run_without_a_screen_reader_where_none_can_be_installed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(packages: list[str], why: str) -> None:
        raise dev.SetupError(f"{why} {packages}")

    monkeypatch.setattr(dev, "READER_FILES", {"/nowhere/Xvfb": "xvfb"})
    monkeypatch.setattr(dev, "missing_packages", lambda _libraries: ["libxcb-cursor0"])
    monkeypatch.setattr(dev, "apt_install", refuse)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.prepare_reader()
    told = capsys.readouterr().out
    assert "['libxcb-cursor0', 'xvfb']" in told
    assert "omis" in told


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder in memory is Linux's")
def test_that_tests_write_into_memory_where_there_is_plenty(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "MEMORY_NEEDED", 1)
    with dev.scratch({"LANG": "C"}, tmp_path) as environment:
        folder = Path(environment["TMPDIR"])
        assert (folder.parent, environment["LANG"]) == (tmp_path, "C")
    assert not folder.exists()
    with dev.scratch({"TMPDIR": "chosen"}, tmp_path) as environment:
        assert environment == {"TMPDIR": "chosen"}
    monkeypatch.setattr(dev, "MEMORY_NEEDED", 1 << 62)
    for disk in (tmp_path, tmp_path / "absent"):
        with dev.scratch({}, disk) as environment:
            assert environment == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Git's place is made up by a script of the shell")
def test_that_windows_finds_the_library_of_the_server_beside_git(dev: ModuleType, tmp_path: Path) -> None:
    inside = tmp_path / "Git" / "mingw64" / "libexec" / "git-core"
    (tmp_path / "cmd").mkdir()
    git = tmp_path / "cmd" / "git"
    git.write_text(f"#!/bin/sh\necho '{inside}'\n")
    git.chmod(0o755)
    environment = {"PATH": str(git.parent)}
    assert dev.git_libraries(environment, "win32") == {}
    libraries = tmp_path / "Git" / "mingw64" / "bin"
    libraries.mkdir(parents=True)
    # Everything else is found first.
    assert dev.git_libraries(environment, "win32") == {"PATH": f"{git.parent}{os.pathsep}{libraries}"}
    assert dev.git_libraries(environment, "linux") == {}
    assert dev.git_libraries({"PATH": str(tmp_path)}, "win32") == {}
