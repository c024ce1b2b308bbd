"""What goes into the frozen program and what does not; used by the spec, the same on every system."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

Entry = tuple[str, str, str]
"""A file of the analysis: its place in the folder, where it is now, what it is."""

QT_USED: Final = (
    *("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtPdf", "QtPdfWidgets"),
    *("QtSvg", "QtSvgWidgets", "QtDBus", "QtNetwork"),
)
"""Modules of Qt that the program imports, or that those link."""
LANGUAGES: Final = ("fr", "en")
MODULES: Final = "modules.pyz"
"""The archive of the modules of both starts; `shared_modules.py` names it."""

EXCLUDED_MODULES: Final = (
    # Of the standard library and of this environment, what only developers use.
    *["tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "pydoc_data", "test", "doctest"],
    *["pytest", "hypothesis", "mypy", "setuptools", "pip", "IPython", "pygments", "yaml", "psutil"],
    # Of packages, what another product of theirs uses.
    *["numpy.f2py", "numpy.distutils", "numpy.testing", "openpyxl.drawing.image", "psycopg2", "MySQLdb"],
    *["numpy.random", "numpy.fft", "numpy.ma", "numpy.polynomial", "numpy.ctypeslib"],
    *["sqlalchemy.testing", "alembic.testing", "reportlab.graphics.testshapes"],
    *["sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle"],
    # Of Pillow, which ReportLab asks for, formats of pictures that no document holds.
    *["PIL._avif", "PIL._webp", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL.ImageQt"],
)

_LIBRARY = r"(?:lib)?Qt6?"
_UNUSED_LIBRARY: Final = re.compile(
    rf"^(?:{_LIBRARY}(?:Qml|Quick|VirtualKeyboard|OpenGL|Test|Sql|Multimedia|Charts|WebEngine|3D|EglFS)\w*"
    # A drawing of three dimensions without a graphics card: 20 MB that no window of ours asks for.
    r"|opengl32sw|d3dcompiler_\d+)\b",
    re.IGNORECASE,
)
_UNUSED_PLUGIN: Final = re.compile(
    r"/plugins/(?:platforminputcontexts/\w*virtualkeyboard|imageformats/\w*q(?:pdf|tga|tiff|wbmp|webp|icns|gif|jpeg)"
    r"|platforms/\w*q(?:minimal|minimalegl|vnc|linuxfb|vkkhrdisplay|eglfs|direct2d)"
    r"|egldeviceintegrations/|networkinformation/|tls/\w*openssl|generic/|sqldrivers/|qmltooling/)",
    re.IGNORECASE,
)
_TRANSLATION: Final = re.compile(r"/translations/(?:(qtbase_(?:\w+)\.qm)|.+)$")
_TESTS: Final = re.compile(r"(?:^|/)tests?/")


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """The files that are kept."""
    return [entry for entry in entries if is_wanted(entry[0])]


def is_wanted(name: str) -> bool:
    """Whether a file of the folder is of use."""
    path = name.replace("\\", "/")
    translation = _TRANSLATION.search(f"/{path}")
    if translation is not None and "PySide6" in path:
        return translation[1] in {f"qtbase_{language}.qm" for language in LANGUAGES}
    return not (
        _UNUSED_LIBRARY.match(PurePosixPath(path).name)
        or _UNUSED_PLUGIN.search(f"/{path}")
        or (_TESTS.search(path) and not path.startswith("agence_desktop"))
    )


def unused_qt(installed: Iterable[str]) -> list[str]:
    """The modules of PySide6 that are left out, of those that are installed."""
    return sorted(f"PySide6.{name}" for name in set(installed) - set(QT_USED))


def qt_modules(folder: Path) -> set[str]:
    """The modules of PySide6 that are installed in ``folder``."""
    return {path.name.partition(".")[0] for path in folder.glob("Qt*") if path.suffix in {".so", ".pyd"}}


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """« 0.1.0 » as the four numbers of Windows."""
    numbers = [int(part) for part in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(version: str, name: str, description: str) -> str:
    """What Windows shows of a program among its properties, in the words that PyInstaller reads."""
    numbers = version_numbers(version)
    strings = {
        "CompanyName": "Agence",
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Agence",
        "ProductVersion": version,
    }
    told = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    # 0x0C0C: French of Canada; 1200: Unicode.
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, "
        "OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('0C0C04B0', [{told}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0C0C, 1200])])])\n"
    )


def icon_file(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """An icon of Windows made of square PNG pictures: their sides in pixels and their bytes."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    start = len(head) + 16 * len(pictures)
    entries, content = b"", b""
    for side, png in pictures:
        shown = side % 256  # 256 is written 0
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(png), start + len(content))
        content += png
    return head + entries + content
