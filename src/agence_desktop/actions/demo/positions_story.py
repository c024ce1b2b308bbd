"""What the pictures tell of three positions: who can do what, an absence and its relief, and a remark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from agence_desktop.actions.demo.positions_bank import STORY_DAY, story_sheet
from agence_desktop.actions.demo.positions_cast import Colleague
from agence_desktop.actions.demo.positions_history import instant
from agence_desktop.positions.commands.loading import (
    LoadedAbsence,
    LoadedAssignment,
    LoadedComment,
    LoadedLevel,
)
from agence_desktop.positions.content import DueRule, Sheet, Work
from agence_desktop.positions.rows import Acceptance

STORY_NUMBER: Final = "P-0142"
STORY_TITLE: Final = "Prestations spéciales et contrats d’intégration au travail"
_LEVELS: Final = {
    "P-0142": """
T1 Karim Benali 4 2026-06-09 access
T1 Josée Lachance 3 2026-09-14 access
T1 Fatou Diallo 1 2026-05-20
T2 Karim Benali 3 2026-06-09 access
T2 Fatou Diallo 2 2026-05-20 access
T3 Étienne Gagnon-Roy 3 2026-04-02 access
T4 Étienne Gagnon-Roy 3 2025-09-15 access
T5 Thierry Nadeau 4 2026-10-01 access
T5 Étienne Gagnon-Roy 1 2026-10-01 training
T6 Josée Lachance 2 2026-09-14
T6 Sylvie Paradis 4 2026-03-10 access
T7 Josée Lachance 3 2026-09-14 access
T8 Karim Benali 2 2026-06-09 access
T9 Étienne Gagnon-Roy 2 2026-04-02
T10 Josée Lachance 2 2026-09-14 access
T10 Sylvie Paradis 1 2026-03-10 access
""",
    "P-0151": """
A1 Étienne Gagnon-Roy 2 2026-02-03 access
A1 Samuel Ouellet 1 2026-05-01 training
A2 Étienne Gagnon-Roy 2 2026-02-03 access
A3 Samuel Ouellet 2 2026-05-01 access
A4 Josée Lachance 2 2025-08-11 access
A4 Samuel Ouellet 1 2026-05-01 access
""",
    "P-0138": """
R1 Maryse Thibodeau 2 2026-09-01 access
R1 Samuel Ouellet 1 2026-05-01 training
R2 Fatou Diallo 2 2026-01-15
R3 Sylvie Paradis 2 2026-04-20 access
""",
}
_PROCEDURES: Final = {
    "P-0151": ("2024-06-10", "2024-04-22", "2026-03-01", "2024-09-16"),
    "P-0138": ("2024-05-13", "2025-10-01", "2026-03-01"),
}
_RELIEF: Final = (
    ("T1", "Karim Benali", "Josée Lachance", Acceptance.ACCEPTED),
    ("T2", "Karim Benali", "", Acceptance.ACCEPTED),
    ("T5", "Thierry Nadeau", "", Acceptance.ASKED),
    ("T6", "Sylvie Paradis", "Josée Lachance", Acceptance.ACCEPTED),
    ("T7", "Josée Lachance", "", Acceptance.ACCEPTED),
    ("T8", "", "", Acceptance.PROPOSED),
    ("T9", "", "", Acceptance.PROPOSED),
    ("T10", "Josée Lachance", "Sylvie Paradis", Acceptance.ACCEPTED),
)


def story_levels(
    number: str, by_name: Mapping[str, Colleague], today: date, recorded_by: str
) -> list[LoadedLevel] | None:
    """The levels that the pictures show of a position; None where they show none, or somebody is missing."""
    found = []
    for line in _LEVELS.get(number, "").split("\n"):
        if line:
            task, first, last, level, day, *marks = line.split()
            person = by_name.get(f"{first} {last}")
            if person is None:
                return None
            validated = story_day(day, today)
            found.append(
                LoadedLevel(
                    *(task, person.person_id, int(level), validated),
                    access="access" in marks,
                    in_training="training" in marks,
                    recorded_by=recorded_by,
                )
            )
    return found or None


def story_dates(number: str, sheet: Sheet, today: date) -> Sheet | None:
    """The sheet with the dates of procedures that the pictures imply; None where they imply none."""
    days = _PROCEDURES.get(number)
    if days is None:
        return None
    tasks = (
        replace(task, procedure_date=story_day(day, today))
        for task, day in zip(sheet.tasks, days, strict=True)
    )
    return replace(sheet, tasks=tuple(tasks))


def story_versions(today: date) -> tuple[Sheet, Sheet]:
    """The sheet of P-0142 in force, and the version before, fourteen changes away."""
    sheet = story_sheet(today)
    tasks = []
    for task in sheet.tasks[:-1]:
        match task.key:
            case "T4":
                task = replace(task, due=DueRule("FREQ=MONTHLY;BYMONTHDAY=15"))
            case "T5":
                task = replace(task, procedure_date=today - timedelta(days=400))
            case "T8":
                task = replace(task, criticality=3, impacts=(1, 1, 1, 2, 4, 5), wanted=1)
        tasks.append(task)
    works = (
        Work("Dossier 2025-301", "Terminé", "Entente avec un partenaire, à classer", today),
        *sheet.works[1:],
    )
    contacts = tuple(
        replace(one, phone="418 555-0187") if one.function == "Révision et recours" else one
        for one in sheet.contacts
    )
    accesses = tuple(replace(one, delay_days=10) if one.system == "Budget" else one for one in sheet.accesses)
    relief = (*sheet.relief[:2], replace(sheet.relief[2], moved="Rien"))
    mission = (
        "Traite les prestations spéciales et assiste l’équipe Entreprises dans les contrats d’intégration"
        " au travail."
    )
    former = replace(
        sheet,
        mission=mission,
        tasks=tuple(tasks),
        works=works,
        contacts=contacts,
        accesses=accesses,
        relief=relief,
    )
    return sheet, former


def story_comments(manager: Colleague, holder: Colleague, today: date) -> tuple[LoadedComment, ...]:
    """The remarks on P-0142."""
    return (
        LoadedComment(
            "relief/long/who",
            manager.name,
            manager.login,
            instant(today - timedelta(days=8), 10, 30),
            "Qui remplace après dix jours\u00a0? Une seule personne ne suffira pas.",
            settled=True,
        ),
        LoadedComment(
            "relief/long/who",
            holder.name,
            holder.login,
            instant(today - timedelta(days=7), 9, 5),
            "Ajouté\u00a0: Karim, avec une équipe volante.",
            replies_to=0,
        ),
        LoadedComment(
            "tasks/T4/procedure_date",
            manager.name,
            manager.login,
            instant(today - timedelta(days=2), 16, 20),
            "Elle a plus de deux ans\u00a0: à refaire avant le rapport de janvier.",
        ),
    )


def story_absence(
    holder: Colleague, by_name: Mapping[str, Colleague], recorded_by: str, first: date, today: date
) -> LoadedAbsence:
    """Nineteen days of absence from a Monday; two tasks that nobody takes."""
    announced, yesterday = today - timedelta(days=6), today - timedelta(days=1)

    def person(name: str) -> int | None:
        return by_name[name].person_id if name in by_name else None

    assignments = (
        LoadedAssignment(
            *(STORY_NUMBER, task, person(name), person(second)),
            state if person(name) is not None else Acceptance.PROPOSED,
            asked_at=None if state is Acceptance.PROPOSED else instant(yesterday, 10, 40),
            answered_at=instant(yesterday, 13, 25) if state is Acceptance.ACCEPTED else None,
        )
        for task, name, second, state in _RELIEF
    )
    last = first + timedelta(days=18)
    return LoadedAbsence(holder.person_id, first, last, announced, recorded_by, tuple(assignments))


def story_day(text: str, today: date) -> date:
    """A day of the story, moved with it."""
    return date.fromisoformat(text) + (today - STORY_DAY)
