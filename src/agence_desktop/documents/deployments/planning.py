"""The planning of a team: members in rows, weeks across, firm, tentative and away, on one landscape page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_percent,
    format_period,
    format_short_date,
)
from agence_desktop.documents.deployments.rows import PlannedBar, PlannedMember, TeamPlanning
from agence_desktop.documents.deployments.words import percent_words, period_words
from agence_desktop.documents.marks import fill_slot, swatch
from agence_desktop.documents.rows import PlannedKind
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
    contact_runs,
    document_info,
    one_line,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Stack, Text
from agence_desktop.documents.tagging.boxes import Figure
from agence_desktop.documents.tagging.fonts import Face, printable, text_width
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE, Part, page_count, render
from agence_desktop.documents.tagging.table import DataTable, TableLook
from agence_desktop.teams.periods import Days

_NAME = "Planning de l’équipe"
_SIDE, _WIDE = 150.0, 702.0
_ACROSS = 3.0
_LANE = 11.0
_LINE = TextStyle(9, 11, INK, Face.SEMIBOLD)
_MUTED_LINE = TextStyle(9, 11, MUTED)
_SIZE = 9.0
_WORKING = 5


@dataclass(frozen=True, slots=True)
class _Room:
    """How much room a member takes: lines of text, height of a lane of bars, padding, in points."""

    lines: int
    lane: float
    padding: float


_ROOMS = (
    *(_Room(2, 14.0, 3.5), _Room(2, 12.0, 2.5), _Room(2, _LANE, 1.2)),
    *(_Room(1, 15.0, 2.0), _Room(1, 13.0, 1.6), _Room(1, _LANE, 1.2)),
)
_FIRM, _TENTATIVE = PlannedKind.CONFIRMED, PlannedKind.REQUESTED
_AWAY, _OUTSIDE = PlannedKind.RELATED, PlannedKind.CLOSED
"""The four patterns of the papers: solid, dashed, thin hatch, cross-hatch."""


def planning_pdf(row: TeamPlanning) -> bytes:
    """The planning on Letter landscape, tagged, as roomy as the fewest pages allow."""
    part = min((_part(row, room) for room in _ROOMS), key=page_count)
    return render([part], document_info(f"{_NAME} {row.team}, {_period(row)}", row.stamp))


def _period(row: TeamPlanning) -> str:
    return format_period(row.monday, row.monday + timedelta(7 * row.weeks - 3))


def _part(row: TeamPlanning, room: _Room) -> Part:
    axis = _Axis(row.monday, row.weeks)
    heading = title(f"Équipe {row.team}")
    furniture = Furniture(
        subject=_NAME,
        about=row.team,
        status=f"État au {format_date(row.stamp.instant.astimezone(row.stamp.zone), weekday=False)}",
        identity=f"{_NAME} {row.team}",
        printed="Imprimé",
        stamp=row.stamp,
    )
    about = f"{_period(row).capitalize()} · {counted(len(row.members), 'membre')} · "
    blocks: list[Block] = [
        heading,
        Text(about, f"renseignements{NBSP}: ", *contact_runs(row.contact), style=BODY),
        _table(row, axis, heading, room),
    ]
    return Part(
        blocks,
        furniture,
        size=LETTER_LANDSCAPE,
        above=TEXT_ABOVE - 3,
        below=TEXT_BELOW - 2,
        legend=_legend(row),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Working days from a Monday on; weekends take no room."""

    monday: date
    weeks: int

    @property
    def period(self) -> Days:
        """All days shown."""
        return Days(self.monday, self.monday + timedelta(7 * self.weeks))

    def at(self, day: date, width: float) -> float:
        """Where a day begins."""
        weeks, rest = divmod((day - self.monday).days, 7)
        count = weeks * _WORKING + min(rest, _WORKING)
        return width * max(0, min(count, self.weeks * _WORKING)) / (self.weeks * _WORKING)

    def stretch(self, days: Days, width: float) -> tuple[float, float] | None:
        """From where to where a period is drawn; None where it is not shown."""
        seen = days.intersection(self.period)
        if seen is None or seen.end is None:
            return None
        start, end = self.at(seen.first, width), self.at(seen.end, width)
        return (start, end) if start < end else None


def _table(row: TeamPlanning, axis: _Axis, heading: Heading, room: _Room) -> DataTable:
    padding = (_ACROSS, room.padding)
    look = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=padding, grid=True, low_header=True)
    head = Stack([Text("Semaine du", style=SMALL_STRONG), _weeks(row, axis)])
    rows: list[list[Block]] = [[_member(one, room), _figure(one, row, axis, room)] for one in row.members]
    return DataTable(
        [Text("Membre", style=SMALL_STRONG), head],
        rows,
        [_SIDE, _WIDE - _SIDE],
        look,
        space_before=6,
        continued=heading.continued(),
    )


def _member(one: PlannedMember, room: _Room) -> Stack:
    wide = _SIDE - 2 * _ACROSS
    share = f"{NBSP}· {format_percent(one.share)}" if one.share is not None else ""
    lines: list[Block] = [one_line(Text(one.name, Run(share, Face.REGULAR), style=_LINE), wide)]
    facts = ", ".join(filter(None, (one.home, one.skills)))
    if room.lines > 1 and facts:
        lines.append(one_line(Text(facts, style=_MUTED_LINE), wide))
    return Stack(lines)


def _weeks(row: TeamPlanning, axis: _Axis) -> Figure:
    """The Mondays above the bars; the text of each line tells its own dates."""

    def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
        step = width / axis.weeks
        every = 1 if step >= 40 else 2
        canvas.setFillColor(INK)
        canvas.setFont(Face.REGULAR.value, _SIZE)
        for week in range(0, axis.weeks, every):
            monday = axis.monday + timedelta(7 * week)
            canvas.drawString(
                x + week * step + 1, y + 2, format_short_date(monday, weekday=False, year=False)
            )
        if row.today is not None and axis.period.holds(row.today):
            at = x + axis.at(row.today, width)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(1.2)
            canvas.line(at, y - 1, at, y + 1.5)

    return Figure(11.0, paint)


def _lanes(bars: Sequence[PlannedBar]) -> list[list[PlannedBar]]:
    """Bars over as few lanes as they need, firm ones first."""
    lanes: list[list[PlannedBar]] = []
    for bar in sorted(bars, key=lambda bar: (bar.tentative, bar.period.first, bar.client)):
        free = (lane for lane in lanes if not any(bar.period.overlaps(other.period) for other in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return lanes


def _gaps(one: PlannedMember, axis: _Axis) -> list[Days]:
    """The days shown that lie outside the contract."""
    if one.contract is None:
        return []
    shown, found = axis.period, []
    if one.contract.first > shown.first:
        found.append(Days(shown.first, min(one.contract.first, shown.end or one.contract.first)))
    if one.contract.end is not None and shown.end is not None and one.contract.end < shown.end:
        found.append(Days(max(one.contract.end, shown.first), shown.end))
    return found


def _figure(one: PlannedMember, row: TeamPlanning, axis: _Axis, room: _Room) -> Figure:
    bars = [bar for bar in one.bars if bar.period.overlaps(axis.period)]
    lanes, gaps = _lanes(bars), _gaps(one, axis)
    lane_tall = room.lane
    tall = max(room.lines * _LANE, lane_tall * len(lanes))

    def paint(canvas: Canvas, x: float, y: float, width: float) -> None:
        _ground(canvas, row, axis, (x, y - room.padding, width, tall + 2 * room.padding))
        for days, kind, words in _closed(one, gaps):
            if found := axis.stretch(days, width):
                fill_slot(canvas, kind, x + found[0], y, found[1] - found[0], tall)
                _label(canvas, words, x + found[0], y + tall / 2 - _LANE / 2, found[1] - found[0])
        for number, lane in enumerate(lanes):
            foot = y + tall - (number + 1) * lane_tall
            for bar in lane:
                if found := axis.stretch(bar.period, width):
                    _bar(canvas, bar, (x + found[0], foot, found[1] - found[0], lane_tall))

    return Figure(tall, paint, _told(one, bars, gaps))


def _closed(one: PlannedMember, gaps: Sequence[Days]) -> list[tuple[Days, PlannedKind, str]]:
    found = [(days, _AWAY, "absence") for days in one.absences]
    return found + [(days, _OUTSIDE, "hors contrat") for days in gaps]


def _ground(canvas: Canvas, row: TeamPlanning, axis: _Axis, box: tuple[float, float, float, float]) -> None:
    """Holidays, lines between the weeks, and today, from one rule of the table to the next."""
    x, y, width, tall = box
    canvas.setFillColor(GROUND)
    for day, _ in row.holidays:
        if axis.period.holds(day) and day.weekday() < _WORKING:
            start, end = axis.at(day, width), axis.at(day + timedelta(1), width)
            canvas.rect(x + start, y, end - start, tall, stroke=0, fill=1)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.25)
    for week in range(1, axis.weeks):
        at = x + week * width / axis.weeks
        canvas.line(at, y, at, y + tall)
    if row.today is not None and axis.period.holds(row.today):
        at = x + axis.at(row.today, width)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.line(at, y, at, y + tall)


def _bar(canvas: Canvas, bar: PlannedBar, box: tuple[float, float, float, float]) -> None:
    x, y, width, lane = box
    foot, tall = y + 0.5, lane - 1.0
    if bar.tentative:
        canvas.setFillColor(white)
        canvas.rect(x, foot, width, tall, stroke=0, fill=1)
        fill_slot(canvas, _TENTATIVE, x, foot - 1, width, tall + 2)
    else:
        fill_slot(canvas, _FIRM, x, foot, width - 0.8, tall)
    share = percent_words(bar.effort_bp)
    canvas.setFillColor(INK if bar.tentative else white)
    canvas.setFont(Face.SEMIBOLD.value, _SIZE)
    for words in (f"{bar.client} {share}", bar.client):
        if text_width(printable(words), Face.SEMIBOLD, _SIZE) <= width - 7:
            canvas.drawString(x + 3.5, y + (lane - _LANE) / 2 + 2.4, printable(words))
            return


def _label(canvas: Canvas, words: str, x: float, y: float, width: float) -> None:
    """A word on white amid a hatch, where it fits."""
    wide = text_width(words, Face.REGULAR, _SIZE)
    if wide > width - 4:
        return
    canvas.setFillColor(white)
    canvas.rect(x + (width - wide) / 2 - 1.5, y + 0.6, wide + 3, _LANE - 1.2, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(Face.REGULAR.value, _SIZE)
    canvas.drawCentredString(x + width / 2, y + 2.4, words)


def _told(one: PlannedMember, bars: Sequence[PlannedBar], gaps: Sequence[Days]) -> str:
    """What the line shows in words, for those who listen."""
    told = []
    for bar in sorted(bars, key=lambda bar: bar.period.first):
        state = "provisoire" if bar.tentative else "ferme"
        told.append(f"{bar.client} {percent_words(bar.effort_bp)} {state} {period_words(bar.period)}")
    told += [f"absence {period_words(days)}" for days in one.absences]
    told += [f"hors contrat {period_words(days)}" for days in gaps]
    return "; ".join(told) or "libre toute la période"


def _legend(row: TeamPlanning) -> Stack:
    gap = f"{3 * NBSP} "
    signs: list[Inline] = [swatch(_FIRM), f"{NBSP}ferme{gap}", swatch(_TENTATIVE), f"{NBSP}provisoire{gap}"]
    signs += [swatch(_AWAY), f"{NBSP}absence{gap}", swatch(_OUTSIDE), f"{NBSP}hors{NBSP}contrat{gap}"]
    if any(one.share is not None for one in row.members):
        signs.append(f"%{NBSP}après le nom{NBSP}: utilisation ferme de la période{gap}")
    if row.holidays:
        days = ", ".join(
            f"{name}, {format_short_date(day, weekday=False, year=False)}" for day, name in row.holidays
        )
        signs.append(f"bande pâle{NBSP}: jour férié ({days})")
    return Stack([Text(*signs, style=TextStyle(9, 12, INK))], space_before=6)
