"""The week planning of a large site on one page: a line per room, a strip per day, organisations inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.french import NBSP, WEEKDAYS, counted
from agence_desktop.documents.marks import ACCESSIBLE, fill_slot
from agence_desktop.documents.rows import PlannedKind, PlannedRoom, WeekPlanning
from agence_desktop.documents.style import GROUND, INK, RULE, SMALL_STRONG, capital, one_line
from agence_desktop.documents.tagging.blocks import Heading, Stack, Text
from agence_desktop.documents.tagging.boxes import Figure
from agence_desktop.documents.tagging.fonts import Face, printable, text_width
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle, strong
from agence_desktop.documents.tagging.table import DataTable, TableLook
from agence_desktop.documents.week_slots import NOON, Scale, Slot, clock_text, purpose_of, slots_with_holidays

_ACROSS = 2.5
_LOOK = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(_ACROSS, 1.0), grid=True, low_header=True)
_LINE = TextStyle(9, 11, INK)
_ROOMY_LINE = TextStyle(9, 10.5, INK)
_WIDTH = 702.0
_FOLDED = 62.0
_SIZE = 9.0
_FACE = Face.SEMIBOLD
_SPARE = {PlannedKind.CONFIRMED: 0.3, PlannedKind.REQUESTED: 3.6}
"""What the frame of a block takes from its words, in points; other blocks bear none."""
_ORDER = (PlannedKind.CLOSED, PlannedKind.RELATED, PlannedKind.REQUESTED, PlannedKind.CONFIRMED)
"""From the ground up, how patterns are drawn."""
_LETTERS = "acefjkrstvxyzbdghpqu"
"""The narrow ones first, since they fit half an hour; without those taken for one another."""
_HOUR_STEPS = (60, 120, 180, 240, 360)
_BETWEEN_HOURS = 18.0


def day_title(day: date, row: WeekPlanning) -> Text:
    """« Lundi 23 », and the holiday that falls on it."""
    name = f"{capital(WEEKDAYS[day.weekday()])} {day.day if day.day > 1 else '1er'}"
    holiday = dict(row.holidays).get(day)
    return Text(name, Run(f"\n{holiday}", Face.REGULAR) if holiday else "", style=SMALL_STRONG)


@dataclass(slots=True)
class _Block:
    """Bookings that overlap, such as requests for the same time, named together."""

    first: int
    last: int
    kind: PlannedKind
    organisations: list[str]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    """What fills one room on one day, in order."""

    room: PlannedRoom
    slots: Sequence[Slot]

    def shut(self, scale: Scale) -> bool:
        """Whether the room is closed all day and nobody has it."""
        closed = any(slot.closed and slot.fills(scale) for slot in self.slots)
        return closed and all(slot.closed for slot in self.slots)

    def blocks(self) -> list[_Block]:
        """What bears words: bookings, those that overlap as one unless some are confirmed and some not."""
        found: list[_Block] = []
        for slot in self.slots:
            kind, acronym = slot.entry.kind, slot.entry.organisation
            if kind not in _SPARE:
                continue
            if found and slot.first < found[-1].last:
                block = found[-1]
                block.last = max(block.last, slot.last)
                block.mixed = block.mixed or kind is not block.kind
                block.organisations += [acronym] if acronym not in block.organisations else []
            else:
                found.append(_Block(slot.first, slot.last, kind, [acronym]))
        return [block for block in found if all(block.organisations) and not block.mixed]


class WeekStrips:
    """The table of strips; ``letters`` stand for the acronyms that do not fit some block.

    Rooms take one line, or two where they are ``roomy``; only then is a long name told.
    """

    def __init__(self, row: WeekPlanning, week: Sequence[date], scale: Scale, *, roomy: bool) -> None:
        self._row, self._week, self._scale, self._roomy = row, week, scale, roomy
        self._line = _ROOMY_LINE if roomy else _LINE
        self._tall = self._line.leading * (2 if roomy else 1)
        self._strips = [
            [_Strip(room, slots_with_holidays(room, day, row)) for day in week] for room in row.rooms
        ]
        self._folded = [
            bool(row.rooms) and all(strips[at].shut(scale) for strips in self._strips)
            for at in range(len(week))
        ]
        self._side = 126.0 if row.days == 5 else 112.0
        folded = sum(self._folded)
        spread = max(len(week) - folded, 1)
        self._open = (_WIDTH - self._side - folded * _FOLDED) / spread
        self.letters = self._lettered()

    @property
    def nameless(self) -> bool:
        """Whether some block is too short even for a letter."""
        wide = self._open - 2 * _ACROSS
        return any(
            not self._words(block, wide)
            for strips in self._strips
            for one in strips
            for block in one.blocks()
        )

    def table(self, heading: Heading) -> DataTable:
        """A line per room; closed days are folded."""
        header = [
            Stack([day_title(day, self._row), *([] if folded else [self._scale_figure()])])
            for day, folded in zip(self._week, self._folded, strict=True)
        ]
        rows = [
            [self._room(room), *(self._figure(one) for one in strips)]
            for room, strips in zip(self._row.rooms, self._strips, strict=True)
        ]
        return DataTable(
            [Text("Salle", style=SMALL_STRONG), *header],
            rows,
            [self._side, *(_FOLDED if folded else self._open for folded in self._folded)],
            _LOOK,
            space_before=6,
            continued=heading.continued(),
        )

    def _room(self, room: PlannedRoom) -> Stack:
        facts: list[Inline] = [strong(room.code), f" · {counted(room.capacity, 'place')}"]
        if room.accessible:
            facts += [f" ·{NBSP}", ACCESSIBLE]
        indent = 8.0 if room.parent else 0.0
        wide = self._side - 2 * _ACROSS - indent
        named = Text(*facts, f" · {room.name}", style=self._line)
        if self._roomy:
            lines = [
                one_line(Text(*facts, style=self._line), wide),
                one_line(Text(room.name, style=self._line), wide),
            ]
        elif named.natural_width() <= wide:
            lines = [named]
        else:
            lines = [one_line(Text(*facts, style=self._line), wide)]
        for line in lines:
            line.indent = indent
        return Stack(lines)

    def _lettered(self) -> dict[str, str]:
        """The letters of the organisations whose acronym is too wide for one of their blocks."""
        wide = self._open - 2 * _ACROSS
        narrow = {
            acronym
            for strips in self._strips
            for one in strips
            for block in one.blocks()
            if not self._fits(block, ", ".join(block.organisations), wide)
            for acronym in block.organisations
        }
        known = [acronym for acronym, _ in self._row.acronyms if acronym in narrow]
        return dict(zip(known, _LETTERS, strict=False))

    def _fits(self, block: _Block, words: str, wide: float) -> bool:
        room = self._scale.at(block.last, wide) - self._scale.at(block.first, wide)
        return text_width(printable(words), _FACE, _SIZE) <= room - _SPARE[block.kind]

    def _words(self, block: _Block, wide: float) -> str:
        """What stands in the block: the acronyms whole, their letters, or nothing."""
        letters = [self.letters.get(acronym, acronym) for acronym in block.organisations]
        choices = (", ".join(block.organisations), ", ".join(letters))
        return next((words for words in choices if self._fits(block, words, wide)), "")

    def _figure(self, strip: _Strip) -> Figure:
        """The strip, and what it shows in words."""

        def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
            foot, tall = y + 0.5, self._tall - 1
            self._rule_hours(canvas, x, foot, width, tall)
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.4)
            canvas.rect(x, foot, width, tall)
            for slot in sorted(strip.slots, key=lambda slot: _ORDER.index(slot.entry.kind)):
                start, end = self._scale.at(slot.first, width), self._scale.at(slot.last, width)
                if start < end:
                    _fill(canvas, slot.entry.kind, x + start, foot, end - start, tall)
            for block in strip.blocks():
                middle = (self._scale.at(block.first, width) + self._scale.at(block.last, width)) / 2
                canvas.setFillColor(white if block.kind is PlannedKind.CONFIRMED else INK)
                canvas.setFont(_FACE.value, _SIZE)
                words = printable(self._words(block, width))
                if words:
                    canvas.drawCentredString(x + middle, foot + tall / 2 - 3.2, words)

        told = [_told(slot, strip.room, self._scale) for slot in strip.slots]
        return Figure(self._tall, paint, "; ".join(told) or "libre toute la journée")

    def _rule_hours(self, canvas: Canvas, x: float, foot: float, width: float, tall: float) -> None:
        canvas.setStrokeColor(RULE)
        for hour in self._hours():
            canvas.setLineWidth(0.9 if hour == NOON else 0.25)
            at = x + self._scale.at(hour, width)
            canvas.line(at, foot, at, foot + tall)

    def _hours(self) -> list[int]:
        """The hours under the names of days, in minutes: as many as there is room for, noon among them."""
        scale, wide = self._scale, self._open - 2 * _ACROSS
        step = next(
            (step for step in _HOUR_STEPS if step * wide / (scale.last - scale.first) >= _BETWEEN_HOURS),
            _HOUR_STEPS[-1],
        )
        return [at for at in range(0, 24 * 60 + 1, step) if scale.first <= at <= scale.last]

    def _scale_figure(self) -> Figure:
        """The hours above the strips; decoration, since each strip tells its own."""

        def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
            canvas.setFillColor(INK)
            canvas.setFont(Face.REGULAR.value, _SIZE)
            for hour in self._hours():
                words = str(hour // 60)
                half = text_width(words, Face.REGULAR, _SIZE) / 2
                at = max(self._scale.at(hour, width), half)
                if at + half <= width:
                    canvas.drawCentredString(x + at, y + 2, words)

        return Figure(10.0, paint)


def _fill(canvas: Canvas, kind: PlannedKind, x: float, y: float, width: float, tall: float) -> None:
    """A stretch in its pattern; a request on bare ground, a confirmed booking apart from the next."""
    if kind is PlannedKind.REQUESTED:
        canvas.setFillColor(white)
        canvas.rect(x, y, width, tall, stroke=0, fill=1)
        y, tall = y - 1.1, tall + 2.2  # the dashes keep clear of the words
    fill_slot(canvas, kind, x, y, width - (0.6 if kind is PlannedKind.CONFIRMED else 0.0), tall)


def _told(slot: Slot, room: PlannedRoom, scale: Scale) -> str:
    """« 8 h 30 à 10 h MEQ confirmée »."""
    hours = f"{clock_text(slot.first)} à {clock_text(slot.last, end=True)}"
    if slot.closed:
        when = "toute la journée" if slot.fills(scale) else hours
        closed = purpose_of(slot.entry, room)
        return f"{when} {closed[:1].lower()}{closed[1:]}"
    if slot.entry.kind is PlannedKind.RELATED:
        return f"{hours} {purpose_of(slot.entry, room)}"
    state = "confirmée" if slot.entry.kind is PlannedKind.CONFIRMED else "demandée, à décider"
    return " ".join(part for part in (hours, slot.entry.organisation, state) if part)
