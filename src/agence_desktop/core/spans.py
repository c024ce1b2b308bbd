"""Half-open spans of time between two UTC instants, and the algebra of their unions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` between two aware instants, kept in UTC; raises ValueError unless ``start < end``."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if not (self.start.tzinfo is UTC is self.end.tzinfo):
            self._keep_in_utc()
        if self.end <= self.start:
            raise ValueError("a span ends after it starts")

    def _keep_in_utc(self) -> None:
        # Python compares datetimes of one zone by their wall clocks, which errs when clocks change.
        for name, instant in (("start", self.start), ("end", self.end)):
            if instant.tzinfo is None:
                raise ValueError("a span needs aware instants")
            object.__setattr__(self, name, instant.astimezone(UTC))

    @property
    def length(self) -> timedelta:
        """Elapsed time."""
        return self.end - self.start

    @property
    def minutes(self) -> int:
        """Elapsed whole minutes (spans of the product start and end on whole minutes)."""
        return int(self.length.total_seconds() // 60)

    def overlaps(self, other: Span) -> bool:
        """Whether an instant belongs to both; touching spans share none."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, instant: datetime) -> bool:
        """Whether the instant belongs to the span."""
        return self.start <= instant < self.end

    def intersection(self, other: Span) -> Span | None:
        """The common part, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def widened(self, before_minutes: int, after_minutes: int) -> Span:
        """The span with minutes added before and after: the busy interval of a booking."""
        if not (before_minutes or after_minutes):
            return self
        before, after = timedelta(minutes=before_minutes), timedelta(minutes=after_minutes)
        return Span(self.start - before, self.end + after)

    def shifted(self, by: timedelta) -> Span:
        """The span moved in elapsed time."""
        return Span(self.start + by, self.end + by)


def union(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans in order that cover the same instants; touching ones are joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` outside ``holes``, disjoint and in order."""
    left: list[Span] = []
    gaps = union(holes)
    first = 0
    for span in union(spans):
        while first < len(gaps) and gaps[first].end <= span.start:
            first += 1
        start = span.start
        for index in range(first, len(gaps)):
            gap = gaps[index]
            if gap.start >= span.end:
                break
            if gap.start > start:
                left.append(Span(start, gap.start))
            start = gap.end
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def covered(span: Span, by: Sequence[Span]) -> bool:
    """Whether the union of ``by`` holds every instant of ``span``."""
    return not subtract([span], by)
