"""The week planning of a site: rooms in rows, days in columns, on landscape pages that name no person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import (
    NBSP,
    WEEKDAYS,
    counted,
    format_date,
    format_end_time,
    format_hours,
    format_period,
    format_time,
)
from agence_desktop.documents.marks import ACCESSIBLE, REQUESTED, fill_slot, swatch
from agence_desktop.documents.rows import PlannedEntry, PlannedKind, PlannedRoom, WeekPlanning
from agence_desktop.documents.style import (
    BODY,
    GROUND,
    INK,
    MUTED,
    RULE,
    SMALL_STRONG,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    capital,
    contact_runs,
    document_info,
    shortened,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Stack, Text
from agence_desktop.documents.tagging.boxes import Figure
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle, strong
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE, Part, page_count, render
from agence_desktop.documents.tagging.table import DataTable, TableLook

_LOOK = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(4.0, 3.0), grid=True)
_TIGHT_LOOK = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(4.0, 1.5), grid=True)
_LINE = TextStyle(9, 11.2, INK)
_MUTED_LINE = TextStyle(9, 11.2, MUTED)
_CODE = TextStyle(10, 13, INK, Face.BOLD)
_STRIP = 7.0
_NOON = 12 * 60
_MINISTRY = re.compile(r"Ministère (de la |de l['’]|du |des |de )")
"""What the names of ministries have in common, left out where acronyms are explained."""
_LONGEST = 60
"""Characters of a purpose in a cell; the acronym after it is never cut."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """The bounds of the strips, in minutes of the day."""

    first: int
    last: int

    def at(self, minute: int, width: float) -> float:
        """The abscissa of a minute on a strip of this width."""
        inside = min(max(minute, self.first), self.last)
        return (inside - self.first) * width / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class _Slot:
    """The part of an entry that falls on one day, in minutes of that day."""

    first: int
    last: int
    entry: PlannedEntry


class _Density(IntEnum):
    """How much is told of each booking and room."""

    FULL = 0
    DENSE = 1
    TIGHT = 2


def week_planning_pdf(row: WeekPlanning) -> bytes:
    """The planning on Letter landscape, tagged, on as few pages as it takes; they repeat the header.

    Where it saves a page, each booking is told on one line, its hours and its organisation; and where that
    saves another, each room is told on two.
    """
    part = min((_part(row, density) for density in _Density), key=page_count)
    about = f"Planning, {row.site.name}, {_heading(row).title.lower()}"
    return render([part], document_info(about, row.stamp))


def _week(row: WeekPlanning) -> list[date]:
    return [row.monday + timedelta(days=at) for at in range(row.days)]


def _heading(row: WeekPlanning) -> Heading:
    week = _week(row)
    return title(f"Semaine du {format_period(week[0], week[-1])}")


def _part(row: WeekPlanning, density: _Density) -> Part:
    week, heading = _week(row), _heading(row)
    scale = _scale(row, week)
    rows = [
        [
            _room_cell(room, row.rooms, density),
            *(_day_cell(room, day, row, scale, dense=density > _Density.FULL) for day in week),
        ]
        for room in row.rooms
    ]
    side = 112.0 if row.days == 5 else 92.0
    table = DataTable(
        [Text("Salle", style=SMALL_STRONG), *(_day_title(day, row) for day in week)],
        rows,
        [side, *([(702 - side) / row.days] * row.days)],
        _TIGHT_LOOK if density is _Density.TIGHT else _LOOK,
        space_before=6,
        continued=heading.continued(),
    )
    about = [row.site.name, row.site.municipality, row.site.host, f"ouvert de {format_hours(*row.opening)}"]
    return Part(
        [
            heading,
            Text(" · ".join(about), style=BODY),
            Text(*_whom_to_call(row), style=BODY),
            table,
            *_acronyms(row),
        ],
        _furniture(row),
        size=LETTER_LANDSCAPE,
        above=TEXT_ABOVE - 3,
        below=TEXT_BELOW - 2,
        legend=_legend(row, scale),
    )


def _furniture(row: WeekPlanning) -> Furniture:
    week = row.monday.isocalendar().week
    return Furniture(
        subject="Planning de la semaine",
        about=row.site.name,
        status=f"État au {_as_of(row)}",
        identity=f"Planning des espaces, semaine {week}",
        printed="Imprimé",
        stamp=row.stamp,
    )


def _as_of(row: WeekPlanning) -> str:
    wall = to_wall(row.stamp.instant, row.stamp.zone)
    return f"{format_date(wall, weekday=False)} à {format_time(wall)}"


def _whom_to_call(row: WeekPlanning) -> list[Inline]:
    return [f"Réserver, changer, annuler{NBSP}: ", *contact_runs(row.contact)]


def _scale(row: WeekPlanning, week: Sequence[date]) -> _Scale:
    """The opening hours, widened to whole hours around the bookings of the week."""
    first, last = (at.hour * 60 + at.minute for at in row.opening)
    last = last or 24 * 60
    for room in row.rooms:
        for day in week:
            for slot in _slots(room, day):
                if slot.entry.kind is not PlannedKind.CLOSED:
                    first = min(first, slot.first // 60 * 60)
                    last = max(last, ceil(slot.last / 60) * 60)
    return _Scale(first, last)


def _slots(room: PlannedRoom, day: date) -> list[_Slot]:
    """What fills the room on a day, in order."""
    midnight = datetime.combine(day, time())
    found = []
    for entry in room.entries:
        first = max(0, int((entry.start - midnight).total_seconds() // 60))
        last = min(24 * 60, int((entry.end - midnight).total_seconds() // 60))
        if first < last:
            found.append(_Slot(first, last, entry))
    return sorted(found, key=lambda slot: (slot.first, slot.last))


def _day_title(day: date, row: WeekPlanning) -> Text:
    name = f"{capital(WEEKDAYS[day.weekday()])} {day.day if day.day > 1 else '1er'}"
    holiday = dict(row.holidays).get(day)
    return Text(name, Run(f"\n{holiday}", Face.REGULAR) if holiday else "", style=SMALL_STRONG)


def _room_cell(room: PlannedRoom, rooms: Sequence[PlannedRoom], density: _Density) -> Stack:
    facts: list[Inline] = [counted(room.capacity, "place")]
    if room.accessible:
        facts += [" · ", ACCESSIBLE]
    if density is _Density.FULL:
        facts += [f" · {equipment}" for equipment in room.equipment]
    name = shortened(room.name, _LONGEST)
    parts = [other.code for other in rooms if other.parent == room.code]
    levels = [f"divisible{NBSP}: {', '.join(parts)}"] if parts else []
    levels += [f"partie de {room.parent}"] if room.parent else []
    if density is _Density.TIGHT:
        lines = [
            Text(room.code, Run(f" {name}", Face.REGULAR), style=TextStyle(9, 11.2, INK, Face.BOLD)),
            Text(*facts, *(f" · {level}" for level in levels), style=_MUTED_LINE),
        ]
    else:
        lines = [
            Text(room.code, style=_CODE),
            Text(name, style=TextStyle(9, 11.2, INK, Face.SEMIBOLD)),
            Text(*facts, style=_MUTED_LINE),
            *(Text(level, style=_MUTED_LINE) for level in levels),
        ]
    if room.parent:
        for line in lines:
            line.indent = 8
    return Stack(lines)


def _day_cell(room: PlannedRoom, day: date, row: WeekPlanning, scale: _Scale, *, dense: bool) -> Stack:
    slots = _slots(room, day)
    shut = any(slot.entry.kind is PlannedKind.CLOSED and slot.last - slot.first == 24 * 60 for slot in slots)
    if day in dict(row.holidays) and not room.holidays_open and not shut:
        midnight = datetime.combine(day, time())
        closure = PlannedEntry(midnight, midnight + timedelta(days=1), PlannedKind.CLOSED, "jour férié")
        slots = [_Slot(0, 24 * 60, closure), *slots]
    lines: list[Block] = [_strip(slots, scale)]
    if not slots:
        lines.append(Text("libre toute la journée", style=_MUTED_LINE, space_before=1))
    for slot in slots:
        when = Text(*_when(slot, scale), style=_LINE, space_before=1.5)
        what = _what(slot.entry, room)
        if dense and slot.entry.kind is PlannedKind.CLOSED and slot.last - slot.first < 24 * 60:
            lines.append(Text(*_when(slot, scale), " fermée", style=_LINE, space_before=0.5))
        elif dense and slot.entry.organisation and slot.entry.kind is not PlannedKind.RELATED:
            lines.append(
                Text(*_when(slot, scale), f" {slot.entry.organisation}", style=_LINE, space_before=0.5)
            )
        else:
            lines += [when, Text(what, style=_LINE)]
    return Stack(lines)


def _when(slot: _Slot, scale: _Scale) -> list[Inline]:
    if slot.entry.kind is PlannedKind.CLOSED and slot.first <= scale.first and slot.last >= scale.last:
        return [strong("toute la journée")]
    hours = strong(f"{_clock(slot.first)} à {_clock(slot.last, end=True)}")
    return [hours, NBSP, REQUESTED] if slot.entry.kind is PlannedKind.REQUESTED else [hours]


def _clock(minute: int, end: bool = False) -> str:
    at = time(minute // 60 % 24, minute % 60)
    return format_end_time(at) if end else format_time(at)


def _what(entry: PlannedEntry, room: PlannedRoom) -> str:
    if entry.kind is PlannedKind.CLOSED:
        return f"Fermée{NBSP}: {shortened(entry.text, _LONGEST)}" if entry.text else "Fermée"
    if entry.kind is PlannedKind.RELATED:
        whole = room.parent == entry.related
        return f"prise avec {entry.related} entière" if whole else f"partie {entry.related} prise"
    return ", ".join(part for part in (shortened(entry.text, _LONGEST), entry.organisation) if part)


def _strip(slots: Sequence[_Slot], scale: _Scale) -> Figure:
    """The day as a strip; decoration, since the lines under it say the same."""

    def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
        for slot in sorted(slots, key=lambda slot: slot.entry.kind is not PlannedKind.CLOSED):
            start, end = scale.at(slot.first, width), scale.at(slot.last, width)
            if start < end:
                fill_slot(canvas, slot.entry.kind, x + start, y, end - start, _STRIP)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.rect(x, y, width, _STRIP)
        if scale.first < _NOON < scale.last:
            noon = x + scale.at(_NOON, width)
            canvas.line(noon, y - 1.5, noon, y + _STRIP + 1.5)

    return Figure(_STRIP + 1, paint)


def _legend(row: WeekPlanning, scale: _Scale) -> Stack:
    gap = f"{4 * NBSP} "
    noon = ", trait à midi" if scale.first < _NOON < scale.last else ""
    signs: list[Inline] = [f"Bande{NBSP}: {_clock(scale.first)} à {_clock(scale.last, end=True)}{noon}{gap}"]
    kinds = {entry.kind for room in row.rooms for entry in room.entries}
    signs += [swatch(PlannedKind.CONFIRMED), f"{NBSP}confirmée{gap}"]
    signs += [swatch(PlannedKind.REQUESTED), NBSP, REQUESTED, f"{NBSP}demandée, à décider{gap}"]
    if PlannedKind.RELATED in kinds:
        signs += [swatch(PlannedKind.RELATED), f"{NBSP}prise avec le tout ou une partie{gap}"]
    signs += [swatch(PlannedKind.CLOSED), f"{NBSP}fermée{gap}"]
    signs += [ACCESSIBLE, f"{NBSP}accessible{NBSP}en{NBSP}fauteuil{NBSP}roulant"]
    return Stack([Text(*signs, style=TextStyle(9, 13, INK))], space_before=6)


def _acronyms(row: WeekPlanning) -> list[Block]:
    """What the acronyms stand for, once, after the table."""
    told: list[Inline] = []
    for acronym, name in row.acronyms:
        short = capital(_MINISTRY.sub("", name)) if _MINISTRY.match(name) else name
        told += [" · " if told else "", Run(acronym, Face.SEMIBOLD), f"{NBSP}{short}"]
    return [Text(*told, style=TextStyle(9, 12, MUTED), space_before=6)] if told else []
