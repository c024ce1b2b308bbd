"""The timeline of members as rows, blocks and loads of a planning: no widget, no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.calendar.items import Block, Closed, Day, Group, Loads, Row, Style
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.timeline import texts
from agence_desktop.desktop.teams.timeline.loads import by_member, days_span, feet, utilisation
from agence_desktop.desktop.teams.timeline.reading import Timeline, TimelineFilter
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import TENTATIVE, Bar, DayLoad, DeploymentState, MemberLine

WHOLE_DAY = 24 * 60
_DONE = frozenset(
    {
        DeploymentState.ENDED_EARLY,
        DeploymentState.ENDED,
        DeploymentState.EVALUATED,
        DeploymentState.STATED,
        DeploymentState.CLOSED,
    }
)


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """All that the planning of members is given."""

    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]
    loads: Loads
    closed: Closed
    days: tuple[Day, ...]


def timeline_picture(read: Timeline, wanted: TimelineFilter, period: Period, actor: Actor) -> TimelinePicture:
    """The members who answer a filter over a period, as this person may change them."""
    days = tuple(day for day in period.dates() if day.weekday() < 5)
    shown = [member for member in read.members if wanted.takes(member)]
    ids = {member.id for member in shown}
    loads = by_member(read.loads)
    weekly = period.reach is Reach.QUARTER
    may = actor.holds(Role.MANAGER) or actor.holds(Role.CLERK) or actor.holds(Role.ADMINISTRATOR)
    bars = [bar for bar in read.bars if bar.member_id in ids and (wanted.tentative or not is_tentative(bar))]
    return TimelinePicture(
        tuple(_row(member, loads.get(member.id, ()), days) for member in shown),
        _groups(shown),
        (*_blocks(bars, may=may), *_away(shown, days)),
        {
            str(member.id): feet(loads.get(member.id, ()), days, weekly=weekly, tentative=wanted.tentative)
            for member in shown
        },
        _closed(shown, days, read),
        tuple(Day(day, name=read.holidays.get(day, "")) for day in days),
    )


def is_tentative(bar: Bar) -> bool:
    """Whether a deployment uses no capacity yet."""
    return bar.state in TENTATIVE


def block_key(bar: Bar) -> str:
    """The key of a deployment on the planning."""
    return str(bar.id)


def _row(member: MemberLine, mine: Sequence[DayLoad], days: Sequence[date]) -> Row:
    return Row(
        key=str(member.id),
        title=member.name,
        subtitle=member.home,
        note=texts.utilised(utilisation(mine, days)),
        group=member.team,
        grid_minutes=WHOLE_DAY,
        detail=common.skills(member.skills),
    )


def _groups(shown: Iterable[MemberLine]) -> tuple[Group, ...]:
    counts: dict[str, int] = {}
    for member in shown:
        counts[member.team] = counts.get(member.team, 0) + 1
    return tuple(Group(team, *texts.group(team, count)) for team, count in counts.items())


def _blocks(bars: Iterable[Bar], *, may: bool) -> Iterable[Block]:
    for bar in bars:
        if bar.period.end is None or bar.state is DeploymentState.CANCELLED:
            continue
        yield Block(
            key=block_key(bar),
            row_key=str(bar.member_id),
            span=days_span(bar.period.first, bar.period.end),
            style=style_of(bar.state),
            label=bar.client,
            text=texts.work(
                bar.label,
                common.percent(bar.effort_bp),
                bar.mode is Mode.REMOTE,
                common.weekdays(bar.days),
            ),
            state=common.DEPLOYMENT_STATES[bar.state].lower(),
            editable=may and bar.state not in _DONE,
            detail="\n".join(part for part in (bar.number, texts.OVERRUN if bar.overrun else "") if part),
        )


def style_of(state: DeploymentState) -> Style:
    """How a deployment looks."""
    if state in TENTATIVE:
        return Style.TENTATIVE
    return Style.DONE if state in _DONE else Style.FIRM


def _away(shown: Iterable[MemberLine], days: Sequence[date]) -> Iterable[Block]:
    """Absences and what lies outside contracts, within the days shown."""
    if not days:
        return
    first, end = days[0], days[-1] + timedelta(days=1)
    for member in shown:
        spans = [(absence.first, absence.end or end, texts.ABSENCE) for absence in member.absences]
        spans.append((first, member.contract.first, texts.OUT_OF_CONTRACT))
        if member.contract.end is not None:
            spans.append((member.contract.end, end, texts.OUT_OF_CONTRACT))
        for number, (since, until, words) in enumerate(spans):
            since, until = max(since, first), min(until, end)
            if since < until:
                yield Block(
                    key=f"{member.id}/{number}",
                    row_key=str(member.id),
                    span=days_span(since, until),
                    style=Style.ABSENT,
                    label="",
                    text=words,
                    state=words,
                    editable=False,
                )


def _closed(shown: Iterable[MemberLine], days: Sequence[date], read: Timeline) -> Closed:
    spans = tuple(days_span(day, day + timedelta(days=1)) for day in days if day in read.holidays)
    return {str(member.id): spans for member in shown} if spans else {}
