"""The handbook that ships: each screen has its page, links lead somewhere, keys are those of the program."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from agence_desktop.actions.bases import create_office
from agence_desktop.bootstrap.opening import open_base
from agence_desktop.bootstrap.wiring import contributions_of
from agence_desktop.core.clock import SystemClock
from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.help.book import FOLDER, Page, handbook
from agence_desktop.desktop.help.markup import link_of, to_html
from agence_desktop.desktop.shell.keys import HOME_KEY
from agence_desktop.storage.locations import SqliteFile

ROOT = Path(__file__).resolve().parents[3]
DESKTOP = ROOT / "src" / "agence_desktop" / "desktop"
BOOK = handbook()
KEYS_CHAPTER = "10-touches"
MOST_PICTURES, MOST_BYTES = 12, 2_500_000
# What forms are made of; each form has a page of its own.
BASES = {"widgets.FormDialog"}


@pytest.fixture(scope="module")
def slices(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Contribution]:
    """Everything that the window gets, for whoever administers."""
    file = tmp_path_factory.mktemp("base") / "base.sqlite"
    create_office(SqliteFile(file), clock=SystemClock())
    opened = open_base(str(file))
    try:
        return contributions_of(opened)
    finally:
        opened.database.close()


def dialogs() -> set[str]:
    """Every dialogue of the program as the handbook names it."""
    kinds: dict[str, tuple[set[str], str]] = {}
    for path in DESKTOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                kinds[f"{path.parent.name}.{node.name}"] = (bases, node.name)
    known, found = {"QDialog"}, set[str]()
    while more := {key for key, (bases, _) in kinds.items() if bases & known} - found:
        found |= more
        known |= {kinds[key][1] for key in more}
    return found - BASES


def test_that_every_place_has_its_page(slices: Sequence[Contribution]) -> None:
    keys = {HOME_KEY, *(spec.key for one in slices for spec in one.places)}
    assert keys - BOOK.screens.keys() == set()


def test_that_every_dialogue_has_its_page() -> None:
    assert len(dialogs()) > 30
    assert dialogs() - BOOK.screens.keys() == set()


def test_that_the_handbook_names_no_screen_that_is_not_there(slices: Sequence[Contribution]) -> None:
    keys = {HOME_KEY, *(spec.key for one in slices for spec in one.places)}
    assert BOOK.screens.keys() - keys - dialogs() - BASES == set()


def test_that_no_screen_has_two_pages() -> None:
    named = [screen for one in BOOK.chapters for section in one.sections for screen in section.screens]
    assert len(named) == len(set(named))


def test_that_every_chapter_is_read_and_every_title_has_an_anchor_of_its_own() -> None:
    for chapter in BOOK.chapters:
        html = to_html(chapter.text, lambda _file: (10, 10))
        for section in chapter.sections[1:]:
            assert f'name="{section.page.anchor}"' in html
        anchors = [section.page.anchor for section in chapter.sections]
        assert len(anchors) == len(set(anchors)), chapter.name


def test_that_every_link_leads_somewhere() -> None:
    pages = {section.page for chapter in BOOK.chapters for section in chapter.sections}
    for chapter in BOOK.chapters:
        for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", chapter.text):
            name, _, anchor = link_of(link).partition("#")
            assert Page(name or chapter.name, anchor) in pages, link


def test_that_every_picture_is_shown_once_and_all_are_light() -> None:
    folder = resource_path(FOLDER)
    named = [
        name for chapter in BOOK.chapters for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", chapter.text)
    ]
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))
    assert sorted(named) == files
    assert len(files) <= MOST_PICTURES
    assert sum((folder / name).stat().st_size for name in files) <= MOST_BYTES


def test_that_the_table_of_keys_is_that_of_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "handbook.py"), "--check"], capture_output=True, check=False
    )
    assert done.returncode == 0, "python3 tools/handbook.py\n" + done.stderr.decode(errors="replace")


def test_that_the_text_names_no_key_that_does_nothing() -> None:
    # The table is proven by the test before; these are of the handbook's own window and of fields.
    own = {"Ctrl+F", "Alt+Gauche", "Alt", "Tab", "Entrée", "Maj", "Ctrl", "+", "−", "Maj+Tab", "Ctrl++"}
    own |= {"Alt+Maj+flèches"}
    table = next(one.text for one in BOOK.chapters if one.name == KEYS_CHAPTER)
    known = set(re.findall(r"`([^`]+)`", table)) | own
    named = {
        (chapter.name, keys)
        for chapter in BOOK.chapters
        if chapter.name != KEYS_CHAPTER
        for keys in re.findall(r"`([^`]+)`", chapter.text)
        if not keys.startswith((".", "agence-admin"))
    }
    assert {one for one in named if one[1] not in known} == set()
