"""What the form of a request says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agence_desktop.core.french import NBSP, counted, format_money, format_number, format_short_date, listed
from agence_desktop.teams.problem import Mode

NEW_TITLE, EDIT_TITLE = "Nouvelle demande d’équipe volante", "Modifier la demande"
SAVE_NEW, SAVE = "Enregistrer la demande", "Enregistrer"
CLIENT, PLACE, UNIT = "&Client", "&Lieu", "&Unité"
FAMILY, PRIORITY, DESCRIPTION = "&Famille", "P&riorité", "&Description"
CONTACT, PHONE, EMAIL = "&Personne à joindre", "&Téléphone", "C&ourriel"
POSITION, TASKS = "Po&ste concerné", "Tâc&hes"
SEATS = "Places"
PRIORITIES = tuple((number, str(number)) for number in (1, 2, 3, 4))
PRIORITY_HELP = f"1{NBSP}: la plus pressante"
REMOTE_PLACE, PLACE_HINT = "À distance", "Immeuble ou municipalité"
PLACE_MISSING = "Indiquez où se fait le travail, ou mettez toutes les places à distance."
NO_FAMILY = "aucune"
NEED, PEOPLE = "Besoin", "Pour joindre le client"

SEAT = "Place"
SKILL, SECOND_SKILL, LEVEL = "Compéte&nce", "&Et aussi", "Niveau"
NO_SKILL, CHOOSE_SKILL = "aucune", "à choisir"
FROM, TO, EFFORT = "Du", "&Au", "Effort"
MODE, REMOTE_DAYS, DAYS = "&Mode", "Jours à distance", "Jours"
LANGUAGE, SENIOR = "Lan&gue", "Membre che&vronné souhaité"
ANY_LANGUAGE = "peu importe"
LANGUAGES = (("fr", "français"), ("en", "anglais"), (None, ANY_LANGUAGE))
MODES = {Mode.ON_SITE: "sur place", Mode.HYBRID: "hybride", Mode.REMOTE: "à distance"}
MODE_WORDS = {Mode.HYBRID: "hybride", Mode.REMOTE: "distance", Mode.ON_SITE: "place"}
WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.")
WEEKDAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
ADD, COPY, REMOVE = "A&jouter une place", "Dupl&iquer", "Retirer la place"
LEVELS = (1, 2, 3, 4)

SKILL_MISSING = "Choisissez au moins une compétence."
PERIOD_MISSING = "Indiquez le premier et le dernier jour."
PERIOD_BACKWARDS = "Le dernier jour précède le premier. Corrigez l’une des deux dates."
EFFORT_MISSING = f"Indiquez l’effort, de 1 à 100{NBSP}% de la journée."
DAYS_MISSING = "Cochez au moins un jour de la semaine."
NO_WORKING_DAY = "Cette période ne contient aucun jour ouvrable. Choisissez d’autres dates ou d’autres jours."
BAD_EMAIL = "Écrivez une adresse comme prenom.nom@organisme.gouv.qc.ca."

ESTIMATE = "Estimation"
ESTIMATE_LATER = "L’estimation se fait à mesure que les places sont remplies."
WAY_UNKNOWN = f"Sans déplacement ni hébergement{NBSP}: indiquez le lieu pour qu’ils soient comptés."
ANYBODY = "Membre à choisir"
NO_RATE = "Le taux manque pour cette famille."
DRAFT = "demande d’équipe volante"


def seat(number: int) -> str:
    """« Place 1 »."""
    return f"{SEAT} {number}"


def fault(number: int, sentence: str) -> str:
    """« Place 2 : indiquez… »."""
    return f"{SEAT} {number}{NBSP}: {sentence[:1].lower()}{sentence[1:]}"


def task(name: str, level: int, due: Sequence[date]) -> str:
    """« T8 Demandes de révision, niveau 3, 7 et 14 déc. »."""
    days = listed([format_short_date(day, weekday=False, year=False) for day in due])
    return ", ".join(part for part in (name, f"niveau {level}", days) if part)


def way_notes(homes: Sequence[tuple[int, str, Decimal]], travelling: Sequence[int]) -> tuple[str, ...]:
    """« Déplacement compté depuis Lévis (3,3 km), … »; then the seats that nobody may take."""
    several, notes = len(travelling) > 1, []
    if homes:
        named = [
            f"{place} ({format_number(km)}{NBSP}km{f', place {number}' if several else ''})"
            for number, place, km in homes
        ]
        bases = (
            "ports d’attache admissibles les plus proches"
            if len(homes) > 1
            else ("port d’attache admissible le plus proche")
        )
        notes.append(f"Déplacement compté depuis {listed(named)}, {bases}; il suivra la personne retenue.")
    found = {number for number, _, _ in homes}
    left = [str(number) for number in travelling if number not in found]
    if left and several:
        which = "à la place" if len(left) == 1 else "aux places"
        notes.append(f"Aucun membre ne convient {which} {listed(left)}{NBSP}: pas de déplacement compté.")
    elif left:
        notes.append(f"Aucun membre ne convient{NBSP}: le déplacement n’est pas compté.")
    return tuple(notes)


def total(amount: Decimal) -> str:
    """« 11 560,00 $ »."""
    return format_money(amount)


def working(count: int) -> str:
    """« 40 jours ouvrables »."""
    return counted(count, "jour ouvrable")


def saved(number: str, *, new: bool) -> str:
    """What a toast says."""
    return f"{number} est enregistrée." if new else f"{number} est modifiée."


def draft_title(client: str) -> str:
    """« Demande d’équipe volante, MSP »."""
    return f"Demande d’équipe volante, {client}" if client else "Demande d’équipe volante"
