"""The booking confirmation: one date or a series, obtained wholly, partly, not yet or not at all."""

from __future__ import annotations

from datetime import timedelta

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_end_time,
    format_hours,
    format_time,
)
from agence_desktop.documents.booking_states import GRANTED, Standing, standing, tally
from agence_desktop.documents.confirmation_sections import (
    arrival,
    booked,
    contacts,
    cost,
    dates,
    next_steps,
    support,
)
from agence_desktop.documents.rows import Confirmation, ConfirmationDate
from agence_desktop.documents.style import (
    BODY,
    INK,
    KEY,
    KEY_SMALL,
    LABEL,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    capital,
    document_info,
    section,
    title,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack, Text, TextList
from agence_desktop.documents.tagging.boxes import Columns, Framed
from agence_desktop.documents.tagging.inline import strong
from agence_desktop.documents.tagging.pages import Part, render
from agence_desktop.spaces.rows import OccurrenceState


def confirmation_pdf(row: Confirmation) -> bytes:
    """The confirmation on Letter pages, tagged; ``row.dates`` is not empty and in time order."""
    announced = standing(row.dates)
    blocks: list[Block] = [
        Columns(
            [title(announced.value), Framed(Text(strong(row.number), style=BODY), INK)],
            [4.2, 1],
            INK,
            padding=(0, 0),
        ),
        Text("À l’attention de ", strong(row.person or row.organisation), _after(row), style=BODY),
        _key_box(row, announced),
    ]
    for number, (name, content) in enumerate(_sections(row, announced), 1):
        blocks += with_title(section(str(number), name), content)
    part = Part(blocks, _furniture(row, announced), above=TEXT_ABOVE, below=TEXT_BELOW)
    return render([part], document_info(f"{announced.value} {row.number}", row.stamp))


def _after(row: Confirmation) -> str:
    return f", {row.organisation}" if row.person else ""


def _furniture(row: Confirmation, announced: Standing) -> Furniture:
    moment, word = row.requested_at, "Demandée"
    if row.decided_at and announced is not Standing.REQUESTED:
        moment, word = row.decided_at, "Confirmée" if announced is Standing.CONFIRMED else "Décidée"
    return Furniture(
        subject="Confirmation de réservation" if announced is Standing.CONFIRMED else announced.value,
        about=row.number,
        status=f"{word} le {format_date(moment, weekday=False)} à {format_time(moment)}",
        identity=row.number,
        printed="Imprimée",
        stamp=row.stamp,
    )


def _key_box(row: Confirmation, announced: Standing) -> Columns:
    when: list[Block] = [Text("Quand", style=LABEL)]
    when += _one_when(row.dates[0]) if len(row.dates) == 1 else _series_when(row)
    rooms = list(dict.fromkeys(date.room for date in row.dates))
    place = rooms[0] if len(rooms) == 1 else f"{len(rooms)} salles, voir les dates"
    where: list[Block] = [
        Text("Où" if announced is not Standing.REFUSED else "Salle demandée", style=LABEL),
        Text(place, style=KEY_SMALL),
        Text(strong(row.site.name), style=BODY),
        Text(row.site.whereabouts, style=BODY),
        Text(f"Hôte{NBSP}: {row.site.host}", style=BODY, space_before=4),
    ]
    return Columns([Stack(when), Stack(where)], [1.42, 1], INK, frame=1.6, padding=(12, 8), space_before=12)


def _one_when(date: ConfirmationDate) -> list[Block]:
    same_day = (date.end - timedelta(microseconds=1)).date() == date.start.date()
    if same_day:
        lines: list[Block] = [
            Text(capital(format_date(date.start)), style=KEY),
            Text(format_hours(date.start, date.end), style=KEY),
        ]
    else:
        lines = [
            Text(f"Du {format_date(date.start)}, {format_time(date.start)},", style=KEY),
            Text(f"au {format_date(date.end)}, {format_end_time(date.end)}", style=KEY),
        ]
    if date.state in GRANTED and (date.open_from or date.free_by):
        lines.append(Text(_opening(date), style=BODY))
    if date.state in (OccurrenceState.REQUESTED, OccurrenceState.WAITLISTED):
        lines.append(Text(f"Pas encore confirmée{NBSP}: la salle n’est pas retenue.", style=BODY))
    return lines


def _opening(date: ConfirmationDate) -> str:
    parts = []
    if date.open_from:
        parts.append(f"ouverte dès {format_time(date.open_from)}")
    if date.free_by:
        parts.append(f"à libérer à {format_end_time(date.free_by)}")
    return f"Salle {', '.join(parts)}."


def _series_when(row: Confirmation) -> list[Block]:
    first, last = row.dates[0].start, row.dates[-1].start
    return [
        Text(counted(len(row.dates), "séance"), style=KEY),
        Text(f"Du {format_date(first)}", style=KEY_SMALL),
        Text(f"au {format_date(last)}", style=KEY_SMALL),
        Text(f"{capital(tally(row.dates))}. Le tableau des dates suit.", style=BODY, space_before=2),
    ]


def _sections(row: Confirmation, announced: Standing) -> list[tuple[str, list[Block]]]:
    over = announced in (Standing.REFUSED, Standing.CANCELLED)
    found: list[tuple[str, list[Block]]] = []
    if announced in (Standing.CONFIRMED, Standing.PARTLY):
        found.append(("À l’arrivée", [arrival(row)]))
    if announced is not Standing.CONFIRMED:
        found.append(("Ce qui reste à faire", [next_steps(row, announced)]))
    if len(row.dates) > 1:
        found.append(("Dates", [dates(row)]))
    elif row.dates[0].reasons:
        found.append(("Motif", [TextList([[reason] for reason in row.dates[0].reasons], BODY)]))
    granted = any(date.state in GRANTED for date in row.dates)
    found.append(("Ce qui est réservé" if granted else "Ce qui est demandé", [booked(row)]))
    if row.support:
        found.append(("Soutien demandé", [support(row)]))
    if not over:
        found.append(("Coût et annulation", cost(row)))
    found.append(("Pour toute question", [contacts(row)]))
    return found
