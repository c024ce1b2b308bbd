"""The door sheet (affiche): one room and one day, large enough to be read at three metres."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.french import counted, format_date, format_end_time, format_time
from agence_desktop.documents.marks import wheelchair
from agence_desktop.documents.rows import DoorBooking, DoorSheet
from agence_desktop.documents.style import (
    GROUND,
    INK,
    LABEL,
    MUTED,
    RULE,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    capital,
    contact_text,
    document_info,
    phone_text,
    shortened,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Stack, Text
from agence_desktop.documents.tagging.boxes import Columns, Figure
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import TextStyle
from agence_desktop.documents.tagging.pages import Part, page_count, render
from agence_desktop.documents.tagging.table import DataTable, TableLook

_SIZES = (32.0, 27.0, 23.0, 19.0)
"""Of the times, in points, the largest that leaves one page; capitals of 19 points are 5 mm tall."""

_PICTOGRAM = 64.0

_LONGEST = 90
"""Characters of a purpose; the confirmation has the rest."""

_LOOK = TableLook(
    ink=INK, rule=RULE, ground=GROUND, padding=(6.0, 7.0), header_padding=4.0, header_line=1.6, hairline=0.8
)
_HEADER = TextStyle(12, 16, INK, Face.SEMIBOLD)
_AGAIN = TextStyle(17, 23, INK, Face.BOLD)
_KIND = TextStyle(17, 23, MUTED)
_DAY = TextStyle(27, 34, INK, Face.BOLD)
_ANSWER = TextStyle(38, 46, INK, Face.BOLD)
_WHY = TextStyle(23, 30, INK)
_PHONE = TextStyle(30, 38, INK, Face.BOLD)
_PERSON = TextStyle(13, 18, INK)


def door_sheet_pdf(row: DoorSheet) -> bytes:
    """The sheet on Letter portrait, tagged: letters as large as one page allows, else several pages."""
    for size in _SIZES:
        part = _part(row, size)
        if page_count(part) == 1:
            break
    return render([part], document_info(f"Affiche {row.room}, {format_date(row.day)}", row.stamp))


def _part(row: DoorSheet, size: float) -> Part:
    return Part(
        [*_head(row), *_body(row, size)],
        _furniture(row),
        above=TEXT_ABOVE,
        below=TEXT_BELOW,
        legend=_contact_box(row),
    )


def _furniture(row: DoorSheet) -> Furniture:
    return Furniture(
        subject="Affiche de salle",
        about=row.site.name,
        status=f"Valable le {format_date(row.day)} seulement",
        identity=f"{row.room}, {row.day.isoformat()}",
        printed="Imprimée",
        stamp=row.stamp,
    )


def _head(row: DoorSheet) -> list[Block]:
    facts = [row.floor, counted(row.capacity, "place") if row.capacity else ""]
    width = 522.0 - (_PICTOGRAM + 20 if row.accessible else 0)
    head: Block = _room_title(row.room, width)
    if row.accessible:
        sign = Figure(_PICTOGRAM, _pictogram, "Salle accessible en fauteuil roulant", _PICTOGRAM)
        head = Columns([head, sign], [width + 20, _PICTOGRAM], INK)
    return [
        head,
        Text(" · ".join(fact for fact in facts if fact) or row.site.name, style=_KIND, space_before=2),
        Heading(capital(format_date(row.day)), level=2, style=_DAY, space_before=14),
    ]


def _room_title(room: str, width: float) -> Heading:
    """As large as leaves two lines at most; longer names keep the smallest size."""
    for size in (58.0, 46.0, 36.0, 27.0):
        heading = Heading(room, level=1, style=TextStyle(size, size * 1.15, INK, Face.BOLD))
        if len(heading.lines(width)) <= (1 if size > 46 else 2):
            break
    return heading


def _pictogram(canvas: Canvas, x: float, y: float, width: float) -> None:
    wheelchair(canvas, x, y, width)


def _body(row: DoorSheet, size: float) -> list[Block]:
    if row.closed:
        return [
            Text("Salle fermée", style=_ANSWER, space_before=18),
            Text(shortened(capital(row.closed), _LONGEST), style=_WHY, space_before=4),
        ]
    if not row.bookings:
        return [
            Text("Aucune réservation", style=_ANSWER, space_before=18),
            Text("Avant d’occuper la salle, la réserver.", style=_WHY, space_before=4),
        ]
    table = DataTable(
        [Text("Heures", style=_HEADER), Text("Pour", style=_HEADER)],
        [_booking(booking, row, size) for booking in row.bookings],
        [size * 5.6, 522 - size * 5.6],
        _LOOK,
        space_before=8,
        continued=Text(f"{row.room}, {format_date(row.day)} (suite)", style=_AGAIN),
    )
    return [table]


def _booking(booking: DoorBooking, row: DoorSheet, size: float) -> list[Block]:
    strong_time = TextStyle(size, size * 1.22, INK, Face.BOLD)
    name = TextStyle(size * 0.72, size * 0.94, INK, Face.SEMIBOLD)
    purpose = TextStyle(size * 0.72, size * 0.94, INK)
    what = [Text(booking.organisation, style=name)]
    if booking.purpose:
        what.append(Text(shortened(booking.purpose, _LONGEST), style=purpose))
    return [Stack([Text(line, style=strong_time) for line in _hours(booking, row)]), Stack(what)]


def _hours(booking: DoorBooking, row: DoorSheet) -> list[str]:
    """The part of the booking that falls on the day of the sheet."""
    midnight = datetime.combine(row.day, time())
    begins, ends = booking.start > midnight, booking.end < midnight + timedelta(days=1)
    if not begins and not ends:
        return ["Toute la", "journée"]
    if not begins:
        return ["Jusqu’à", format_end_time(booking.end)]
    return [
        format_time(booking.start),
        f"à {format_end_time(booking.end) if ends else format_end_time(time())}",
    ]


def _contact_box(row: DoorSheet) -> Columns:
    call: list[Block] = [
        Text("Réserver la salle ou signaler un problème", style=LABEL),
        Text(phone_text(row.contact.phone), style=_PHONE),
        Text(contact_text(row.contact), style=_PERSON),
    ]
    where: list[Block] = [
        Text("Immeuble", style=LABEL),
        Text(row.site.name, style=_PERSON, space_before=4),
        Text(row.site.whereabouts, style=_PERSON),
    ]
    return Columns([Stack(call), Stack(where)], [1.25, 1], INK, frame=1.6, padding=(12, 8), space_before=12)
