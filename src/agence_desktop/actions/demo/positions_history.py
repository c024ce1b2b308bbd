"""The versions of the sheet of one position: what each says, when it was written, who signed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from agence_desktop.actions.demo.positions_cast import Colleague
from agence_desktop.actions.demo.positions_spec import PostSpec, Stage
from agence_desktop.core.calendars import months_before
from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.positions.commands.loading import LoadedSignature, LoadedVersion
from agence_desktop.positions.content import Sheet, Task, Work
from agence_desktop.positions.rows import Control, Diffusion, SheetReason, SheetState, Signer
from agence_desktop.positions.states import next_review, review_months

_S = SheetState
_FORMER_DAYS = 190
"""How long before the version in force the one before was approved."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who writes, who approves and who covers a position (ordered by how much)."""

    holder: Colleague | None
    manager: Colleague
    covering: Sequence[Colleague]

    @property
    def writer(self) -> Colleague:
        """Whoever keeps the sheet: the holder, else the manager."""
        return self.holder or self.manager


def versions_of(
    rng: Random,
    spec: PostSpec,
    sheet: Sheet,
    hands: Hands,
    today: date,
    former: Sheet | None = None,
    reason: SheetReason = SheetReason.PREVENTIVE,
) -> tuple[LoadedVersion, ...]:
    """The versions of a sheet by its stage; ``sheet`` is in force, or written for the first time."""
    recent = today - timedelta(days=rng.randint(1, 9))
    match spec.stage:
        case Stage.NONE:
            return ()
        case Stage.DRAFT:
            return (_open(partial_of(rng, sheet), hands, recent, _S.DRAFT),)
        case Stage.SUBMITTED:
            return (_open(sheet, hands, recent, _S.SUBMITTED),)
        case Stage.RETURNED:
            return (_open(sheet, hands, recent, _S.RETURNED),)
    approved, review = _approval(spec, sheet, today)
    state = _S.ACKNOWLEDGED if spec.stage is Stage.ACKNOWLEDGED else _S.APPROVED
    standing = _decided(sheet, hands, approved, state, reason, review)
    match spec.stage:
        case Stage.RENEWED:
            before = approved - timedelta(days=_FORMER_DAYS)
            earlier = _decided(former or earlier_than(sheet), hands, before, _S.REPLACED)
            return (earlier, standing)
        case Stage.REOPENED:
            return (standing, _open(later_than(sheet, today), hands, recent, _S.DRAFT))
        case Stage.AWAITING:
            return (standing, _open(later_than(sheet, today), hands, recent, _S.SUBMITTED))
    return (standing,)


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Québec."""
    return to_instant(datetime.combine(day, time(hour, minute)), QUEBEC)


def earlier_than(sheet: Sheet) -> Sheet:
    """What a sheet may have said a version before."""
    first, *others = sheet.tasks
    tasks = (replace(first, wanted=1, minimum=""), *(_older(task) for task in others[:-1]))
    contacts = tuple(
        replace(contact, phone=f"{contact.phone[:-1]}{9 - int(contact.phone[-1])}") if place == 1 else contact
        for place, contact in enumerate(sheet.contacts)
    )
    return replace(
        sheet,
        mission=f"{sheet.mission.split('. ')[0].rstrip('.')}.",
        tasks=tasks,
        contacts=contacts,
        works=(),
    )


def later_than(sheet: Sheet, today: date) -> Sheet:
    """What the next version of a sheet may say: procedures brought up to date, one more substitute wanted."""
    changed: list[Task] = []
    for place, task in enumerate(sheet.tasks):
        if place == 0:
            task = replace(task, minimum="Ce qui a un délai aujourd’hui")
        if place == 1:
            task = replace(task, wanted=(task.wanted or 1) + 1, pitfalls="Voir la procédure mise à jour.")
        if place % 2:
            task = replace(task, procedure_date=today - timedelta(days=12))
        changed.append(task)
    access = (replace(sheet.accesses[0], delay_days=3), *sheet.accesses[1:])
    due = today + timedelta(days=45)
    work = Work("Mise à jour des procédures", "Commencée", "Faire relire par la relève", due)
    moved = (*sheet.relief[:-1], replace(sheet.relief[-1], moved="Rien avant deux semaines"))
    return replace(sheet, tasks=tuple(changed), accesses=access, works=(*sheet.works, work), relief=moved)


def partial_of(rng: Random, sheet: Sheet) -> Sheet:
    """A sheet that somebody has begun."""
    tasks = [
        replace(task, recipient="", procedure_date=None if rng.random() < 0.6 else task.procedure_date)
        for task in sheet.tasks[:3]
    ]
    return Sheet(
        mission=sheet.mission,
        know=sheet.know[: rng.randint(1, 3)],
        tasks=tuple(tasks),
        contacts=sheet.contacts[:2],
        relief=Sheet().relief,
    )


def _older(task: Task) -> Task:
    day = task.procedure_date
    return task if day is None else replace(task, procedure_date=day - timedelta(days=400))


def _approval(spec: PostSpec, sheet: Sheet, today: date) -> tuple[date, date]:
    """The days of the approval and of the next review."""
    if spec.late is None:
        approved = today - timedelta(days=spec.age)
        return approved, next_review(approved, sheet.tasks, None)
    review = today - timedelta(days=spec.late)
    approved = months_before(review, review_months(sheet.tasks, None))
    return approved, min(review, next_review(approved, sheet.tasks, None))


def _decided(
    sheet: Sheet,
    hands: Hands,
    day: date,
    state: SheetState,
    reason: SheetReason = SheetReason.PREVENTIVE,
    review: date | None = None,
) -> LoadedVersion:
    """A version that was approved on a day."""
    written = day - timedelta(days=6)
    submitted, approved = instant(day - timedelta(days=2), 15, 20), instant(day, 9, 15)
    signed = [LoadedSignature(Signer.MANAGER, hands.manager.person_id, hands.manager.login, approved)]
    if hands.holder:
        signed.insert(
            0, LoadedSignature(Signer.HOLDER, hands.holder.person_id, hands.holder.login, submitted)
        )
    readers = hands.covering if state is _S.ACKNOWLEDGED else hands.covering[:1]
    signed += (
        LoadedSignature(
            Signer.SUBSTITUTE, one.person_id, one.login, approved + timedelta(minutes=20 + 7 * place)
        )
        for place, one in enumerate(readers)
    )
    return LoadedVersion(
        sheet=sheet,
        control=Control(reason, Diffusion.UNIT, written, review or next_review(day, sheet.tasks, None)),
        state=state,
        holder_id=hands.holder.person_id if hands.holder else None,
        manager_id=hands.manager.person_id,
        saved_at=submitted,
        saved_by=hands.writer.login,
        submitted_at=submitted,
        approved_at=approved,
        signatures=tuple(signed),
    )


def _open(sheet: Sheet, hands: Hands, day: date, state: SheetState) -> LoadedVersion:
    """A version that is being written, or waits for its decision."""
    saved = instant(day, 14, 5)
    signed: tuple[LoadedSignature, ...] = ()
    if state is not _S.DRAFT and hands.holder:
        signed = (LoadedSignature(Signer.HOLDER, hands.holder.person_id, hands.holder.login, saved),)
    return LoadedVersion(
        sheet=sheet,
        control=Control(SheetReason.PREVENTIVE, Diffusion.UNIT, day),
        state=state,
        holder_id=hands.holder.person_id if hands.holder else None,
        manager_id=hands.manager.person_id,
        saved_at=saved,
        saved_by=hands.writer.login,
        submitted_at=None if state is _S.DRAFT else saved,
        signatures=signed,
    )
