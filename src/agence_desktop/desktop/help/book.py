"""The chapters of the handbook, and which page explains which screen: each chapter says so itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.help.markup import anchor_of

FOLDER: Final = "handbook"
_HEADING: Final = re.compile(r"(#{1,3}) (.+)")
_SCREENS: Final = re.compile(r"<!-- écrans\u00a0: (.+) -->")


class Page(NamedTuple):
    """Where to read: the name of a chapter (its file without ending) and an anchor in it."""

    chapter: str
    anchor: str = ""


class Section(NamedTuple):
    """A title inside a chapter, the screens it explains, and its level: 1 for the chapter's own."""

    title: str
    page: Page
    level: int
    screens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file, by its name without ending."""

    name: str
    text: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The title of the chapter."""
        return self.sections[0].title


@dataclass(frozen=True, slots=True)
class Book:
    """All chapters, in the order of their files.

    A screen is the key of a place, or a dialogue as its package and class: « form.NewDialog ».
    """

    chapters: tuple[Chapter, ...]
    screens: Mapping[str, Page]

    def page_for(self, screens: Iterable[str]) -> Page:
        """The page of the first of these screens that has one, else the first page."""
        return next(
            (self.screens[screen] for screen in screens if screen in self.screens),
            Page(self.chapters[0].name),
        )

    def chapter(self, name: str) -> Chapter | None:
        """A chapter by its name."""
        return next((one for one in self.chapters if one.name == name), None)


@cache
def handbook() -> Book:
    """The handbook that ships with the program."""
    return read_book(resource_path(FOLDER))


def read_book(folder: Path) -> Book:
    """The chapters of a folder; a file without a title of the first level raises ValueError."""
    chapters = tuple(_chapter(path) for path in sorted(folder.glob("*.md")))
    told = {screen: one.page for chapter in chapters for one in chapter.sections for screen in one.screens}
    return Book(chapters, told)


def _chapter(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8")
    sections = tuple(_sections(path.stem, text))
    if not sections or sections[0].level != 1:
        raise ValueError(f"{path.name} does not begin with its title")
    return Chapter(path.stem, text, sections)


def _sections(name: str, text: str) -> Iterator[Section]:
    found: Section | None = None
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            if found is not None:
                yield found
            level = len(heading[1])
            # A chapter is shown from its edge.
            anchor = anchor_of(heading[2]) if level > 1 else ""
            found = Section(heading[2], Page(name, anchor), level)
        elif found is not None and (screens := _SCREENS.fullmatch(line)):
            found = found._replace(screens=(*found.screens, *re.split(r",\s*", screens[1])))
    if found is not None:
        yield found
