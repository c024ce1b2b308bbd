"""What goes out of an absence: messages that ask for relief, and the need handed to flying teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agence_desktop.actions import relief_texts as texts
from agence_desktop.actions.messages import Message, compose, record_message
from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, format_number
from agence_desktop.core.relief import NeededTask, ReliefNeed
from agence_desktop.core.roles import Actor
from agence_desktop.positions.commands.absences import Assign, Confirmed, ask, assign, confirm
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.content import TeamProfile
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.formats import task_name
from agence_desktop.positions.queries.absence_files import absence_file
from agence_desktop.positions.relief import (
    AbsenceFile,
    ReliefLine,
    ReliefPlan,
    ReliefPost,
    relief_plan,
    when_due,
)
from agence_desktop.positions.rows import Acceptance, PersonRef
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Session

_TO_ASK = (None, Acceptance.PROPOSED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: one message for each person, and what changed."""

    change: Change
    messages: tuple[Message, ...]


def ask_relief(session: Session, actor: Actor, absence_id: int) -> Asked:
    """Ask everybody proposed whether they accept: messages for the user's mail program, recorded.

    What is only proposed on the screen is written first. Raises RefusedError ``unknown_absence`` or
    ``cancelled``, RightMissingError.
    """
    file, plan = _written(session, actor, absence_id)
    change = ask(session, Desk(actor), absence_id)
    messages = _messages(file, plan, actor.name or actor.login)
    for message in messages:
        record_message(session, "relief", f"absence {absence_id}", {"to": message.to})
    return Asked(change, tuple(messages))


def confirm_relief(session: Session, actor: Actor, absence_id: int) -> tuple[tuple[Confirmed, ...], Change]:
    """Note the acceptance of everybody proposed; what is only proposed on the screen is written first.

    Raises RefusedError ``unknown_absence`` or ``cancelled``, RightMissingError.
    """
    _written(session, actor, absence_id)
    return confirm(session, Desk(actor), absence_id)


def _written(session: Session, actor: Actor, absence_id: int) -> tuple[AbsenceFile, ReliefPlan]:
    """The plan of an absence, once what it proposes is on record."""
    file = absence_file(session, absence_id, to_wall(now(session), QUEBEC).date())
    first, last = (file.absence.first, file.absence.last) if file.absence else (date.max, date.min)
    plan = relief_plan(file, first, last)
    unwritten = [line for line in plan.lines if line.acceptance is None and line.person is not None]
    assign(session, Desk(actor), absence_id, [assignment_of(line) for line in unwritten])
    return file, plan


def assignment_of(line: ReliefLine) -> Assign:
    """A line as it is proposed, to be written."""
    return Assign(
        line.post.position.id,
        line.touched.task.key,
        line.person.id if line.person else None,
        line.second.id if line.second else None,
    )


def relief_need(plan: ReliefPlan, post: ReliefPost) -> ReliefNeed:
    """What of a position nobody takes, with the profile of § 12."""
    profile = post.sheet.team[0] if post.sheet.team else TeamProfile()
    bare = [line for line in plan.bare if line.post is post]
    return ReliefNeed(
        organisation_id=post.position.unit.organisation_id,
        site_id=post.position.site_id,
        unit=post.position.unit.name,
        position=position_name(post),
        first=plan.first,
        last=plan.last,
        family=profile.family,
        skills=profile.skills,
        effort_percent=profile.effort_percent,
        mode=profile.mode,
        tasks=tuple(
            NeededTask(task_name(line.touched.task), required_of(line.touched.task), line.touched.due)
            for line in bare
        ),
    )


def position_name(post: ReliefPost) -> str:
    """« P-0142 Prestations spéciales »."""
    return f"{post.position.number} {post.position.title}"


def _messages(file: AbsenceFile, plan: ReliefPlan, sender: str) -> list[Message]:
    """One message for each person and position with tasks newly proposed."""
    by_person: dict[tuple[int, int], list[ReliefLine]] = {}
    for line in plan.lines:
        if line.person is not None and line.acceptance in _TO_ASK:
            by_person.setdefault((line.person.id, line.post.position.id), []).append(line)
    return [_message(file, plan, lines, sender) for lines in by_person.values()]


def _message(file: AbsenceFile, plan: ReliefPlan, lines: list[ReliefLine], sender: str) -> Message:
    post, person = lines[0].post, lines[0].person or PersonRef(0, "")
    position = position_name(post)
    told = [
        texts.task_line(
            task_name(line.touched.task),
            when_due(line.touched),
            "" if line.touched.task.hours is None else _hours(line),
            line.second.name if line.second else "",
        )
        for line in lines
    ]
    period = plan.first, plan.last
    body = texts.body(person.name, file.person.name, position, period, told, sender)
    name = f"releve-{post.position.number}-{person.id}.eml".lower()
    return compose(name, (person.name, person.email), texts.subject(position, *period), body)


def _hours(line: ReliefLine) -> str:
    return f"{format_number(line.touched.task.hours or 0)}{NBSP}h par semaine"
