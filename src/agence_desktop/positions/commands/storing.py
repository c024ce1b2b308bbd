"""Writing the content of a version: its body as one text, and the facts of its tasks that measures ask."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from agence_desktop.positions.codec import write_rule, write_sheet
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.model import SheetTask, SheetVersion
from agence_desktop.positions.rows import Control
from agence_desktop.storage.base import table_of

_URGENT_DAYS = 3


def body_of(sheet: Sheet) -> str:
    """The canonical text of a content: equal contents have equal texts."""
    return json.dumps(write_sheet(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(version: SheetVersion) -> str:
    """SHA-256 (hex) of what a signature of this version vouches for: content and control."""
    told = [version.body, *(str(getattr(version, name)) for name in _CONTROL), str(version.number)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


_CONTROL = ("reason", "diffusion", "written_on", "holder_id", "manager_id")


def write_content(session: Session, version: SheetVersion, sheet: Sheet, control: Control) -> None:
    """Put content and control into an open version; the facts of its tasks follow."""
    version.body = body_of(sheet)
    version.reason = None if control.reason is None else str(control.reason)
    version.diffusion = None if control.diffusion is None else str(control.diffusion)
    version.written_on = control.written_on
    session.flush()
    write_tasks(session, version.id, sheet)


def write_tasks(session: Session, sheet_id: int, sheet: Sheet) -> None:
    """Repeat the tasks of a content in ``sheet_task``."""
    table = table_of(SheetTask)
    session.execute(delete(table).where(table.c.sheet_id == sheet_id))
    rows = [task_values(sheet_id, place, task) for place, task in enumerate(sheet.tasks)]
    if rows:
        session.execute(insert(table), rows)


def task_values(sheet_id: int, place: int, task: Task) -> dict[str, Any]:
    """The columns of the facts of one task."""
    interruption = max_interruption(task)
    return {
        "sheet_id": sheet_id,
        "key": task.key,
        "place": place,
        "title": task.title,
        "criticality": task.criticality,
        "required_level": task.required_level,
        "wanted": task.wanted,
        "procedure_date": task.procedure_date,
        "interruption": "" if interruption is None else str(interruption),
        "urgent": interruption is not None and interruption <= _URGENT_DAYS,
        "due": "" if task.due is None else json.dumps(write_rule(task.due), sort_keys=True),
    }
