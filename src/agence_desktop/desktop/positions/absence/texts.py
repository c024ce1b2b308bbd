"""What the screens of absences say, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    elided,
    format_age,
    format_date,
    format_number,
    format_period,
    format_short_date,
    listed,
)
from agence_desktop.positions.absence import ReliefState
from agence_desktop.positions.rows import Acceptance

ABSENCES = "Absences"
ABSENCE = "Absence"
BREAKS = "bris de continuité"
NEW_TITLE = "Nouvelle absence"
NOUN = "absence annoncée"
EMPTY = "Aucune absence n’est annoncée. Annoncez-en une pour voir ce qu’elle touche et qui prend la relève."
ANNOUNCE_ONE = "Annoncer une absence…"

# Columns of the list and of « Ma journée ».
PERSON, POSTS, PERIOD, WORKDAYS = "Personne", "Postes", "Absence", "Jours ouvrables"
FIRST_BREACH, RELIEF, STATE = "Premier dépassement", "Relève", "État"
POST, HOLDER, BREACH = "Poste", "Titulaire", "Premier bris"
ALL_COVERED = "tout est couvert"
NOTHING_DUE = "rien n’est dû"
NONE = "aucun"
NOTHING_TOUCHED = "Rien à couvrir"
COMPLETE, INCOMPLETE, WAITING = "Relève complète", "Relève incomplète", "Relève en attente"
CANCELLED = "Annulée"
DRAFT = "À annoncer"

PANE_TITLE = "Absences annoncées"
PANE_EMPTY = "Aucune absence n’est annoncée dans vos immeubles."
PANE_LINK = "Ouvrir les absences"
SEE_ELSEWHERE = "Les voir"

# The page.
FROM, TO = "Du", "au"
WHO = "Personne"
WHOM = "la personne qui sera en absence"
NO_REASON = "Aucun motif n’est demandé ni gardé."
ANNOUNCE, SAVE_DATES = "Annoncer l’absence", "Enregistrer les dates"
SAVE_KEY = "Ctrl+Entrée"
CANCEL, RESTORE = "Annuler l’absence", "Rétablir l’absence"
PLAN = "Plan de relève…"
CONFIRM, NOT_NOW = "Confirmer la relève", "Pas maintenant"
CONFIRM_QUESTION = f"Ces personnes acceptent-elles la relève{NBSP}?"
NOTHING_TO_CONFIRM = "Aucune acceptation n’est attendue."
SAVE_DATES_FIRST = "Enregistrez d’abord les dates."
CHOOSE_PERSON = f"Choisissez la personne et écrivez les dates{NBSP}: la relève se calcule aussitôt."
WRITE_DATES = "Écrivez le premier et le dernier jour de l’absence."
BAD_PERIOD = "La fin de l’absence doit être le même jour que son début, ou après."
TOO_LONG = "Une absence dure deux ans au plus. Vérifiez les années."
NO_POST = "Cette personne n’est titulaire d’aucun poste\u00a0: son absence ne touche aucune fiche."
READ_ONLY = "La base est ouverte en consultation seulement."
NO_RIGHT = "Il faut le rôle de commis ou de gestionnaire pour cet organisme."
UNCHANGED = "Les dates n’ont pas changé."
IS_CANCELLED = "Cette absence est annulée."
ANNOUNCE_FIRST = "Annoncez d’abord l’absence."
NOBODY_TO_ASK = "Personne n’attend d’être sollicité."
NO_PLAN_YET = "Le plan de relève s’imprime une fois l’absence annoncée."

TOUCHED = "Ce que l’absence touche"
TASK_AND_LIMIT = "Tâche et interruption tolérée"
BREACH_ROW = "Premier dépassement"
NO_BREACH = "Aucun dépassement pendant cette absence"
DUE_MARK, LIMIT_MARK = "échéance", "limite dépassée"
LEGEND = {
    ReliefState.COVERED: "relève acceptée",
    ReliefState.AWAITING: "en attente",
    ReliefState.UNCOVERED: "à découvert",
}

NO_LIMIT_BROKEN = "Ne dépasse pas la limite pendant cette absence."
PROPOSED_RELIEF = "Relève proposée"
NO_TASK = "Aucune tâche n’est due pendant cette absence, et aucune n’est à la demande."
NUMBER, TASK, DUES, CRITICALITY = "N°", "Tâche", "Échéances", "Crit."
TAKES, ACCEPTANCE, SECOND = "Relève", "Acceptation", "En second"
CHOOSE_SOMEBODY = "choisir une personne"
CHOOSE_RELIEF = "Choisir qui prend la relève"
NOBODY = "Personne (laisser à découvert)"
NOBODY_KNOWS = "Personne d’autre n’a de niveau noté pour cette tâche"
PROPOSE_AGAIN = "Proposer à nouveau"
ASK = "Demander l’acceptation"
ACCEPTED, REFUSED = "Acceptée", "Refusée"
NOTE_ACCEPTED, NOTE_REFUSED = "Noter l’acceptation", "Noter le refus"
CHOOSE_LINE = "Choisissez une tâche qui a une relève."
NOT_ASKED_YET = "Demandez d’abord l’acceptation, ou choisissez une personne."
CHIPS = {
    Acceptance.PROPOSED: "Proposée",
    Acceptance.ASKED: "En attente",
    Acceptance.ACCEPTED: "Acceptée",
    Acceptance.REFUSED: "Refusée",
}
BARE = "À découvert"

UNCOVERED = "À découvert"
ALL_TAKEN = "Toutes les tâches ont une relève."
PROFILE, SKILLS, PERIOD_LABEL, MODE = f"Profil, §{NBSP}12", "Compétences", "Période", "Mode"
NO_PROFILE = f"Le §{NBSP}12 de la fiche ne dit pas quel profil demander."
ASK_TEAM = "Demander une équipe volante…"
ASK_TEAM_KEY = "Ctrl+E"
RESTS_ON = "Tout repose sur"
NOBODY_YET = "Personne encore."
SUSPENDED = "Suspendu pendant l’absence"
NOT_SAID = f"Le §{NBSP}12 de la fiche ne le dit pas."
NO_SHEET = "sans fiche"

# Commands.
NEW_ABSENCE = "Nouvelle &absence…"
SAVE = "Enregistrer l’a&bsence"
CANCEL_COMMAND = "Ann&uler ou rétablir l’absence"
AGAIN_COMMAND = "Propo&ser à nouveau"
ASK_COMMAND = "&Demander l’acceptation"
CONFIRM_COMMAND = "Confir&mer la relève…"
ACCEPT_COMMAND, REFUSE_COMMAND = "Noter une acce&ptation", "Noter un re&fus"
CHOOSE_COMMAND = "Choisir la re&lève…"
TEAM_COMMAND = "Demander une équipe &volante…"


def title(name: str) -> str:
    """« Absence de Maryse Thibodeau »."""
    return f"Absence {elided('de', name)}"


def workdays(count: int) -> str:
    """« 15 jours ouvrables »."""
    return counted(count, "jour ouvrable", "jours ouvrables")


def breach_day(day: date) -> str:
    """« jeudi 3 décembre »."""
    return format_date(day, year=False)


def breach_label(day: date, task: str) -> str:
    """« jeudi 3 décembre, T8 Demandes de révision »."""
    return f"{breach_day(day)}, {task}"


def first_breach(label: str) -> str:
    """The first row of the picture to a screen reader."""
    return f"{BREACH_ROW}{NBSP}: {label}"


def cell_name(task: str, day: date, state: str, *marks: str) -> str:
    """« T8 Demandes de révision, jeudi 3 décembre, à découvert, échéance, limite dépassée »."""
    return ", ".join([task, breach_day(day), state, *(mark for mark in marks if mark)])


def summary(covered: int, awaiting: int, bare: int) -> str:
    """« 5 acceptées, 1 en attente, 2 à découvert »."""
    parts = []
    if covered:
        parts.append(counted(covered, "acceptée"))
    if awaiting:
        parts.append(f"{awaiting} en attente")
    if bare:
        parts.append(f"{bare} à découvert")
    return ", ".join(parts)


def without_relief(bare: int, awaiting: int) -> str:
    """« 2 tâches sans relève », « 1 en attente », « tout est couvert »."""
    if bare:
        return f"{counted(bare, 'tâche')} sans relève"
    return f"{awaiting} en attente" if awaiting else ALL_COVERED


def waiting_for(age: timedelta) -> str:
    """« En attente, 2 h »."""
    return f"{CHIPS[Acceptance.ASKED]}, {format_age(age)}"


def refused_by(name: str) -> str:
    """Who refused, beside the state."""
    return f"{name} a refusé."


def exceeds(day: date) -> str:
    """« Dépasse la limite le jeudi 3 décembre. »."""
    return f"Dépasse la limite le {breach_day(day)}."


def hours_per_week(hours: Decimal) -> str:
    """« 2,5 h/sem. »."""
    return f"{format_number(hours)}{NBSP}h/sem."


def also_away(first: date, last: date) -> str:
    """« Absence aussi le vendredi 11 décembre »."""
    if first == last:
        return f"Absence aussi le {breach_day(first)}"
    return f"Absence aussi du {format_period(first, last, year=False)}"


def effort(first: date, last: date, percent: int | None) -> str:
    """« 30 nov. au 18 déc., à 60 % »."""
    period = format_period(first, last, short=True, year=False)
    return period if percent is None else f"{period}, à {percent}{NBSP}%"


def back_on(day: date) -> str:
    """« Reprise le lundi 21 décembre. »."""
    return f"Reprise le {breach_day(day)}."


def suspended(length: str, what: str) -> str:
    """« Absence de plus de 10 jours, § 12 : rencontres de suivi. »."""
    told = what.strip().rstrip(".")
    return f"{length}, §{NBSP}12{NBSP}: {told[:1].lower()}{told[1:]}."


def moves(what: str) -> str:
    """What moves elsewhere."""
    return f"Déplacé{NBSP}: {what.strip().rstrip('.')}."


def works(names: Sequence[str]) -> str:
    """Files in flight that fall due meanwhile."""
    return f"Dossiers à échéance{NBSP}: {listed(names)}."


def candidate(name: str, level: int, detail: str) -> str:
    """« Karim Benali, niveau 4, 14 h/sem. »: a line of the menu."""
    return ", ".join(part for part in (f"{name}, niveau {level}", detail) if part)


def plan_title(number: str) -> str:
    """« Plan de relève, P-0142 »."""
    return f"Plan de relève, {number}"


def announced(name: str, period: str) -> str:
    """What the toast says once it is written."""
    return f"Absence {elided('de', name)} annoncée, {period}."


def cancelled(name: str) -> str:
    """What the toast says of an absence taken back."""
    return f"Absence {elided('de', name)} annulée."


def restored(name: str) -> str:
    """What the toast says of an absence brought back."""
    return f"Absence {elided('de', name)} rétablie."


def dates_saved(period: str) -> str:
    """What the toast says of other dates."""
    return f"Dates enregistrées{NBSP}: {period}."


def answered(name: str, task: str, *, accepted: bool) -> str:
    """« Karim Benali accepte T1. », « Karim Benali refuse T1 : la tâche est à découvert. »."""
    if accepted:
        return f"{name} accepte {task}."
    return f"{name} refuse {task}{NBSP}: la tâche est de nouveau à découvert."


def confirming(taken: Mapping[str, Sequence[str]], bare: Sequence[str]) -> str:
    """« Karim Benali : T1 et T2. […] Restent à découvert : T8 et T9. »."""
    told = [f"{name}{NBSP}: {listed(tasks)}." for name, tasks in taken.items()]
    told.append("Leur acceptation sera notée à votre nom.")
    if bare:
        verb = "Reste" if len(bare) == 1 else "Restent"
        told.append(f"{verb} à découvert{NBSP}: {listed(bare)}.")
    return "\n".join(told)


def confirmed(count: int) -> str:
    """« Relève confirmée : 3 acceptations notées. »."""
    return f"Relève confirmée{NBSP}: {counted(count, 'acceptation notée', 'acceptations notées')}."


def offer_second(name: str) -> str:
    """The button of the toast after a refusal."""
    return f"Proposer à {name}"


def proposed_again(count: int) -> str:
    """What proposing again gave."""
    if not count:
        return "La proposition ne change rien."
    return f"{counted(count, 'tâche')} avec une nouvelle proposition."


def period_words(first: date, last: date) -> str:
    """« du 30 novembre au 18 décembre 2026 », « le 30 novembre 2026 »."""
    words = format_period(first, last)
    return f"le {words}" if first == last else f"du {words}"


def task_tip(name: str, limit: str, state: str) -> str:
    """What rests under the pointer on a task."""
    return "\n".join(part for part in (name, limit, state) if part)


def limit_tip(limit: str) -> str:
    """« Interruption tolérée : 3 j »."""
    return f"Interruption tolérée{NBSP}: {limit}"


COVERS_ALL, COVERS_SOME = "couvre toutes les échéances", "couvre une partie des échéances"
IN_TRAINING, NOT_VALID = "en formation", f"validation de plus de 12{NBSP}mois, ou absence"


def level_wanted(level: int) -> str:
    """« il faut le niveau 3 »."""
    return f"il faut le niveau {level}"


SIDE = "À découvert, sur qui tout repose, ce qui est suspendu"
NOBODY_KNOWS_AT_ALL = "Personne n’a de niveau noté pour cette tâche."


def tasks_taken(count: int) -> str:
    """« 3 tâches »."""
    return counted(count, "tâche")


FIRST_DAY, LAST_DAY = "Premier jour de l’absence", "Dernier jour de l’absence"


POST_TITLE = "Titre"


def short_day(day: date) -> str:
    """« jeu. 3 déc. »."""
    return format_short_date(day, year=False)


def elsewhere(count: int, breaks: int) -> str:
    """« 3 autres absences dans des immeubles non choisis, dont 1 avec un bris de continuité. »"""
    where = "un immeuble non choisi" if count < 2 else "des immeubles non choisis"
    part = f", dont {breaks} avec un bris de continuité" if breaks else ""
    return f"{counted(count, 'autre absence')} dans {where}{part}."
