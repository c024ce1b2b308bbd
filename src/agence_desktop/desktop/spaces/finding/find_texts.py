"""What « Trouver un espace » says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_duration,
    format_number,
    format_short_date,
    listed,
    of,
    quoted,
)

PLACE = "Trouver un espace"

WHAT = "Ce qu’il vous faut"
WRITE = "Écrivez votre besoin"
EXAMPLE = "14 personnes jeudi 22, 9-12, visio, près de Lévis"
SCENE = "14 personnes jeudi, 9-12, visio, près de Lévis"
UNDERSTOOD = "Compris, voir ci-dessous"
AROUND = "Autour de"
ANYWHERE = "partout"
DISTANCE = "Distance"
NO_LIMIT = "sans limite"
DAY = "Date"
FROM, TO, LENGTH = "De", "À", "Durée"
PARTICIPANTS = "Participants"
LAYOUT = "Disposition"
ANY_LAYOUT = "peu importe"
EQUIPMENT = "Équipement demandé"
ACCESSIBLE = "Accessible"
ACCESSIBLE_NAME = "Accessible en fauteuil roulant"
REPEAT = "Répétition"
COUNT = "Nombre de fois"
TIMES = "fois"
FOR = "Pour l’organisme"
ANYBODY = "sans préciser"
CLEAR = "Effa&cer"
SEARCH = "C&hercher\u2002Entrée"
SEARCH_NAME = "Chercher (Entrée)"

ONCE = "une seule date"
WORKING_DAYS = "du lundi au vendredi"
WEEKLY = "chaque semaine"
TWO_WEEKS = "une semaine sur deux"
MONTHLY_DAY = "chaque mois, même quantième"
MONTHLY_WEEKDAY = "chaque mois, même jour de la semaine"

NO_DAY = "Indiquez la date."
NO_START = "Indiquez l’heure de début."
NO_END = "Indiquez l’heure de fin ou la durée."
END_FIRST = "La fin doit suivre le début."
NOT_READ = "Corrigez ce qui ne se lit pas."

RANK, SPACE, CAPACITY, EQUIPMENT_COLUMN, PRICE = (
    "Rang",
    "Espace, immeuble, distance",
    "Capacité",
    "Équipement",
    "Prix",
)
RESULTS = "Espaces trouvés"
IN_PLANNING = "Dans le &planning"
PRINT = "I&mprimer"
PRINT_TIP = "Planning de la semaine de l’immeuble choisi (Ctrl+P)"
BEGIN = "Dites ce qu’il vous faut, à gauche\u00a0: la date et les heures suffisent."
NO_SPACE = "Aucun espace n’est encore inscrit dans cette base."
SEARCHING = "Recherche…"

CHOOSE = "Choisir"
ASK = "Demander"
TAKE = "Prendre"
HOST_DECIDES = "l’hôte décide"
FREE = "gratuit"
ON_SITE = "sur place"

NEARLY = "Presque"
NEARLY_NOTE = "ce qu’il faudrait changer est dit à chaque ligne"
WHY = "Pourquoi pas les autres"
WHY_NOTE = "F8 affiche ou masque"
ORDER = "ordre du classement\u00a0: places en trop, distance, prix, nom"
YOUR_TIME = "votre heure"
OTHER_TIME = "autre heure"
TAKEN_OR_CLOSED = "prise ou fermée"
TAKEN = "prise"
CLOSED = "fermée"

SEE_CLOSURE = "Voir la fermeture"
SEE_AGENDA = "Voir l’agenda"
SEE_ROOM = "Voir la fiche"
EVERYWHERE = "Chercher partout"
WITHOUT_ACCESS = "Chercher sans cette exigence"
WHOLE_DAY = "Chercher la journée entière"

SHOW_REASONS = "Afficher les &raisons"
SEARCH_COMMAND = "&Chercher"
CLEAR_COMMAND = "&Effacer la recherche"


def km_choice(km: int | None) -> str:
    """« 60 km », « sans limite »."""
    return NO_LIMIT if km is None else f"{format_number(km)}{NBSP}km"


def not_understood(words: str) -> str:
    """« Pas compris : « bleu » »."""
    return f"Pas compris{NBSP}: {quoted(words)}"


def fitting(count: int) -> str:
    """« 5 espaces conviennent »."""
    if count == 0:
        return "Aucun espace ne convient"
    return "1 espace convient" if count == 1 else f"{format_number(count)} espaces conviennent"


def around(km: int | None, name: str) -> str:
    """« à 60 km ou moins de Lévis », « près de Lévis »."""
    return f"près {of(name)}" if km is None else f"à {km_choice(km)} ou moins {of(name)}"


def times(count: int) -> str:
    """« 8 fois »."""
    return f"{count} {TIMES}"


def seats(capacity: int) -> str:
    """« 16 pers. »."""
    return f"{format_number(capacity)}{NBSP}pers."


def answered(seconds: float) -> str:
    """« réponse en 40 ms »."""
    return f"réponse en {format_number(max(round(seconds * 1000), 1))}{NBSP}ms"


def search_for_people(places: int) -> str:
    """« Chercher pour 12 personnes »."""
    return f"Chercher pour {counted(places, 'personne')}"


def search_without(labels: Sequence[str]) -> str:
    """« Chercher sans visioconférence »."""
    return f"Chercher sans {listed(list(labels), 'ni')}"


def widen(km: int) -> str:
    """« Élargir à 78 km »."""
    return f"Élargir à {km_choice(km)}"


def search_on(day: date) -> str:
    """« Chercher le lundi 2 novembre »."""
    return f"Chercher le {format_date(day, year=False)}"


def search_length(minutes: int) -> str:
    """« Chercher pour 2 h »."""
    return f"Chercher pour {format_duration(minutes)}"


def search_from(clock: str) -> str:
    """« Chercher dès 9 h »."""
    return f"Chercher dès {clock}"


def see(number: str) -> str:
    """« Voir R-2026-000411 »."""
    return f"Voir {number}"


def another_room(names: Sequence[str], failing: int, count: int) -> tuple[str, str]:
    """« autre salle, 2 dates sur 8 » and « Etchemin B »."""
    return f"autre salle, {fails_on(failing, count)}", listed(list(names), "ou")


def days(days: Sequence[date]) -> str:
    """« 29 oct. et 5 nov. »."""
    return listed([format_short_date(day, weekday=False, year=False) for day in days])


def fails_on(count: int, total: int) -> str:
    """« 2 dates sur 8 »."""
    return f"{counted(count, 'date')} sur {total}"


def taken_words(fact: str) -> str:
    """« prise de 9 h à 12 h, R-2026-000411 », « prise jusqu’à 12 h 45, avec tampon »."""
    if fact.startswith(TAKEN):
        return fact
    return f"{TAKEN} de {fact}" if fact[:1].isdigit() else f"{TAKEN} {fact}"


def taken_part(start: str, end: str, *, closed: bool) -> str:
    """« fermée de 8 h à 8 h 30 », for tooltips and screen readers."""
    return f"{CLOSED if closed else TAKEN} de {start} à {end}"
