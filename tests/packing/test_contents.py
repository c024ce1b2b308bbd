"""What goes into the frozen program: what is used stays, what is not goes, the same on every system."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest
from PIL import Image

from agence_desktop import __version__
from test_house import QT_MODULES

ROOT = Path(__file__).resolve().parents[2]


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return loaded("contents")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt6Svg.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qtbase_en.qm",
        "resources/icons/calendar.svg",
        "resources/handbook/02-espaces.md",
        "resources/handbook/images/planning.png",
        "agence_desktop/migrations/versions/0001_storage_and_directory.py",
        "tzdata/zoneinfo/America/Toronto",
        "psycopg_binary.libs/libpq.so.5",
    ],
)
def test_that_what_is_used_stays(contents: ModuleType, name: str) -> None:
    assert contents.is_wanted(name)
    assert contents.is_wanted(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6VirtualKeyboard.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_fr.qm",
        "numpy/tests/data.csv",
    ],
)
def test_that_what_is_not_used_goes(contents: ModuleType, name: str) -> None:
    assert not contents.is_wanted(name)
    assert contents.wanted([(name, "", "BINARY"), ("resources/a.csv", "", "DATA")]) == [
        ("resources/a.csv", "", "DATA")
    ]


def test_that_no_module_of_qt_that_the_program_may_use_is_left_out(contents: ModuleType) -> None:
    installed = contents.qt_modules(Path(PySide6.__file__).parent)
    assert set(contents.QT_USED) == QT_MODULES - {"QtTest"}
    assert set(contents.QT_USED) <= installed
    left_out = contents.unused_qt(installed)
    assert "PySide6.QtQml" in left_out
    assert not {f"PySide6.{name}" for name in contents.QT_USED} & set(left_out)


def test_that_both_starts_read_their_modules_from_the_one_archive(
    contents: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "_pyinstaller_pyz", "what the start carries itself", raising=False)
    loaded("shared_modules")
    assert vars(sys)["_pyinstaller_pyz"] == str(tmp_path / contents.MODULES)


def test_that_the_version_is_told_as_windows_wants_it(contents: ModuleType) -> None:
    assert contents.version_numbers("1.2.3") == (1, 2, 3, 0)
    assert contents.version_numbers("0.1.0rc2") == (0, 1, 0, 2)
    told = contents.version_resource(__version__, "agence-desktop", "Agence")
    # The names that PyInstaller reads it with; its own classes ask for a library of Windows.
    kinds = dict.fromkeys(("VSVersionInfo", "FixedFileInfo"), dict)
    pairs = dict.fromkeys(
        ("StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct"), _given
    )
    read = eval(told, {**kinds, **pairs})
    assert read["ffi"]["filevers"] == contents.version_numbers(__version__)
    texts, translation = read["kids"]
    (((language, strings),),), (((_, codes),),) = texts, translation
    assert language == "".join(f"{code:04X}" for code in codes)
    assert dict(strings)["OriginalFilename"] == "agence-desktop.exe"


def _given(*arguments: object) -> tuple[object, ...]:
    return arguments


def test_that_the_icon_holds_every_size(contents: ModuleType) -> None:
    pictures = []
    for side in (16, 256):
        stream = io.BytesIO()
        Image.new("RGBA", (side, side), (9, 87, 151, 255)).save(stream, "PNG")
        pictures.append((side, stream.getvalue()))
    with Image.open(io.BytesIO(contents.icon_file(pictures))) as icon:
        assert icon.format == "ICO"
        assert icon.info["sizes"] == {(16, 16), (256, 256)}


def test_that_sizes_are_told_by_part(tmp_path: Path) -> None:
    freeze = loaded("freeze")
    for name, size in (
        ("agence-desktop", 5),
        ("_internal/numpy/a.so", 2),
        ("_internal/numpy/b/c.so", 3),
        ("_internal/PySide6/Qt/lib/libQt6Gui.so.6", 7),
        ("_internal/PySide6/Qt6Gui.dll", 11),
        ("_internal/PySide6/plugins/platforms/qwindows.dll", 1),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    assert dict(freeze.sizes(tmp_path)) == {
        "agence-desktop": 5,
        "numpy": 5,
        "PySide6/Qt/lib/libQt6Gui.so.6": 7,
        "PySide6/Qt6Gui.dll": 11,
        "PySide6/platforms": 1,
    }
    assert freeze.megabytes(12_340_000) == "12,3\u00a0Mo"
