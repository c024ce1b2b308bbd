"""What stands beside a ghost: whether the target is free and, if not, why and what would do instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import NBSP, WEEKDAYS, format_time
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.local_judging import Candidate
from agence_desktop.spaces.reason_sentences import Facts, reason_sentence
from agence_desktop.spaces.rows import SOFT, Busy, JudgedDate, Judgement, OccurrenceState, Outcome, Reason
from agence_desktop.spaces.sentences import REASON_LABELS

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_TAKEN = (Reason.OVERLAP, Reason.RELATED_SPACE)


def main_reason(reasons: Sequence[Reason]) -> Reason:
    """The one to tell first: who holds the room, then what is hard, then what is about terms."""
    for wanted in (_TAKEN, [one for one in reasons if one not in SOFT], reasons):
        for reason in wanted:
            if reason in reasons:
                return reason
    raise ValueError("there is no reason to tell")


def facts_of(
    reference: Reference,
    space_id: int,
    span: Span,
    now: datetime,
    *,
    participants: int = 1,
    blockers: tuple[Busy, ...] = (),
    month_minutes: int = 0,
) -> Facts:
    """What the sentences about a slot may tell."""
    facts = reference.facts[space_id]
    return Facts(
        facts,
        span,
        now,
        participants,
        blockers=blockers,
        month_minutes=month_minutes,
        holidays=reference.directory.observed,
        space_names={other: reference.spaces[other].name for other in facts.related},
    )


def why_not(reference: Reference, date: JudgedDate, now: datetime, participants: int = 1) -> tuple[str, str]:
    """The title and the sentence of a date that does not pass."""
    reason = main_reason(date.reasons)
    facts = facts_of(
        reference,
        date.space_id,
        date.span,
        now,
        participants=participants,
        blockers=date.blockers,
        month_minutes=date.month_minutes,
    )
    label = texts.TAKEN if reason in _TAKEN else REASON_LABELS[reason].lower()
    return f"{texts.IMPOSSIBLE}{NBSP}: {label}", _sentence(reason, facts)


def _sentence(reason: Reason, facts: Facts) -> str:
    """The sentence about who holds the room names the room; the others are said as they are."""
    sentence = reason_sentence(reason, facts)
    if reason is Reason.OVERLAP and sentence.startswith("L’espace "):
        return texts.about_room(facts.space.name, sentence.removeprefix("L’espace "))
    return sentence


def ghost_of(
    row_key: str, span: Span, judgement: Judgement, reference: Reference, now: datetime, participants: int = 1
) -> Ghost:
    """The answer about a move or a new booking on one date."""
    date = judgement.dates[0]
    if judgement.outcome is Outcome.REFUSED:
        title, message = why_not(reference, date, now, participants)
        return Ghost(row_key, span, False, title, message)
    if date.state is OccurrenceState.REQUESTED:
        outside = [reason for reason in date.reasons if reason in SOFT]
        label = REASON_LABELS[outside[0]].lower() if outside else ""
        return Ghost(row_key, span, True, texts.TO_APPROVE, texts.host_decides(label))
    return Ghost(row_key, span, True)


def hint_words(candidate: Candidate, reference: Reference) -> str:
    """« Jeudi 15 à 13 h : la salle Chaudière est libre. »"""
    start = to_wall(candidate.span.start, reference.zone(candidate.space_id))
    day = "1er" if start.day == 1 else str(start.day)
    when = f"{WEEKDAYS[start.weekday()].capitalize()} {day} à {format_time(start)}"
    return f"{when}{NBSP}: {texts.with_article(reference.spaces[candidate.space_id].name)} est libre."
