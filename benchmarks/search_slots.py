"""What the search written by hand is given ready made: the slots in every time zone, and both dialects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.hours import covers, parse_hours
from agence_desktop.core.spans import Span
from agence_desktop.spaces.finding import Need

SLOT_COLUMNS = (
    "n, zone, step, kind, place, start_at, end_at, wall_start, wall_end,"
    " day, last_day, month, minute, whole, minutes, days, ahead"
)
"""The columns of the slots as rows of VALUES."""


@dataclass(frozen=True)
class Asking:
    """Who asks, and when."""

    now: datetime
    organisation: int
    acronym: str
    regions: frozenset[str]


@dataclass(frozen=True)
class Dialect:
    """What the two databases write differently."""

    instant: Callable[[datetime], str]
    day: Callable[[date], str]
    wall: Callable[[datetime], str]
    true: str
    false: str
    elapsed: str
    minutes: str
    """So many minutes, as what is added to an instant."""
    least: str
    hour_price: str
    these: str
    contains: str
    sought: str
    remainder: str = "mod(k.minute, k.grid_minutes)"


_MOST = 10**15
SQLITE = Dialect(
    instant=lambda moment: f"{int(moment.timestamp())}",
    day=lambda day: f"'{day}'",
    wall=lambda wall: f"'{wall:%Y-%m-%d %H:%M:%S}.000000'",
    true="1",
    false="0",
    elapsed="(o.ends - o.starts) / 60",
    minutes="(60 * {})",
    least=f"nullif(min(coalesce({{}}, {_MOST}), coalesce({{}}, {_MOST}), coalesce({{}}, {_MOST})), {_MOST})",
    hour_price="(2 * {} * {} + 60) / 120",
    these="SELECT value FROM json_each(?)",
    contains="instr({}, {}) > 0",
    sought="JOIN space_hold h ON {}",
    remainder="k.minute % k.grid_minutes",
)
POSTGRESQL = Dialect(
    instant=lambda moment: f"timestamptz '{moment.isoformat()}'",
    day=lambda day: f"date '{day}'",
    wall=lambda wall: f"timestamp '{wall}'",
    true="true",
    false="false",
    elapsed="extract(epoch FROM o.ends - o.starts)::int / 60",
    minutes="make_interval(mins => {})",
    least="least({}, {}, {})",
    hour_price="round({} * {} / 60, 2)",
    these="SELECT unnest(%s::int[])",
    contains="strpos({}, {}) > 0",
    # Left to choose, it reads every hold there ever was of a part.
    sought="JOIN LATERAL (SELECT * FROM space_hold h WHERE {} OFFSET 0) h ON true",
)


class Slots:
    """The slots of a need in every zone and by every step that rooms have, as rows of VALUES."""

    def __init__(
        self,
        need: Need,
        now: datetime,
        zones: Sequence[str],
        steps: Sequence[int],
        texts: Sequence[str],
        observed: set[date],
    ) -> None:
        self.now, self.steps, self.texts = now, steps, texts
        self.rows = [
            (zone, step, kind, at, span)
            for zone in zones
            for step in steps
            for kind, spans in enumerate(_spans(need, ZoneInfo(zone), step, observed))
            for at, span in enumerate(spans)
        ]

    def values(self, dialect: Dialect, kinds: Sequence[int], steps: Sequence[int]) -> str:
        """The slots of some kinds, by some steps."""
        return ", ".join(
            self._row(dialect, n, *row)
            for n, row in enumerate(self.rows)
            if row[2] in kinds and row[1] in steps
        )

    def open_hours(self, kinds: Sequence[int], steps: Sequence[int]) -> str:
        """Which text of hours holds which of them."""
        held = [
            f"('{text}', {n})"
            for text in self.texts
            for n, (zone, step, kind, _, span) in enumerate(self.rows)
            if kind in kinds and step in steps and covers(parse_hours(text), span, ZoneInfo(zone))
        ]
        return ", ".join(held or ["('', -1)"])

    def _row(self, dialect: Dialect, n: int, zone: str, step: int, kind: int, at: int, span: Span) -> str:
        moments = (span.start, span.end, self.now)
        first, last, present = (to_wall(moment, ZoneInfo(zone)) for moment in moments)
        day, ending = first.date(), (last - timedelta.resolution).date()
        whole = int(first.time() == last.time() == time())
        cells = (
            *(n, f"'{zone}'", step, kind, at, dialect.instant(span.start), dialect.instant(span.end)),
            *(dialect.wall(first), dialect.wall(last), dialect.day(day), dialect.day(ending)),
            *(100 * first.year + first.month, 60 * first.hour + first.minute, whole, span.minutes),
            *((ending - day).days + 1, (day - present.date()).days),
        )
        return f"({', '.join(map(str, cells))})"


def _spans(need: Need, zone: ZoneInfo, step: int, observed: set[date]) -> Iterator[list[Span]]:
    """The slot asked for, other times, other days and shorter ones, each in order of preference."""
    start, end, day = need.start, need.end, need.start.date()
    asked = place(start, end, zone)
    yield [asked]
    shifts = [timedelta(minutes=sign * minutes) for minutes in range(step, 121, step) for sign in (-1, 1)]
    yield [place(start + by, end + by, zone) for by in shifts if (start + by).date() == day]
    days = [add_working_days(day, sign * count, observed) - day for count in (1, 2, 3) for sign in (1, -1)]
    yield [place(start + by, end + by, zone) for by in days]
    cuts = [timedelta(minutes=minutes) for minutes in range(step, asked.minutes // 4 + 1, step)]
    yield [
        span
        for cut in cuts
        for span in (Span(asked.start, asked.end - cut), Span(asked.start + cut, asked.end))
    ]
