"""The week planning of a site: rooms in rows, days in columns, on landscape pages that name no person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum

from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_hours,
    format_period,
    format_time,
)
from agence_desktop.documents.marks import ACCESSIBLE, REQUESTED, fill_slot, swatch
from agence_desktop.documents.rows import PlannedKind, PlannedRoom, WeekPlanning
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
from agence_desktop.documents.week_slots import (
    LONGEST,
    NOON,
    Scale,
    Slot,
    clock_text,
    purpose_of,
    scale_of,
    slots_with_holidays,
)
from agence_desktop.documents.week_strips import WeekStrips, day_title

_LOOK = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(4.0, 3.0), grid=True)
_TIGHT_LOOK = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(4.0, 1.5), grid=True)
_LINE = TextStyle(9, 11.2, INK)
_MUTED_LINE = TextStyle(9, 11.2, MUTED)
_CODE = TextStyle(10, 13, INK, Face.BOLD)
_STRIP = 7.0
_MINISTRY = re.compile(r"Ministère (de la |de l['’]|du |des |de )")
"""What the names of ministries have in common, left out where acronyms are explained."""


class _Density(IntEnum):
    """How much is told of each booking and room."""

    FULL = 0
    DENSE = 1
    TIGHT = 2
    ROOMY_STRIPS = 3
    STRIPS = 4
    BARE_STRIPS = 5


def week_planning_pdf(row: WeekPlanning) -> bytes:
    """The planning on Letter landscape, tagged, on as few pages as it takes; they repeat the header.

    Where it saves a page, each booking is told on one line, its hours and its organisation; and where that
    saves another, each room is told on two. Where even that takes several pages and strips take fewer, the
    days are drawn as strips with the organisations inside, rooms on two lines, else on one, and last without
    the names behind the acronyms.
    """
    part = _shortest(row)
    about = f"Planning, {row.site.name}, {_heading(row).title.lower()}"
    return render([part], document_info(about, row.stamp))


def _shortest(row: WeekPlanning) -> Part:
    """The part that tells most on the fewest pages."""
    best, fewest = _part(row, _Density.FULL), 0
    for density in _Density:
        part = best if density is _Density.FULL else _part(row, density)
        pages = page_count(part)
        if not fewest or pages < fewest:
            best, fewest = part, pages
        if fewest == 1:
            break
    return best


def _week(row: WeekPlanning) -> list[date]:
    return [row.monday + timedelta(days=at) for at in range(row.days)]


def _heading(row: WeekPlanning) -> Heading:
    week = _week(row)
    return title(f"Semaine du {format_period(week[0], week[-1])}")


def _part(row: WeekPlanning, density: _Density) -> Part:
    week, heading = _week(row), _heading(row)
    scale = scale_of(row, week)
    strips = None
    if density >= _Density.ROOMY_STRIPS:
        strips = WeekStrips(row, week, scale, roomy=density is _Density.ROOMY_STRIPS)
    named = density < _Density.BARE_STRIPS
    table = strips.table(heading) if strips else _table(row, week, scale, density, heading)
    about = [row.site.name, row.site.municipality, row.site.host, f"ouvert de {format_hours(*row.opening)}"]
    return Part(
        [
            heading,
            Text(" · ".join(about), style=BODY),
            Text(*_whom_to_call(row), style=BODY),
            table,
            *_acronyms(row, strips, named=named),
        ],
        _furniture(row),
        size=LETTER_LANDSCAPE,
        above=TEXT_ABOVE - 3,
        below=TEXT_BELOW - 2,
        legend=_legend(row, scale, boxed=not strips),
    )


def _table(
    row: WeekPlanning, week: Sequence[date], scale: Scale, density: _Density, heading: Heading
) -> DataTable:
    rows = [
        [
            _room_cell(room, row.rooms, density),
            *(_day_cell(room, day, row, scale, dense=density > _Density.FULL) for day in week),
        ]
        for room in row.rooms
    ]
    side = 112.0 if row.days == 5 else 92.0
    return DataTable(
        [Text("Salle", style=SMALL_STRONG), *(day_title(day, row) for day in week)],
        rows,
        [side, *([(702 - side) / row.days] * row.days)],
        _TIGHT_LOOK if density is _Density.TIGHT else _LOOK,
        space_before=6,
        continued=heading.continued(),
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


def _room_cell(room: PlannedRoom, rooms: Sequence[PlannedRoom], density: _Density) -> Stack:
    facts: list[Inline] = [counted(room.capacity, "place")]
    if room.accessible:
        facts += [" · ", ACCESSIBLE]
    if density is _Density.FULL:
        facts += [f" · {equipment}" for equipment in room.equipment]
    name = shortened(room.name, LONGEST)
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


def _day_cell(room: PlannedRoom, day: date, row: WeekPlanning, scale: Scale, *, dense: bool) -> Stack:
    slots = slots_with_holidays(room, day, row)
    lines: list[Block] = [_strip(slots, scale)]
    if not slots:
        lines.append(Text("libre toute la journée", style=_MUTED_LINE, space_before=1))
    for slot in slots:
        when = Text(*_when(slot, scale), style=_LINE, space_before=1.5)
        what = purpose_of(slot.entry, room)
        if dense and slot.closed and slot.last - slot.first < 24 * 60:
            lines.append(Text(*_when(slot, scale), " fermée", style=_LINE, space_before=0.5))
        elif dense and slot.entry.organisation and slot.entry.kind is not PlannedKind.RELATED:
            lines.append(
                Text(*_when(slot, scale), f" {slot.entry.organisation}", style=_LINE, space_before=0.5)
            )
        else:
            lines += [when, Text(what, style=_LINE)]
    return Stack(lines)


def _when(slot: Slot, scale: Scale) -> list[Inline]:
    if slot.closed and slot.fills(scale):
        return [strong("toute la journée")]
    hours = strong(f"{clock_text(slot.first)} à {clock_text(slot.last, end=True)}")
    return [hours, NBSP, REQUESTED] if slot.entry.kind is PlannedKind.REQUESTED else [hours]


def _strip(slots: Sequence[Slot], scale: Scale) -> Figure:
    """The day as a strip; decoration, since the lines under it say the same."""

    def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
        for slot in sorted(slots, key=lambda slot: not slot.closed):
            start, end = scale.at(slot.first, width), scale.at(slot.last, width)
            if start < end:
                fill_slot(canvas, slot.entry.kind, x + start, y, end - start, _STRIP)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.rect(x, y, width, _STRIP)
        if scale.first < NOON < scale.last:
            noon = x + scale.at(NOON, width)
            canvas.line(noon, y - 1.5, noon, y + _STRIP + 1.5)

    return Figure(_STRIP + 1, paint)


def _legend(row: WeekPlanning, scale: Scale, *, boxed: bool) -> Stack:
    gap = f"{(4 if boxed else 2) * NBSP} "
    noon = ", trait à midi" if scale.first < NOON < scale.last else ""
    signs: list[Inline] = [
        f"Bande{NBSP}: {clock_text(scale.first)} à {clock_text(scale.last, end=True)}{noon}{gap}"
    ]
    kinds = {entry.kind for room in row.rooms for entry in room.entries}
    signs += [swatch(PlannedKind.CONFIRMED), f"{NBSP}confirmée{gap}"]
    mark: list[Inline] = [NBSP, REQUESTED] if boxed else []
    signs += [swatch(PlannedKind.REQUESTED), *mark, f"{NBSP}demandée, à décider{gap}"]
    if PlannedKind.RELATED in kinds:
        signs += [swatch(PlannedKind.RELATED), f"{NBSP}prise avec le tout ou une partie{gap}"]
    signs += [swatch(PlannedKind.CLOSED), f"{NBSP}fermée{gap}"]
    signs += [ACCESSIBLE, f"{NBSP}accessible{NBSP}en{NBSP}fauteuil{NBSP}roulant"]
    return Stack([Text(*signs, style=TextStyle(9, 13, INK))], space_before=6)


def _acronyms(row: WeekPlanning, strips: WeekStrips | None, *, named: bool) -> list[Block]:
    """What the acronyms stand for, once, after the table; and the letters that stand for them.

    Without ``named`` only what the letters stand for.
    """
    letters = strips.letters if strips else {}
    told: list[Inline] = []
    for acronym, name in row.acronyms:
        short = capital(_MINISTRY.sub("", name)) if _MINISTRY.match(name) else name
        letter: list[Inline] = [strong(letters[acronym]), NBSP] if acronym in letters else []
        if named or letter:
            words = f"{NBSP}{short}" if named else ""
            told += [" · " if told else "", *letter, Run(acronym, Face.SEMIBOLD), words]
    if strips and letters:
        nameless = "; les séances les plus courtes n’ont ni l’un ni l’autre" if strips.nameless else ""
        told = [f"Où le sigle n’entre pas, une lettre en tient lieu{nameless}{NBSP}: ", *told]
    return [Text(*told, style=TextStyle(9, 12, MUTED), space_before=6)] if told else []
