"""What « Exercices » says, in French."""

from __future__ import annotations

from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, format_date, format_percent, listed
from agence_desktop.positions.rows import Drill
from agence_desktop.positions.states import PASS_PERCENT, retest_by

NOUN = "exercice"
DAY, POST, TITLE, PERSON, TASKS, UNAIDED, RESULT, RETEST, CORRECTIONS = (
    "Date",
    "Poste",
    "Titre",
    "Relève",
    "Tâches essayées",
    "Sans aide",
    "Résultat",
    "À reprendre d’ici",
    "Corrections",
)
EMPTY = "Aucun exercice de relève n’est noté ici. Notez le premier dès qu’une relève a essayé des tâches."
CREATE = "Noter un e&xercice…"
RECORD = "Noter un e&xercice…"
REPEAT = "&Reprendre l’exercice…"
PASSED, FAILED, RETRIED = "Réussi", "Échoué", "Repris"
EXPORT_TITLE, EXPORT_NAME = "Exporter les exercices", "exercices"

FORM_TITLE, SAVE = "Noter un exercice de relève", "Noter l’exercice"
FORM_POST, FORM_PERSON, FORM_DAY = "P&oste", "&Relève", "&Date"
FORM_TASKS, FORM_CORRECTIONS = "&Tâches essayées", "&Corrections"
TASKS_HELP = f"Part faite sans aide, de 0 à 100{NBSP}%; laissez vide ce qui n’a pas été essayé."
NO_TASK = "Choisissez d’abord le poste."
NO_TASKS_AT_ALL = "La fiche de ce poste n’a pas encore de tâche."
NONE_TRIED = "Notez au moins une tâche essayée."
FUTURE = f"Un exercice se note une fois fait{NBSP}: la date ne peut pas être à venir."
CHANGED_POST = "Choisissez un poste."


def percent(value: Fraction) -> str:
    """« 85 % »."""
    return format_percent(round(value))


def tasks(drill: Drill) -> str:
    """« T1, T3 et T8 »."""
    return listed([result.task for result in drill.results])


def results(drill: Drill) -> str:
    """« T1 : 90 %, T3 : 60 % »."""
    return ", ".join(f"{one.task}{NBSP}: {format_percent(one.unaided)}" for one in drill.results)


def outcome(total: Fraction | None) -> str:
    """What the form says while it is filled: « 85 % sans aide en tout, réussi (80 % et plus) »."""
    if total is None:
        return TASKS_HELP
    word = "réussi" if total >= PASS_PERCENT else "échoué"
    bar = f"{format_percent(PASS_PERCENT)} et plus"
    return f"{percent(total)} sans aide en tout{NBSP}: {word} (il faut {bar})."


def recorded(person: str, number: str, drill: Drill) -> str:
    """A drill is on record."""
    until = retest_by(drill)
    told = f"Exercice noté{NBSP}: {person}, {number}, {counted(len(drill.results), 'tâche')}"
    if until is None:
        return f"{told}, réussi."
    return f"{told}, échoué. À reprendre d’ici le {format_date(until, weekday=False)}."


def exported(count: int, name: str) -> str:
    """« 4 exercices dans « exercices.xlsx ». »."""
    return f"{counted(count, NOUN)} dans «{NBSP}{name}{NBSP}»."
