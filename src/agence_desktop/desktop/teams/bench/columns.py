"""The columns of « Banc et utilisation »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from agence_desktop.core.french import sort_key
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.bench import texts
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look, Meter
from agence_desktop.teams.benches import OverrunLine, UseLine
from agence_desktop.teams.unmet import UnmetSkill

FULL_BP = 10_000


def meter(line: UseLine) -> Meter | None:
    """The share as a bar."""
    return None if line.share is None else Meter(min(1.0, float(line.share)))


def free_days(line: UseLine) -> Decimal:
    """Full days that are left."""
    return Decimal(line.bench.free_bp) / FULL_BP if line.bench else Decimal(0)


def bench_since(line: UseLine) -> date | None:
    """From when nothing is agreed until the end of the period."""
    return line.bench.idle_from if line.bench else None


SHARE = Column[UseLine](
    "utilisation",
    texts.SHARE,
    lambda line: texts.share(line.share),
    sort=lambda line: line.share,
    meter=meter,
    tip=lambda line: texts.tip(*line.hours),
    width=116,
)


def _hours(key: str, title: str, number: int) -> Column[UseLine]:
    return Column(
        key,
        title,
        lambda line: texts.hours(line.hours[number]),
        sort=lambda line: line.hours[number],
        align=Align.RIGHT,
        width=92,
    )


def member_columns(today: date) -> tuple[Column[UseLine], ...]:
    """The columns of members; a sign marks who is on the bench already."""

    def idle(line: UseLine) -> bool:
        day = bench_since(line)
        return day is not None and day <= today

    return (
        Column(
            "membre",
            texts.MEMBER,
            lambda line: line.name,
            sort=lambda line: sort_key(line.name),
            strong=True,
            width=170,
        ),
        Column(
            "equipe", texts.TEAM, lambda line: line.team, width=200, stretch=True, tip=lambda line: line.team
        ),
        Column("port", texts.HOME, lambda line: line.member.home if line.member else "", width=120),
        SHARE,
        _hours("capacite", texts.CAPACITY, 0),
        _hours("ferme", texts.FIRM, 1),
        _hours("provisoire", texts.TENTATIVE, 2),
        Column(
            "libre",
            texts.FREE,
            lambda line: texts.days(free_days(line)),
            sort=free_days,
            align=Align.RIGHT,
            width=116,
        ),
        Column(
            "libre_des",
            texts.FIRST_FREE,
            lambda line: texts.day(line.bench.first if line.bench else None),
            sort=lambda line: line.bench.first if line.bench else None,
            width=88,
        ),
        Column(
            "banc",
            texts.BENCH_SINCE,
            lambda line: texts.day(bench_since(line)),
            sort=bench_since,
            icon=lambda line: "seat-outline" if idle(line) else "",
            ink=lambda line: "warning" if idle(line) else "",
            width=128,
        ),
        Column(
            "competences",
            texts.SKILLS,
            lambda line: common.skills(line.member.skills) if line.member else "",
            hidden=True,
            width=180,
        ),
    )


TEAM_COLUMNS: tuple[Column[UseLine], ...] = (
    Column(
        "equipe",
        texts.TEAM,
        lambda line: line.name or texts.WHOLE,
        tip=lambda line: line.name,
        strong=True,
        stretch=True,
        width=110,
    ),
    Column(
        "membres",
        texts.MEMBERS,
        lambda line: str(line.members),
        sort=lambda line: line.members,
        align=Align.RIGHT,
        hidden=True,
        width=84,
    ),
    SHARE,
    Column(
        "heures",
        texts.FIRM_OF,
        lambda line: texts.firm_of(line.hours[1], line.hours[0]),
        sort=lambda line: line.hours[1],
        align=Align.RIGHT,
        hidden=True,
        width=150,
    ),
)

OVERRUN_COLUMNS: tuple[Column[OverrunLine], ...] = (
    Column("membre", texts.MEMBER, lambda line: line.row.member, strong=True, width=122),
    Column(
        "ecart",
        texts.AMOUNT,
        lambda line: f"+{common.percent(line.row.amount_bp)}",
        sort=lambda line: line.row.amount_bp,
        align=Align.RIGHT,
        width=74,
    ),
    Column(
        "motif",
        texts.REASON,
        lambda line: line.row.reason,
        tip=texts.overrun,
        stretch=True,
        width=110,
    ),
    Column(
        "periode",
        texts.PERIOD,
        lambda line: texts.period(line.row.period),
        sort=lambda line: line.row.period.first,
        hidden=True,
        width=120,
    ),
    Column(
        "demande",
        texts.REQUEST,
        lambda line: ", ".join(filter(None, (line.row.number, line.client))),
        hidden=True,
        width=130,
    ),
    Column("par", texts.BY, lambda line: line.by, hidden=True, width=110),
)


def case_chip(line: UnmetSkill) -> Chip:
    """Whether demand makes the case for a permanent post."""
    if line.case:
        return Chip(texts.PERMANENT, "account-plus-outline", Look.REQUESTED)
    return Chip(texts.NO_CASE, "minus-circle-outline", Look.NEUTRAL)


def unmet_columns(months: Iterable[date], labels: dict[str, str]) -> tuple[Column[UnmetSkill], ...]:
    """The skill and what follows from it, then the sum and a column per month."""

    def of(number: int) -> Column[UnmetSkill]:
        return Column(
            f"m{number}",
            texts.month(shown[number]),
            lambda line: texts.days(line.months[number].days) if line.months[number].days else "–",
            sort=lambda line: line.months[number].days,
            align=Align.RIGHT,
            width=50,
        )

    shown = list(months)
    return (
        Column(
            "competence",
            texts.SKILL,
            lambda line: labels.get(line.skill, line.skill),
            tip=lambda line: texts.asked(line.requests, line.clients),
            strong=True,
            stretch=True,
            width=172,
        ),
        Column("conclusion", texts.CASE, lambda line: case_chip(line).word, chip=case_chip, width=146),
        Column(
            "postes",
            texts.POSTS,
            lambda line: texts.posts(line.posts),
            sort=lambda line: line.posts,
            align=Align.RIGHT,
            width=60,
        ),
        Column(
            "jours",
            texts.TOTAL,
            lambda line: texts.days(line.days),
            sort=lambda line: line.days,
            align=Align.RIGHT,
            width=74,
        ),
        *(of(number) for number in range(len(shown))),
    )
