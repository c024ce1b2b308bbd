"""What « Qui est libre? » says, in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, format_number, format_short_date
from agence_desktop.desktop.teams.timeline.free import FreeAnswer, FreeLine, People
from agence_desktop.teams.describing import Names, misfit_detail
from agence_desktop.teams.feasibility import Fit
from agence_desktop.teams.problem import Mode, Reason, Seat

TITLE = "Qui est libre?"
KEY = "F4"
CLOSE = f"Fermer «{NBSP}Qui est libre?{NBSP}»"
FOR, FREE_QUESTION = "&Pour", "une question libre"
FROM, TO = "&Du", "&Au"
EFFORT, EFFORT_UNIT = "&Effort", f"{NBSP}%"
MODE = "&Mode"
SKILL, LEVEL = "Compétence", "&Niveau"
ANY_SKILL = "toutes"
PLACE, NO_PLACE = "&Lieu", "peu importe"
ASSIGN = "&Affecter…"
PROPOSE, PROPOSE_KEY = "Proposer…", "F9"
NAME, FREE = "Membre", "Libre"
RESULTS = "Membres libres, puis les autres"
FREE_HEAD, OTHERS_HEAD = "Libres", "Pas libres ou pas admissibles"
NOBODY = "Aucun membre en fonction."
ASK = "Choisissez une période pour savoir qui est libre."
MODES = {Mode.ON_SITE: "sur place", Mode.HYBRID: "hybride", Mode.REMOTE: "à distance"}
LEVELS = (*((level, f"{level} et plus") for level in (1, 2, 3)), (4, "4"))
PAST_END = "La fin précède le début."


def free_count(count: int, answer: FreeAnswer) -> str:
    """« 2, sur 40 jours ouvrables »."""
    return f"{count}, sur {counted(answer.working, 'jour ouvrable')}"


def free_share(line: FreeLine) -> str:
    """« 60 % »."""
    return f"{line.free}{NBSP}%"


def who(line: FreeLine) -> str:
    """« Thomas Nguyen, Québec »."""
    return ", ".join(part for part in (line.member.name, line.member.home_name) if part)


def detail(line: FreeLine, answer: FreeAnswer, people: People) -> str:
    """Why a member may, or the first reason why not."""
    if isinstance(line.verdict, Fit):
        return _fit(line, line.verdict, answer, people.skills)
    if line.verdict.reason is Reason.CAPACITY and line.firm:
        return _taken(line)
    (seat,) = answer.question.as_request().seats
    return misfit_detail(seat, line.verdict, people.problem.settings, names_of(people))


def names_of(people: People) -> Names:
    """Skills as they stand within a sentence."""
    return Names({code: f"{label[:1].lower()}{label[1:]}" for code, label in people.skills.items()})


def _taken(line: FreeLine) -> str:
    """« 80 % ferme jusqu’au 6 nov. 2026 »: what takes most of the days asked for."""
    most = max(line.firm, key=lambda one: (one.effort, one.period.end or one.period.first))
    last = most.period.last
    told = f"{_percent(most.effort)} ferme"
    return told if last is None else f"{told} jusqu’au {_day(last)}"


def _fit(line: FreeLine, fit: Fit, answer: FreeAnswer, skills: Mapping[str, str]) -> str:
    question = answer.question
    told = []
    if question.mode is not Mode.REMOTE and question.site is not None:
        told.append(kilometres(fit.cost.km))
    told += [
        f"{_skill(code, skills)} {line.member.skills[code].level}"
        for code in question.skills
        if code in line.member.skills
    ]
    if fit.served_days < answer.working:
        told.append(f"{fit.served_days} jours sur {answer.working}")
    if fit.cost.prior and question.client:
        told.append(f"connaît déjà {question.client}")
    return ", ".join(told)


def assigned(name: str, seat: str) -> str:
    """« Thomas Nguyen est proposé pour D-2026-0063, place 1. », whatever the gender."""
    return f"{seat}{NBSP}: {name}, affectation proposée."


def not_fitting(line: FreeLine, seat: Seat, people: People | None) -> str:
    """Why a member is not proposed."""
    if isinstance(line.verdict, Fit) or people is None:
        return ""
    told = misfit_detail(seat, line.verdict, people.problem.settings, names_of(people))
    return f"{line.member.name}{NBSP}: {told}. Rien n’a été changé."


ICONS = {
    Reason.SKILL: "school-outline",
    Reason.EXPIRED: "school-outline",
    Reason.LANGUAGE: "comment-text-outline",
    Reason.DISTANCE: "map-marker-distance",
    Reason.REMOTE: "home-outline",
    Reason.CONTRACT: "file-remove-outline",
    Reason.AVAILABILITY: "calendar-remove-outline",
    Reason.CAPACITY: "alert",
    Reason.OUTBID: "account-lock",
}


def kilometres(value: Fraction) -> str:
    """« 3,3 km », « 0 km »."""
    tenths = round(value * 10)
    return f"{format_number(Fraction(tenths, 10), 0 if tenths % 10 == 0 else 1)}{NBSP}km"


def _skill(code: str, skills: Mapping[str, str]) -> str:
    label = skills.get(code, code)
    return f"{label[:1].lower()}{label[1:]}"


def _day(day: date | None) -> str:
    return format_short_date(day, weekday=False) if day is not None else ""


def _percent(share: Fraction | None) -> str:
    return f"{format_number((share or Fraction(0)) * 100, 0)}{NBSP}%"
