"""The timeline of 400 members over a quarter, frame by frame, beside the same rectangles bare.

    python benchmarks/timeline_frame.py [--members N] [--rounds N] [--ratios 1 1.5]

Ours is the planning of members of the program, filled through the same functions as on the screen: some five
deployments for each member, an absence for every third one, a load for each week. The baseline is that of
``planning_frame``: the rectangles of the same rows and blocks in one colour, nothing else. Aim: a median of
16 ms of the processor at most for every kind of frame.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.people import PeopleView
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.teams.timeline.items import timeline_picture
from agence_desktop.desktop.teams.timeline.reading import Timeline, TimelineFilter
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import TENTATIVE, Bar, DayLoad, DeploymentState, MemberLine
from benchmarks.common import show
from benchmarks.planning_frame import SIZE, measure

MONDAY = date(2026, 10, 5)
WEEKS = 12
MANAGER = Actor("gestion", "", None, frozenset({Grant(Role.MANAGER, None)}))
_STATES = (
    DeploymentState.RUNNING,
    DeploymentState.CONFIRMED,
    DeploymentState.PROPOSED,
    DeploymentState.COMMITTED,
    DeploymentState.RUNNING,
)


def busy_quarter(members: int) -> Timeline:
    """So many members of eight teams, always the same."""
    lines, bars, loads = list[MemberLine](), list[Bar](), list[DayLoad]()
    skills = (("Secrétariat", 3), ("Révision", 2))
    for n in range(1, members + 1):
        away = MONDAY + timedelta(days=7 * (n % WEEKS))
        absences = (Days(away, away + timedelta(days=5)),) if n % 3 == 0 else ()
        team = f"Équipe {n % 8 + 1}"
        contract = Days(date(2026, 1, 1), None)
        lines.append(MemberLine(n, 1, f"M{n}", f"Membre {n:03}", team, "Lévis", skills, absences, contract))
        mine = []
        for turn, state in enumerate(_STATES):
            start = MONDAY + timedelta(days=(turn * 17 + n * 5) % 70)
            period = Days(start, start + timedelta(days=12 + (n + turn) % 30))
            mine.append(
                Bar(
                    len(bars) + len(mine) + 1,
                    1,
                    n,
                    turn,
                    f"D-2026-{turn:04}",
                    1,
                    ("MTQ", "MSP", "RQ", "SAAQ")[(n + turn) % 4],
                    ("secrétariat", "révision", "accueil")[turn % 3],
                    state,
                    period,
                    2000 + 1000 * (turn % 4),
                    Mode.ON_SITE,
                )
            )
        bars += mine
        for offset in range(WEEKS * 7):
            day = MONDAY + timedelta(days=offset)
            if day.weekday() < 5:
                held = [bar for bar in mine if bar.period.holds(day)]
                firm = sum(bar.effort_bp for bar in held if bar.state not in TENTATIVE)
                hoped = sum(bar.effort_bp for bar in held if bar.state in TENTATIVE)
                capacity = 0 if any(absence.holds(day) for absence in absences) else 10_000
                loads.append(DayLoad(n, day, capacity, firm, hoped))
    now = datetime(2026, 10, 14, 14, 42, tzinfo=UTC)
    holidays = {date(2026, 10, 12): "Action de grâces"}
    return Timeline(tuple(lines), tuple(bars), tuple(loads), holidays, now)


def our_view(members: int) -> PeopleView:
    """The planning of members of the program, shown."""
    from agence_desktop.core.resources import resource_path
    from agence_desktop.desktop.theme import Appearance, Theme, install_font

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_font(app, resource_path("fonts"))
    Theme(app, Appearance.LIGHT)
    read = busy_quarter(members)
    made = timeline_picture(read, TimelineFilter(), Period(Reach.QUARTER, MONDAY), MANAGER)
    view = PeopleView("Planning des membres")
    view.resize(*SIZE)
    view.set_range(made.days, Hours(0, 24 * 60))
    view.set_closed(made.closed)
    view.set_rows(made.rows, made.groups)
    view.set_blocks(made.blocks)
    view.set_loads(made.loads)
    view.set_now(read.read_at)
    view.show()
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    return view


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--members", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--ratios", type=float, nargs="+", default=[1, 1.25, 1.5, 2])
    given = parser.parse_args()
    if len(given.ratios) > 1:
        for ratio in given.ratios:
            others = ("--members", str(given.members), "--rounds", str(given.rounds))
            subprocess.run([sys.executable, __file__, "--ratios", str(ratio), *others], check=True)
        return
    os.environ["QT_SCALE_FACTOR"] = str(given.ratios[0])
    app = QApplication([])
    view = our_view(given.members)
    table = measure(view, given.rounds)
    print(f"{len(view.rows)} members, {len(view.store)} blocks, {len(view.visible_stops())} stops on view")
    show(["ratio", "frame", "ours ms", "ours CPU ms", "bare ms", "bare CPU ms", "ours ÷ bare"], table)
    app.processEvents()


if __name__ == "__main__":
    main()
