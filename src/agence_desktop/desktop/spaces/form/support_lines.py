"""Support requests of a booking: one line of text each, as the database and the papers hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, format_time, parse_time


class SupportKind(StrEnum):
    """Who helps; the word is the one people read."""

    IT = "Informatique"
    LOGISTICS = "Logistique"
    RECEPTION = "Accueil"


SUPPORT_ICONS = {
    SupportKind.IT: "laptop",
    SupportKind.LOGISTICS: "table-chair",
    SupportKind.RECEPTION: "sign-direction",
}

_TIME = re.compile(r"(?P<task>.*), (?P<time>\d{1,2}\u00a0h(?:\u00a0\d{2})?)")


@dataclass(frozen=True, slots=True)
class SupportLine:
    """What is asked of whom, and when on the day where that matters; a single line of text."""

    kind: SupportKind
    task: str = ""
    at: time | None = None


def support_text(lines: Iterable[SupportLine]) -> str:
    """« Informatique : essai de la visioconférence, 12 h 30 », one line each."""
    return "\n".join(_written(line) for line in lines)


def support_lines(text: str) -> tuple[SupportLine, ...]:
    """The lines of a text; one of no known kind is for logistics, its words kept."""
    return tuple(_read(line.strip()) for line in text.splitlines() if line.strip())


def _written(line: SupportLine) -> str:
    task = " ".join(line.task.split())
    when = f", {format_time(line.at)}" if line.at is not None else ""
    return f"{line.kind}{NBSP}: {task}{when}"


def _read(line: str) -> SupportLine:
    head, found, rest = line.partition(":")
    kind = next((one for one in SupportKind if found and head.strip().casefold() == one.casefold()), None)
    task = rest.strip() if kind is not None else line
    match = _TIME.fullmatch(task) or _TIME.fullmatch(f", {task.lstrip(', ')}")
    if match is None:
        return SupportLine(kind or SupportKind.LOGISTICS, task)
    try:
        at = parse_time(match["time"])
    except InputError:
        return SupportLine(kind or SupportKind.LOGISTICS, task)
    return SupportLine(kind or SupportKind.LOGISTICS, match["task"], at)
