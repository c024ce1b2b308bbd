"""The answer to a booking request in French, for whoever reads the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from agence_desktop.core.french import NBSP, counted, format_money, format_slot
from agence_desktop.spaces.answers import Answer
from agence_desktop.spaces.form import FieldFault
from agence_desktop.spaces.rows import FormFault, OccurrenceState, Outcome, Reason
from agence_desktop.spaces.sentences import (
    FORM_FAULT_LABELS,
    OUTCOME_LABELS,
    REASON_LABELS,
    STATE_LABELS,
    fault_sentence,
)

_FREE = "Libre"


def answer_lines(answer: Answer, faults: Sequence[FieldFault] = (), *, replayed: bool = False) -> list[str]:
    """What became of the request, then a line per fault of its cells or per date that is not confirmed."""
    head = OUTCOME_LABELS[Outcome(answer["outcome"])]
    if answer["number"]:
        head = f"{answer['number']}, {head.lower()}, {_total(answer['occurrences'])}"
    lines = [f"{head} (déjà répondu)" if replayed else head]
    lines += [fault_sentence(fault) for fault in faults]
    if not faults:
        lines += [FORM_FAULT_LABELS[FormFault(code)] for code in answer["reasons"]]
    return lines + list(_dates(answer["occurrences"]))


def conflict_lines(answer: Answer) -> list[str]:
    """A line per date that something stands against: « mardi 8 décembre…, 9 h à 10 h : refusée (prise) »."""
    return list(_dates([date for date in answer["occurrences"] if date["reasons"]]))


def _total(dates: Sequence[Mapping[str, Any]]) -> str:
    """« 3 dates, 120,00 $ », those not obtained left out."""
    obtained = [date for date in dates if date["state"] != OccurrenceState.NOT_OBTAINED]
    amount = sum((Decimal(date["price"]) for date in obtained), Decimal(0))
    return f"{counted(len(obtained), 'date')}, {format_money(amount)}"


def _dates(dates: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for date in dates:
        if date["state"] == OccurrenceState.CONFIRMED:
            continue
        start, end = (datetime.fromisoformat(date[bound]).replace(tzinfo=None) for bound in ("start", "end"))
        state = _FREE if date["state"] == "free" else STATE_LABELS[OccurrenceState(date["state"])]
        why = "; ".join(REASON_LABELS[Reason(code)].lower() for code in date["reasons"])
        yield f"{format_slot(start, end)}{NBSP}: {state.lower()}{f' ({why})' if why else ''}"
