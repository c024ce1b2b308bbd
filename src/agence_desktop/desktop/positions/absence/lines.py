"""Absences and the tasks they touch as lists show them: names, chips, words of relief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agence_desktop.core.french import format_period
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.positions.absence import ReliefState
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.formats import format_days, task_name
from agence_desktop.positions.relief import AbsenceFile, AbsenceRow, ReliefLine, ReliefPlan, relief_plan
from agence_desktop.positions.rows import Acceptance

STATE_ICONS = {
    ReliefState.COVERED: ("check-circle", "ok"),
    ReliefState.AWAITING: ("timer-sand", "warning"),
    ReliefState.UNCOVERED: ("alert-circle", "danger"),
}
_ACCEPTANCES = {
    Acceptance.PROPOSED: ("account-arrow-right-outline", Look.REQUESTED),
    Acceptance.ASKED: ("timer-sand", Look.LATE),
    Acceptance.ACCEPTED: ("check-circle", Look.FREE),
    Acceptance.REFUSED: ("alert-circle", Look.TAKEN),
}


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An announced absence with its relief."""

    row: AbsenceRow
    file: AbsenceFile
    plan: ReliefPlan

    @property
    def posts(self) -> str:
        """« P-0142, P-0151 »."""
        return ", ".join(post.position.number for post in self.file.posts)

    @property
    def breach(self) -> date | None:
        """When something first stops for too long."""
        first = self.plan.first_breach
        return None if first is None else first.touched.breach

    @property
    def period(self) -> str:
        """« 30 nov. au 18 déc. »."""
        return format_period(self.row.first, self.row.last, short=True, year=False)

    @property
    def relief(self) -> str:
        """« 2 tâches sans relève »."""
        return relief_words(self.plan)


def absence_lines(files: list[AbsenceFile]) -> list[AbsenceLine]:
    """The lines of a list."""
    return [
        AbsenceLine(one.absence, one, relief_plan(one, one.absence.first, one.absence.last))
        for one in files
        if one.absence is not None
    ]


def relief_words(plan: ReliefPlan) -> str:
    """« 2 tâches sans relève », « 1 en attente », « tout est couvert », « rien n’est dû »."""
    if not plan.lines:
        return texts.NOTHING_DUE
    return texts.without_relief(len(plan.bare), plan.count(ReliefState.AWAITING))


def relief_chip(plan: ReliefPlan, *, cancelled: bool = False, announced: bool = True) -> Chip:
    """How the relief as a whole stands."""
    if cancelled:
        return Chip(texts.CANCELLED, "close-circle-outline", Look.CANCELLED)
    if not announced:
        return Chip(texts.DRAFT, "pencil-outline", Look.REQUESTED)
    if not plan.lines:
        return Chip(texts.NOTHING_TOUCHED, "check", Look.NEUTRAL)
    if plan.bare:
        return Chip(texts.INCOMPLETE, "alert", Look.LATE)
    if plan.count(ReliefState.AWAITING):
        return Chip(texts.WAITING, "timer-sand", Look.LATE)
    return Chip(texts.COMPLETE, "check-circle", Look.FREE)


def breach_icon(breach: date | None, today: date) -> tuple[str, str]:
    """Icon and ink of a first breach: red within a week."""
    if breach is None:
        return "check-circle", "ok"
    return ("alert-circle", "danger") if (breach - today).days <= 7 else ("alert", "warning")


def acceptance_chip(line: ReliefLine, now: datetime) -> Chip:
    """What somebody answered; a task nobody has is « À découvert »."""
    if line.state is ReliefState.UNCOVERED:
        return Chip(texts.BARE, "alert-circle", Look.TAKEN)
    told = line.acceptance or Acceptance.PROPOSED
    icon, look = _ACCEPTANCES[told]
    asked = line.assignment.asked_at if line.assignment is not None else None
    word = texts.CHIPS[told]
    if told is Acceptance.ASKED and asked is not None and now - asked >= timedelta(minutes=1):
        word = texts.waiting_for(now - asked)
    return Chip(word, icon, look)


def line_name(line: ReliefLine, *, several: bool) -> str:
    """« T8 Demandes de révision », « P-0151 A1 Ouvrir les accès »."""
    name = task_name(line.touched.task)
    return f"{line.post.position.number} {name}" if several else name


def limit_of(line: ReliefLine) -> str:
    """« 3 j », empty where it is never breached."""
    limit = max_interruption(line.touched.task)
    return "" if limit is None else format_days(limit)
