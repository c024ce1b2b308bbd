"""Everything the calendars say, in French."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french.dates import (
    format_date,
    format_month,
    format_period,
    format_short_date,
    format_slot,
    format_time,
)
from agence_desktop.core.french.grammar import counted
from agence_desktop.core.french.words import NBSP, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block, Day, Row, Style
from agence_desktop.desktop.calendar.stops import Stop

PLANNING = "Planning"
AGENDA = "Agenda"
MONTH = "Mois"
DESCRIPTION = (
    "Flèches pour se déplacer, Entrée pour ouvrir ou créer, Ctrl et flèches pour déplacer, "
    "Ctrl, Maj et flèches pour changer la durée, Suppr pour annuler, Maj+F10 pour le menu, "
    "Ctrl et + ou − pour agrandir ou réduire"
)
TODAY = "aujourd’hui"
FREE = "libre"
_WHOLE_DAY = timedelta(hours=20)
"""A day is shorter where clocks go forward, and closures need not begin at midnight."""
CLOSED = "hors heures"
NO_WORK = "jour férié"
EMPTY = "Aucune ligne à montrer. Élargissez les filtres ou choisissez d’autres lieux."
FREE_HERE = "Libre ici"
IMPOSSIBLE = "Impossible ici"
RELEASE_STAYS = "Si vous relâchez ici, rien ne change. Échap annule."
RELEASE_MOVES = "Relâchez pour confirmer. Échap annule."
ENTER_STAYS = "Si vous appuyez sur Entrée, rien ne change. Échap annule."
ENTER_MOVES = "Entrée confirme. Échap annule."
CANCELLED = "Déplacement annulé"
LEGEND = "Légende"
BUFFER = "tampon"

STYLE_WORDS = {
    Style.FIRM: "confirmée",
    Style.TENTATIVE: "demandée",
    Style.WAITING: "liste d’attente",
    Style.ATTENDED: "présence notée",
    Style.DONE: "terminée",
    Style.MISSED: "non-présentation",
    Style.CANCELLED: "annulée",
    Style.CLOSED: "fermeture",
    Style.ABSENT: "absence",
    Style.LINKED: "prise par une autre division",
}
"""What a style means where the slice gives no word of its own."""

PREVIOUS = "Période précédente"
NEXT = "Période suivante"
TODAY_BUTTON = "Aujourd’hui"
REACH = "Étendue"
DAY = "Jour"
WEEK = "Semaine"
TWO_WEEKS = "2 sem."
FOUR_WEEKS = "4 sem."
QUARTER = "Trimestre"


def day_titles(day: date, today: date | None) -> list[str]:
    """How a day may be headed, the longest first: « mer. 14 · aujourd’hui », « mer. 14 », « 14 »."""
    number = "1er" if day.day == 1 else str(day.day)
    title = f"{SHORT_WEEKDAYS[day.weekday()]} {number}"
    return [f"{title} · {TODAY}", title, number] if day == today else [title, number]


def day_marks(day: date) -> list[str]:
    """How a narrow day may be headed, the longest first: « me 14 », « 14 »."""
    return [f"{SHORT_WEEKDAYS[day.weekday()][:2]} {day.day}", str(day.day)]


def month_title(day: date) -> str:
    """« octobre 2026 »."""
    return format_month(day)


def week_titles(first: date, last: date) -> list[str]:
    """How a week may be headed, the longest first: « 12 au 16 » or « 30 nov. au 4 déc. », then « 30 »."""
    days = [f"{first.day} au {last.day}", str(first.day)] if first != last else [str(first.day)]
    return days if first.month == last.month else [format_period(first, last, short=True, year=False), *days]


def month_day(day: date) -> str:
    """The number of a day in the month grid: « 14 », and « 1er nov. » where the month begins."""
    return f"1er{NBSP}{SHORT_MONTHS[day.month - 1]}" if day.day == 1 else str(day.day)


def weekday_titles(count: int) -> list[str]:
    """« lundi », « mardi »… Monday first."""
    return list(WEEKDAYS[:count])


def hour_tick(minute: int) -> str:
    """The hour on the axis: « 8 »."""
    return str(minute // 60)


def hour_line(minute: int) -> str:
    """The hour beside the agenda: « 8 h »."""
    return f"{minute // 60}{NBSP}h"


def now_badge(wall: datetime) -> str:
    """« 10 h 42 »."""
    return format_time(wall)


def date_badge(day: date) -> str:
    """« 14 oct. »."""
    return format_short_date(day, weekday=False, year=False)


def day_words(day: date) -> str:
    """« mardi 24 novembre »."""
    return format_date(day, year=False)


def hours_words(start: datetime, end: datetime) -> str:
    """« 13 h à 15 h 30 », with the days where the end is on another."""
    if start.date() == (end - timedelta(microseconds=1)).date():
        return f"{format_time(start)} à {format_time(end) if end.time() != end.min.time() else f'24{NBSP}h'}"
    return f"{day_words(start.date())}, {format_time(start)}, au {day_words(end.date())}, {format_time(end)}"


def other_clock(row: Row, instant: datetime, zone: ZoneInfo) -> str:
    """How the clocks of the row's place differ from the view's then: « heure locale + 1 h »; empty if not."""
    there, here = to_wall(instant, row.zone), to_wall(instant, zone)
    minutes = round((there - here).total_seconds() / 60)
    if not minutes:
        return ""
    sign = "+" if minutes > 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"heure locale {sign}{NBSP}{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def on_the_spot(row: Row, instant: datetime, zone: ZoneInfo) -> str:
    """« 10 h sur place » where the row's clocks differ; otherwise empty."""
    if not other_clock(row, instant, zone):
        return ""
    return f"{format_time(to_wall(instant, row.zone))} sur place"


def state_of(block: Block) -> str:
    """The state in words."""
    return block.state or STYLE_WORDS[block.style]


def cell_name(row: Row, stop: Stop, zone: ZoneInfo, *, closed: bool) -> str:
    """« Salle 204, mardi 24 novembre, 9 h, libre »; a folded day is named instead."""
    start = to_wall(stop.span.start, zone)
    if stop.day is not None:
        return _joined(row.title, day_words(stop.day.date), stop.day.name)
    local = on_the_spot(row, stop.span.start, zone)
    where = (row.title, day_words(start.date()), format_time(start), local)
    return _joined(*where, CLOSED if closed else FREE)


def block_name(row: Row, block: Block, zone: ZoneInfo) -> str:
    """« Salle 204, MTQ, Comité de sécurité routière, confirmée, mardi 24 novembre, 13 h à 15 h 30 »."""
    start, end = to_wall(block.span.start, zone), to_wall(block.span.end, zone)
    hours = hours_words(start, end)
    day = day_words(start.date()) if start.date() == (end - timedelta(microseconds=1)).date() else ""
    local = on_the_spot(row, block.span.start, zone)
    return _joined(row.title, block.label, block.text, state_of(block), day, hours, local)


def tooltip(row: Row, block: Block, zone: ZoneInfo) -> str:
    """The full text of a block, a fact a line."""
    start, end = to_wall(block.span.start, zone), to_wall(block.span.end, zone)
    buffers = buffer_words(block)
    local = on_the_spot(row, block.span.start, zone)
    lines = (
        _joined(block.label, block.text),
        _joined(row.title, state_of(block)),
        _joined(format_slot(start, end, short=True), local),
        buffers,
        block.detail,
    )
    return "\n".join(line for line in lines if line)


def buffer_words(block: Block) -> str:
    """« Tampon : 30 min avant, 15 min après »; empty without buffers."""
    parts = [
        f"{minutes}{NBSP}min {word}"
        for minutes, word in ((block.before_minutes, "avant"), (block.after_minutes, "après"))
        if minutes
    ]
    return f"Tampon{NBSP}: {', '.join(parts)}" if parts else ""


def row_words(row: Row) -> str:
    """The tooltip of a row header: « Salle 204, 12 pers., Wi-Fi »."""
    return _joined(row.title, row_offer(row))


def row_offer(row: Row) -> str:
    """What a row header shows beside its title, in words."""
    marks = (row.mark, *row.marks) if row.mark else row.marks
    return _joined(row.note, row.subtitle, *(mark.word for mark in marks), row.detail)


def days_of(span: Span, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last day of a span of whole days."""
    start, end = to_wall(span.start, zone), to_wall(span.end, zone)
    return start.date(), (end - timedelta(microseconds=1)).date()


def period_words(span: Span, zone: ZoneInfo) -> str:
    """A span of whole days: « 26 octobre au 18 décembre 2026 »."""
    first, last = days_of(span, zone)
    return format_date(first) if first == last else format_period(first, last)


def period_block_name(row: Row, block: Block, zone: ZoneInfo) -> str:
    """« Louise Arsenault, MTQ, secrétariat, 60 %, confirmé, 15 octobre au 18 décembre 2026 »."""
    return _joined(row.title, block.label, block.text, state_of(block), period_words(block.span, zone))


def period_cell_name(row: Row, stop: Stop, zone: ZoneInfo, *, closed: bool) -> str:
    """« Louise Arsenault, mardi 24 novembre 2026 »; a day without work says its name, or that it is one."""
    first, _last = days_of(stop.span, zone)
    named = stop.day.name if stop.day is not None else ""
    return _joined(row.title, format_date(first), named or (NO_WORK if closed else ""))


def period_tooltip(row: Row, block: Block, zone: ZoneInfo) -> str:
    """The full text of a block of whole days, a fact a line."""
    lines = (
        _joined(block.label, block.text),
        _joined(row.title, state_of(block)),
        period_words(block.span, zone),
        block.detail,
    )
    return "\n".join(line for line in lines if line)


def target_words(row: Row, span: Span, zone: ZoneInfo) -> str:
    """Where a ghost stands: « Salle 204, mar. 24 nov. 2026, 13 h à 15 h 30 »."""
    return _joined(row.title, format_slot(to_wall(span.start, zone), to_wall(span.end, zone), short=True))


def day_cell_name(day: Day, count: int, today: date | None, noun: str = "réservation") -> str:
    """A day of the month grid: « mardi 24 novembre 2026, 3 réservations »; ``noun`` is feminine."""
    busy = counted(count, noun) if count else f"aucune {noun}"
    return _joined(format_date(day.date), TODAY if day.date == today else "", day.name, busy)


def more(count: int) -> str:
    """« et 3 autres », « et 1 autre »."""
    return f"et {counted(count, 'autre')}"


def month_line(block: Block, zone: ZoneInfo) -> str:
    """A line of the month: « 13 h MTQ »; what lasts whole days has no hour (« Fermée »)."""
    if block.span.length >= _WHOLE_DAY:
        return block.label
    return f"{format_time(to_wall(block.span.start, zone))} {block.label}".strip()


def group_name(title: str, subtitle: str, *, folded: bool) -> str:
    """« Services Québec de Lévis, replié »."""
    return _joined(title, subtitle, "replié" if folded else "déplié")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
