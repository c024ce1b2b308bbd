"""The sections of the booking confirmation: dates, what to do, what is booked, support, cost, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_end_time,
    format_hours,
    format_moment,
    format_money,
    format_short_date,
    format_time,
)
from agence_desktop.documents.booking_states import GRANTED, LOST, PENDING, Standing, state_cell
from agence_desktop.documents.marks import TICK
from agence_desktop.documents.rows import Confirmation, ConfirmationDate
from agence_desktop.documents.style import (
    BODY,
    TABLE,
    capital,
    cell,
    cell_title,
    contact_runs,
    email_run,
    header,
    moment_text,
    phone_text,
)
from agence_desktop.documents.tagging.blocks import Block, Stack, Text, TextList
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.spaces.rows import OccurrenceState

_S = OccurrenceState


def dates(row: Confirmation) -> DataTable:
    """The dates of a series with state, room and price; why those were lost that are."""
    late = any(date.cancel_until for date in row.dates)
    rows: list[list[Block]] = []
    for date in row.dates:
        cells: list[Block] = [
            cell_title(format_short_date(date.start)),
            cell(_hours(date)),
            cell(date.room),
            Stack([state_cell(date.state), *(cell(reason) for reason in date.reasons)]),
            cell(
                format_money(date.price) if date.price is not None and date.state in GRANTED | PENDING else ""
            ),
        ]
        if late:
            until = date.cancel_until if date.state in GRANTED else None
            cells.append(cell(format_moment(until, short=True) if until else ""))
        rows.append(cells)
    labels = ["Date", "Heures", "Salle", "État", "Prix", *(["Annuler sans frais avant"] if late else [])]
    weights = [92, 86, 112, 122, 58, *([92] if late else [])]
    return DataTable(header(*labels), rows, weights, TABLE)


def _hours(date: ConfirmationDate) -> str:
    if (date.end - timedelta(microseconds=1)).date() == date.start.date():
        return format_hours(date.start, date.end)
    return f"{format_time(date.start)} au {format_short_date(date.end)}, {format_end_time(date.end)}"


def arrival(row: Confirmation) -> TextList:
    """What to do on arriving."""
    steps: list[list[Inline]] = [[note] for note in row.arrival]
    if row.contacts:
        steps.append(["Demander ", *contact_runs(row.contacts[0]), "."])
    if row.release_minutes is not None:
        if len(row.dates) == 1:
            limit = format_time(row.dates[0].start + timedelta(minutes=row.release_minutes))
            told: list[Inline] = ["Sans présence notée à ", strong(limit)]
        else:
            told = ["Sans présence notée ", strong(f"{row.release_minutes}{NBSP}min"), " après le début"]
        steps.append([*told, ", la salle est remise à la disposition des autres."])
    if not steps:
        steps.append(["Présenter cette page à l’accueil."])
    return TextList(steps, BODY, numbered=True)


def next_steps(row: Confirmation, announced: Standing) -> TextList:
    """What is left to do where not everything is confirmed."""
    states = {date.state for date in row.dates}
    if announced in (Standing.REFUSED, Standing.CANCELLED):
        steps: list[list[Inline]] = [
            [strong("Aucune salle n’est retenue."), " Ne pas se présenter sur place."],
            ["Chercher une autre salle ou une autre date dans le programme, ou appeler l’hôte."],
        ]
        return TextList(steps, BODY, numbered=True)
    if announced is Standing.REQUESTED:
        steps = [[strong("Ceci n’est pas une confirmation."), " Attendre la réponse avant de se déplacer."]]
    else:
        steps = [["Ne se présenter qu’aux dates ", strong("confirmées"), " du tableau."]]
    if states & {_S.REQUESTED, _S.WAITLISTED}:
        limit = f" au plus tard le {moment_text(row.answer_by)}" if row.answer_by else ""
        steps.append(["L’hôte répond à la demande", strong(limit), "."])
    steps += [_accept(date) for date in row.dates if date.state is _S.OFFERED]
    if states & LOST:
        again = "Pour les dates non obtenues, choisir une autre salle ou une autre heure dans le programme."
        steps.append([again])
    return TextList(steps, BODY, numbered=True)


def _accept(offer: ConfirmationDate) -> list[Inline]:
    slot = f"{format_short_date(offer.start)}, {format_hours(offer.start, offer.end)}"
    limit = f" au plus tard le {moment_text(offer.offered_until)}" if offer.offered_until else ""
    return [f"Accepter ou refuser dans le programme l’offre du {slot}", strong(limit), "."]


def booked(row: Confirmation) -> DataTable:
    """What is booked or asked for."""
    people = counted(row.participants, "personne")
    lines = [
        ("Objet", row.purpose),
        ("Participants", f"{people}, {row.layout}" if row.layout else people),
        ("Équipement de la salle", capital(", ".join(row.equipment))),
        ("Matériel ajouté", ", ".join(row.added_equipment)),
        ("Accessibilité", row.accessibility),
        ("Note", row.note),
    ]
    rows = [[cell_title(label), cell(value)] for label, value in lines if value]
    return DataTable(header("Élément", "Détail"), rows, [126, 396], TABLE)


def support(row: Confirmation) -> DataTable:
    """The support that was asked for."""
    series = len(row.dates) > 1
    rows: list[list[Block]] = []
    for line in row.support:
        due = (format_moment(line.due, short=True) if series else format_time(line.due)) if line.due else ""
        state: list[Inline] = [TICK, NBSP] if line.settled else []
        rows.append([cell_title(line.kind), cell(line.task), cell(due), cell(*state, line.state)])
    return DataTable(header("Soutien", "Tâche", "Pour", "État"), rows, [126, 208, 96, 92], TABLE)


def cost(row: Confirmation) -> list[Block]:
    """The amount, how it is computed, and until when cancelling is free."""
    granted = [date for date in row.dates if date.state in GRANTED]
    counting = granted or [date for date in row.dates if date.state in PENDING]
    total = sum((date.price or Decimal(0) for date in counting), Decimal(0))
    if not total:
        return [Text(strong("Sans frais. "), *_cancelling(row, granted), style=BODY)]
    amount = format_money(total)
    if not granted:
        amount += " si confirmée"
    elif len(row.dates) > 1:
        amount += f", {counted(len(granted), 'date')}"
    line = [cell_title(row.rate), cell(row.calculation), cell(strong(amount)), cell(row.invoiced_to)]
    table = DataTable(
        header("Tarif retenu", "Calcul", "Montant", "Facturé à"), [line], [92, 230, 108, 92], TABLE
    )
    return [table, Text(*_cancelling(row, granted), style=BODY, space_before=5)]


def _cancelling(row: Confirmation, granted: Sequence[ConfirmationDate]) -> list[Inline]:
    where = f"dans le programme (réservation {row.number}) ou auprès de l’hôte"
    if len(row.dates) == 1 and granted and granted[0].cancel_until:
        free = f"Annuler sans frais jusqu’au {moment_text(granted[0].cancel_until)}"
        return [strong(free), f", {where}. Ensuite, le montant est dû."]
    if any(date.cancel_until for date in granted):
        return [
            strong("Annuler sans frais avant le moment indiqué pour chaque date"),
            f", {where}. Ensuite, le montant de la date est dû.",
        ]
    if not granted:
        return [strong("Retirer la demande dès qu’elle n’est plus utile"), f", {where}."]
    return [strong("Annuler dès que la salle n’est plus utile"), f", {where}."]


def contacts(row: Confirmation) -> DataTable:
    """Whom to call or to write to."""
    rows: list[list[Block]] = [
        [
            cell_title(contact.role),
            cell(contact.person),
            cell(strong(phone_text(contact.phone)) if contact.phone else ""),
            cell(email_run(contact.email) if contact.email else ""),
        ]
        for contact in row.contacts
    ]
    if not rows:
        rows = [[cell_title("Hôte"), cell(row.site.host), cell(), cell()]]
    return DataTable(
        header("Fonction", "Personne", "Téléphone", "Courriel"), rows, [140, 132, 100, 150], TABLE
    )
