"""The timeline as rows, blocks and loads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.calendar.items import BACKGROUND, Style
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.teams.timeline.items import TimelinePicture, timeline_picture
from agence_desktop.desktop.teams.timeline.reading import Timeline, TimelineFilter
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import Bar, DayLoad, DeploymentState, MemberLine

MONDAY = date(2026, 10, 5)
MANAGER = Actor(1, "Mireille", (Grant(Role.MANAGER, None),))
AWAY = Days(date(2026, 11, 9), date(2026, 11, 14))
LOUISE = MemberLine(
    1, 1, "M1", "Louise", "Soutien", "Rimouski", (("Secrétariat", 4),), (), Days(date(2026, 1, 1), None)
)
KARINE = replace(LOUISE, id=2, key="M2", name="Karine", home="Lévis", absences=(AWAY,))
IBRAHIM = replace(
    LOUISE,
    id=3,
    key="M3",
    name="Ibrahim",
    team="Rédaction",
    skills=(("Appels d’offres", 4),),
    contract=Days(date(2026, 1, 1), date(2026, 11, 28)),
)
FIRM = Bar(
    1,
    1,
    1,
    1,
    "D-2026-0001",
    1,
    "MTQ",
    "secrétariat",
    DeploymentState.RUNNING,
    Days(date(2026, 10, 12), date(2026, 12, 19)),
    6000,
    Mode.ON_SITE,
)
HOPED = replace(
    FIRM,
    id=2,
    client="MSP",
    state=DeploymentState.PROPOSED,
    effort_bp=4000,
    mode=Mode.REMOTE,
    period=Days(date(2026, 10, 26), date(2026, 12, 19)),
)


def loads(member: int, capacity: int = 10_000) -> list[DayLoad]:
    """Twelve weeks as the two deployments load them."""
    made = []
    for offset in range(12 * 7):
        day = MONDAY + timedelta(days=offset)
        if day.weekday() < 5:
            firm = FIRM.effort_bp if FIRM.period.holds(day) else 0
            hoped = HOPED.effort_bp if HOPED.period.holds(day) else 0
            made.append(DayLoad(member, day, capacity, firm, hoped))
    return made


def picture(
    *bars: Bar, wanted: TimelineFilter | None = None, reach: Reach = Reach.QUARTER, actor: Actor = MANAGER
) -> TimelinePicture:
    read = Timeline(
        (LOUISE, KARINE, IBRAHIM),
        bars or (FIRM, HOPED),
        tuple(loads(1)),
        {date(2026, 10, 12): "Action de grâces"},
        datetime(2026, 10, 14, 14, 42, tzinfo=UTC),
    )
    return timeline_picture(read, wanted or TimelineFilter(), Period(reach, MONDAY), actor)


def test_that_members_stand_under_their_team_with_what_they_can_do() -> None:
    made = picture()
    louise = made.rows[0]
    assert (louise.title, louise.subtitle, louise.detail) == ("Louise", "Rimouski", "secrétariat 4")
    assert [group.key for group in made.groups] == ["Soutien", "Rédaction"]


def test_that_what_is_proposed_looks_otherwise_than_what_is_firm() -> None:
    blocks = {block.key: block for block in picture().blocks if block.style not in BACKGROUND}
    assert blocks["1"].style is Style.FIRM
    assert blocks["2"].style is Style.TENTATIVE
    assert "à distance" in blocks["2"].text


def test_that_a_week_says_firm_and_tentative() -> None:
    texts = [load.text.replace("\u00a0", " ") for load in picture().loads["1"]]
    assert len(texts) == 12
    assert texts[0] == "0 %"
    assert texts[1] == "60 %"
    assert texts[3] == "60 + 40"


def test_that_four_weeks_have_a_load_for_each_working_day() -> None:
    assert len(picture(reach=Reach.FOUR_WEEKS).loads["1"]) == 20


def test_that_what_is_tentative_can_be_left_out() -> None:
    made = picture(wanted=TimelineFilter(tentative=False))
    assert "2" not in {block.key for block in made.blocks}
    assert made.loads["1"][3].text.replace("\u00a0", " ") == "60 %"


def test_that_absences_and_the_end_of_a_contract_lie_behind() -> None:
    behind = [(block.row_key, block.editable) for block in picture().blocks if block.style in BACKGROUND]
    assert sorted(behind) == [("2", False), ("3", False)]


def test_that_a_filter_leaves_only_who_answers_it() -> None:
    by_skill = picture(wanted=TimelineFilter(skill="Appels d’offres"))
    assert [row.title for row in by_skill.rows] == ["Ibrahim"]
    by_home = picture(wanted=TimelineFilter(home="Lévis"))
    assert [row.title for row in by_home.rows] == ["Karine"]
    assert not [block for block in by_home.blocks if block.row_key == "1"]


def test_that_nothing_moves_for_who_may_not_or_once_it_is_over() -> None:
    member = Actor(9, "Louise", (Grant(Role.MEMBER, None),))
    assert not any(block.editable for block in picture(actor=member).blocks)
    over = replace(FIRM, state=DeploymentState.ENDED)
    assert not any(block.editable for block in picture(over).blocks)
