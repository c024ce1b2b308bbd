"""What a manager decides by: what is to be validated, the effect on the measures, until when to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agence_desktop.core.calendars import add_working_days
from agence_desktop.positions.catalogue import SECTIONS, Section
from agence_desktop.positions.comparing import ChangeKind, FieldChange, compare, line_text
from agence_desktop.positions.completeness import name_of
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.formats import display
from agence_desktop.positions.measures import Measures, Post, measure
from agence_desktop.positions.rows import (
    IN_FORCE,
    Band,
    Control,
    PersonRef,
    SheetFile,
    SheetRow,
    SheetState,
    Signer,
)
from agence_desktop.positions.states import (
    HIGHEST_CRITICALITY,
    next_review,
    review_months,
    substitutes_to_sign,
)
from agence_desktop.positions.walking import is_empty, lines_of, own_fields

DECISION_DAYS: Final = 5
"""Working days within which a submitted version should be decided."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a sheet with what surrounds the newer one; ``old`` None compares with nothing.

    ``attrition`` is A, None for whoever may not see it.
    """

    file: SheetFile
    old: SheetRow | None
    old_sheet: Sheet
    attrition: int | None = None

    @property
    def changes(self) -> list[FieldChange]:
        """What changed, in the order of the sheet."""
        before, after = Control() if self.old is None else self.old.control, self.file.row.control
        if after.next_review is None:
            # Approving sets it: until then a version has none, and nobody took it away.
            before = replace(before, next_review=None)
        return compare(self.old_sheet, self.file.sheet, before, after)


@dataclass(frozen=True, slots=True)
class CriticalityChange:
    """The criticality of a task that is another than before, or new."""

    task: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The measures by the older version (None without one) and by the newer, on the same day."""

    before: Measures | None
    after: Measures


@dataclass(frozen=True, slots=True)
class ReviewBound:
    """The last day for the next review, in how many months, and whether a task or the band is why."""

    last: date
    months: int
    critical_task: bool
    critical_band: bool


def usual_old(versions: Sequence[SheetRow], newer: SheetRow) -> SheetRow | None:
    """With which version another is compared unless one says so: the one in force, else the last one."""
    older = [one for one in versions if one.number < newer.number]
    in_force = [one for one in older if one.state in IN_FORCE]
    return max(in_force or older, key=lambda one: one.number, default=None)


def criticality_changes(old: Sheet, new: Sheet) -> tuple[list[CriticalityChange], int]:
    """Tasks whose criticality is another or new, and how many have the same as before."""
    before = {task.key: task.criticality for task in old.tasks}
    changed = [
        CriticalityChange(task.key, before.get(task.key), task.criticality)
        for task in new.tasks
        if task.key not in before or before[task.key] != task.criticality
    ]
    return changed, len(new.tasks) - len(changed)


def effect_of(comparison: Comparison, today: date) -> Effect:
    """What approving the newer version does to the measures."""
    file = comparison.file
    holder = file.position.holder
    post = Post(
        file.position.id,
        holder.id if holder else None,
        file.position.impact,
        comparison.attrition,
        file.sheet,
        file.competences,
    )
    before = measure(replace(post, sheet=comparison.old_sheet), today) if comparison.old is not None else None
    return Effect(before, measure(post, today))


def review_bound(tasks: Sequence[Task], band: Band | None, today: date) -> ReviewBound:
    """How far the next review may be put."""
    return ReviewBound(
        next_review(today, tasks, band),
        review_months(tasks, band),
        any(task.criticality == HIGHEST_CRITICALITY for task in tasks),
        band is Band.CRITICAL,
    )


def decide_by(submitted: date, observed: frozenset[date]) -> date:
    """Until when a version submitted on a day should be decided."""
    return add_working_days(submitted, DECISION_DAYS, observed)


def awaited_substitutes(file: SheetFile, today: date) -> list[PersonRef]:
    """Who is to sign « lu, compris, exercé »: whoever covers a task of the version today, by name."""
    holder = file.position.holder
    post = Post(file.position.id, holder.id if holder else None, 1, None, file.sheet, file.competences)
    wanted = substitutes_to_sign(measure(post, today).covers)
    return [person for person in file.people if person.id in wanted]


def may_acknowledge(file: SheetFile, person_id: int | None) -> bool:
    """Whether somebody may sign the version as a substitute: in force, known for a task, not signed yet."""
    known = any(one.person_id == person_id and one.level > 0 for one in file.competences)
    signed = any(one.person_id == person_id and one.signer is Signer.SUBSTITUTE for one in file.signatures)
    in_force = file.row.state in IN_FORCE
    return person_id is not None and in_force and known and not signed


def may_decide(row: SheetRow) -> bool:
    """Whether the version waits for a manager."""
    return row.state is SheetState.SUBMITTED


def unchanged_fields(comparison: Comparison) -> list[FieldChange]:
    """Fields that say the same in both versions, to read a change in its surroundings; blanks left out.

    Their kind is COMPUTED and old and new are equal, so that they are told apart from changes.
    """
    changed = {change.path for change in comparison.changes}
    found: list[FieldChange] = []
    new, control = comparison.file.sheet, comparison.file.row.control
    for section in SECTIONS:
        for place in own_fields(section, new, control):
            if place.path not in changed and not is_empty(place.value):
                text = display(place.field, place.value, long=True)
                found.append(
                    FieldChange(
                        section.number, place.path, place.field.label, ChangeKind.COMPUTED, text, text
                    )
                )
        for group in section.groups:
            for line in lines_of(section, group, new):
                touched = any(path == line.path or path.startswith(f"{line.path}/") for path in changed)
                if not touched and not line.is_blank:
                    found.append(_same(section, line.path, name_of(line), line_text(line)))
    return found


def _same(section: Section, path: str, label: str, text: str) -> FieldChange:
    return FieldChange(section.number, path, label, ChangeKind.COMPUTED, text, text)
