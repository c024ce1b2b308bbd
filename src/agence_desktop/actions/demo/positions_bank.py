"""The tasks that unique positions of the demonstration are made of, from the shipped file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from agence_desktop.actions.sheet_templates import templates
from agence_desktop.core.resources import resource_path
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.content import Sheet

STORY_DAY: Final = date(2026, 11, 20)
"""The day of the story that the shipped file tells; its dates are moved to the day of the demonstration."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of position: its title, and the sheet that all positions of this kind begin with."""

    key: str
    title: str
    job_class: str
    sheet: Sheet


@cache
def themes() -> dict[str, Theme]:
    """Key → theme; a sheet is that of its template with its own mission and tasks."""
    given = {template.key: template.sheet for template in templates()}
    found = {}
    for key, told in _told()["themes"].items():
        own = read_sheet({"mission": told["mission"], "tasks": told["tasks"]})
        sheet = replace(given[told["template"]], mission=own.mission, tasks=own.tasks)
        found[key] = Theme(key, told["title"], told["job_class"], sheet)
    return found


def story_sheet(today: date) -> Sheet:
    """The sheet of P-0142 as it is in force on the day of the demonstration."""
    return read_sheet(moved(_told()["p0142"], today))


def moved(value: Any, today: date) -> Any:
    """A mapping with its dates moved from the day of the story; starts of rules keep their weekday."""
    if isinstance(value, dict):
        return {
            key: _start(one, today) if key == "start" else moved(one, today) for key, one in value.items()
        }
    if isinstance(value, list):
        return [moved(one, today) for one in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + (today - STORY_DAY)).isoformat()
    return value


def _start(value: str, today: date) -> str:
    weeks = round((today - STORY_DAY).days / 7)
    return (date.fromisoformat(value) + timedelta(weeks=weeks)).isoformat()


@cache
def _told() -> Any:
    path = resource_path("demonstration", "postes.json")
    return json.loads(path.read_text(encoding="utf-8"))
