"""The rules of the house: style, types, who imports whom, forms, words, sizes, locks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
NOT_OURS = {".git", ".venv", "build", "dist", "generated", "__pycache__"}
TEXT_ENDINGS = {
    *(".csv", ".ini", ".lock", ".md", ".nsi", ".py", ".sh", ".spec"),
    *(".toml", ".txt", ".ui", ".wxs", ".yaml", ".yml"),
}

# Written in pieces, so that this module does not accuse itself.
FORBIDDEN = {
    "package registry": re.compile("pypi" r"\.org|python" "hosted|test" r"\.pypi"),
    "path of one machine": re.compile(
        r"(?<![\w./-])/(?:root|work)" r"/\w|[A-Z]:\\+Users" r"\\|" + re.escape(str(ROOT)), re.ASCII
    ),
    "unfinished work": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"),
}
SLEEPS = re.compile(r"\b(?:time\.sl" r"eep|qtbot\.wa" r"it)\(")
ABBREVIATED_DOUBLET = re.compile(r"\w(?:\((?:e|s|es|ne|trice|ière)\)|·(?:e|ne|trice)s?\b)")
PLAIN_TYPOGRAPHY = re.compile(r" [:»]|« |[\d}] [%$]|\w'\w")
# Of French pages in Markdown, what is not prose: keys and commands, links, remarks.
NOT_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->")
PLAIN_HOURS = re.compile(r"\d (?:h|min|km)\b|§ \d")
# Qt's own modules under the LGPL; others of the same wheels are GPL or commercial only.
QT_MODULES = {
    *("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtPdf", "QtPdfWidgets"),
    *("QtSvg", "QtSvgWidgets", "QtDBus", "QtNetwork", "QtTest"),
}
SLOW_TO_LOAD = ("alembic", "highspy", "icalendar", "numpy", "openpyxl", "psycopg", "reportlab", "sqlalchemy")


def run(*command: str) -> None:
    """Run a Python program of this environment on the tree; what it said is the failure."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"exit code {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)


def ours(*endings: str) -> Iterator[Path]:
    """Files of the project, in order; what is generated, installed or hidden in caches is left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and not name.endswith("_cache"))
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in endings)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Hand-written modules of the program, parsed."""
    for path in ours(".py"):
        if path.is_relative_to(SOURCE):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def show(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def lines_with(pattern: re.Pattern[str], *endings: str, under: Path = ROOT) -> list[str]:
    return [
        f"{show(path, number)} {line.strip()[:90]}"
        for path in ours(*endings)
        if path.is_relative_to(under)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """String constants of a module, docstrings left out."""
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def test_that_ruff_finds_nothing() -> None:
    run("-m", "ruff", "check")


def test_that_ruff_would_format_nothing() -> None:
    run("-m", "ruff", "format", "--check")


def test_that_everything_is_typed() -> None:
    # The same on every system, for what only another one has would be unreachable or unknown.
    run("-m", "mypy", "--platform", "linux")


def test_that_nobody_imports_what_they_may_not() -> None:
    run("-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])")


def test_that_the_generated_modules_are_those_of_the_forms() -> None:
    run("tools/forms.py", "--check")


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_that_no_file_holds(kind: str) -> None:
    assert lines_with(FORBIDDEN[kind], *TEXT_ENDINGS) == []


def test_that_no_test_sleeps() -> None:
    assert lines_with(SLEEPS, ".py", under=ROOT / "tests") == []


def test_that_no_text_abbreviates_a_doublet() -> None:
    assert [
        f"{show(path, line)} {text[:60]}"
        for path, tree in modules()
        for line, text in texts(tree)
        if ABBREVIATED_DOUBLET.search(text)
    ] == []


def test_that_french_texts_have_no_break_spaces_and_apostrophes() -> None:
    assert [
        f"{show(path, line)} {text[:60]}"
        for path, tree in modules()
        if path.name in {"texts.py", "sentences.py"}
        for line, text in texts(tree)
        if PLAIN_TYPOGRAPHY.search(text)
    ] == []


def french_pages() -> Iterator[Path]:
    """The handbook and the guides: people read them as they read the screens."""
    yield from sorted((ROOT / "resources" / "handbook").glob("*.md"))
    yield from sorted((ROOT / "docs").glob("guide-*.md"))


def test_that_french_pages_have_no_break_spaces_and_apostrophes() -> None:
    met = []
    for path in french_pages():
        fenced = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fenced ^= line.startswith("```")
            prose = "" if fenced else NOT_PROSE.sub("", line)
            if any(one.search(prose) for one in (PLAIN_TYPOGRAPHY, PLAIN_HOURS, ABBREVIATED_DOUBLET)):
                met.append(f"{show(path, number)} {line[:80]}")
    assert met == []


def test_that_modules_stay_short() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path, _ in modules()}
    assert [f"{show(path, n)}" for path, n in lengths.items() if n > LONGEST_MODULE] == []


def test_that_functions_stay_short() -> None:
    assert [
        f"{show(path, node.lineno)} {node.name}: {length} lines"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ] == []


def test_that_only_lgpl_modules_of_qt_are_used() -> None:
    dotted = {
        name
        for path in ours(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
        for name in [f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name]
    }
    used = {name.split(".")[1] for name in dotted if name.startswith("PySide6.")}
    assert "QtWidgets" in used
    assert used - QT_MODULES == set()


def test_that_the_window_opens_before_the_database_is_loaded() -> None:
    names = [
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((SOURCE / "agence_desktop" / "desktop").rglob("*.py"))
    ]
    run(
        "-c",
        f"import importlib, sys\nfor name in {names}: importlib.import_module(name)\n"
        f"loaded = [name for name in {SLOW_TO_LOAD} if name in sys.modules]\n"
        "sys.exit(', '.join(loaded) or 0)",
    )


def test_that_void_calls_of_qt_keep_their_reference_to_none() -> None:
    # PySide6 6.12.0 on CPython 3.11 loses one with each call, and the interpreter dies after some 7,000.
    run(
        "-c",
        "from PySide6.QtCore import QObject\nthing = QObject()\n"
        "for number in range(50_000): thing.setObjectName('x')",
    )


def locked(name: str) -> dict[str, str]:
    """Requirements of a lock with their hashes; anything else in the file is a failure."""
    entry = re.compile(r"([a-z0-9-]+)==\S+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")
    text = (ROOT / name).read_text(encoding="utf-8")
    assert entry.sub("", text) == ""
    return {match[1]: match[0] for match in entry.finditer(text)}


def test_that_every_locked_package_has_its_version_and_hashes() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert runtime.items() <= development.items()


def test_that_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        "requirements.lock": project["dependencies"],
        "requirements-dev.lock": project["optional-dependencies"]["dev"],
    }
    for lock, requirements in asked.items():
        names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements}  # type: ignore[index]
        assert names - locked(lock).keys() == set()


@pytest.mark.parametrize("package", ["colorama", "pefile", "pywin32-ctypes"])
def test_that_what_windows_alone_needs_is_locked(package: str) -> None:
    assert "; sys_platform == 'win32'" in locked("requirements-dev.lock")[package]
