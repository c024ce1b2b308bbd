"""What the booking form says, in French."""

from __future__ import annotations

from datetime import date, datetime

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_hours,
    format_money,
    format_short_date,
    format_time,
    listed,
)

NEW_TITLE = "Nouvelle réservation"
SAVE_NEW = "Réserver"
SAVE_EDIT = "Enregistrer"

ONCE = "une seule fois"
CHANGE = "&Modifier…"
CHANGE_NAME = "Modifier la répétition"
DATE = "Date"
START = "Début"
END = "Fin"
UNTIL = "à"
ANY_LAYOUT = "Disposition libre"

EQUIPMENT = "Mat&ériel"
SUPPORT = "&Soutien"
ADD_EQUIPMENT = "Ajouter du matériel"
ADD_SUPPORT = "Ajouter du soutien"
NO_EQUIPMENT = "Aucun matériel mobile dans cet immeuble"
TASK_HINT = "tâche à faire"
WHEN = "heure"

WAITING = "Choisissez l’organisme, l’espace, la date et les heures" + (
    f"{NBSP}: chaque date est vérifiée à mesure que vous écrivez."
)
JUDGING = "Vérification des dates…"
NO_TERMS = "Choisissez un espace pour lire ses modalités."
SHEET = "Dates de la réservation"
NUMBER = "No"
WHEN_TITLE = "Date et heures"
FINDING = "Constat"
CHOICE = "Choix"
STORED = "Ce qui sera inscrit"
PRICE = "Prix"

ASK = "demander"
OTHER_TIME = "autre heure"
OTHER_ROOM = "autre salle"
SKIP = "ignorer"
NO_CHOICE = "aucun choix à faire"
REQUESTED = "Demandée"
NOT_OBTAINED = "non obtenue"
TO_CHOOSE = "à choisir"
SEARCHING = "recherche…"
NO_OTHER_TIME = "Aucune autre heure n’est libre ce jour-là."
NO_OTHER_ROOM = "Aucune autre salle de l’immeuble n’est libre à ces heures."
NO_PRICE = "–"


NONE = "aucune"

TAKEN_BACK = "annulée aussitôt après la réservation"
NOTHING_TO_CANCEL = "Il ne reste aucune séance à annuler dans cette réservation."
OPEN = "Ouvrir"
RECOVERED = "Saisie reprise du brouillon"
START_ANEW = "&Nouvelle réservation"
RESUME_EDIT = "&Reprendre la modification"
OTHER_CONTENT = (
    "Votre première demande a bien été enregistrée avant la coupure, et vous avez changé le formulaire "
    "depuis. Ouvrez-la dans le planning pour la modifier, ou fermez ce formulaire."
)
TAKEN_MEANWHILE = (
    f"Rien n’a été réservé{NBSP}: des dates ont été prises entre-temps. Choisissez pour chacune."
)
NOTHING_LEFT = f"Aucune date ne serait inscrite{NBSP}: gardez-en au moins une."
STILL_SAVED = "Vos réponses sont gardées; réessayez dans un instant."

SCOPE = "Séances touchées"
SCOPE_THIS = "cette séance"
SCOPE_FOLLOWING = "celle-ci et les suivantes"
SCOPE_TO_COME = "toutes celles à venir"
UNCHANGED = "Aucune séance ne change de place."
NOTHING_CHANGED = "Rien n’a été changé dans cette réservation."


def edit_title(number: str) -> str:
    """« Modifier la réservation R-2026-000418 »."""
    return f"Modifier la réservation {number}"


def draft_title(purpose: str, room: str) -> str:
    """How a draft is offered: « Comité consultatif, Salle Chaudière »."""
    return ", ".join(filter(None, (purpose, room))) or NEW_TITLE


def places(count: int) -> str:
    """« sur 12 places »."""
    return f"sur {counted(count, 'place')}"


def layout_choice(label: str, capacity: int) -> str:
    """« En U (10 places) »."""
    return f"{label} ({counted(capacity, 'place')})"


def stock(quantity: int, free: int | None) -> str:
    """« 2 en stock, 1 libre »; « 2 en stock » while the dates are not judged."""
    kept = f"{quantity} en stock"
    return kept if free is None else f"{kept}, {counted(free, 'libre')}"


def too_few(free: int) -> str:
    """What is wrong with a quantity that is not there."""
    return f"Il n’en reste que {free} à ces dates."


def terms_of(site: str) -> str:
    """« Modalités, Services Québec de Lévis : »: names of buildings take no article with certainty."""
    return f"Modalités, {site}{NBSP}:"


def dates_title(count: int) -> str:
    """« Les 8 dates de la série », « La date demandée »."""
    return f"Les {count} dates de la série" if count > 1 else "La date demandée"


def choice_name(day: date) -> str:
    """The name of the choice of a line."""
    return f"Choix pour le {format_date(day)}"


def stored_name(day: date) -> str:
    """The name of the box of times or rooms of a line."""
    return f"Ce qui sera inscrit le {format_date(day)}"


def short_day(day: date) -> str:
    """« jeu. 12 nov. 2026 »."""
    return format_short_date(day)


def hours(start: datetime, end: datetime) -> str:
    """« 9 h à 11 h 30 »; the day too where the end falls on another."""
    if end.date() != start.date() and end.time() != datetime.min.time():
        return f"{format_time(start)} au {format_short_date(end, year=False)}, {format_time(end)}"
    return format_hours(start, end)


def on_request(text: str) -> str:
    """An alternative that the host would decide."""
    return f"{text} (à demander)"


def day_of(day: date) -> str:
    """« 10 décembre : », the head of an explanation."""
    return f"{format_date(day, weekday=False, year=False)}{NBSP}:"


def room_fits(name: str, capacity: int, lacking: list[str], price: str, floor: str) -> str:
    """« Etchemin B convient : 16 places, mêmes équipements, même prix, même étage. »"""
    have = f"sans {listed(lacking)}" if lacking else "mêmes équipements"
    facts = [counted(capacity, "place"), have, price, floor]
    return f"{name} convient{NBSP}: {', '.join(filter(None, facts))}."


def price_compared(now: object, before: object) -> str:
    """« même prix », otherwise the price."""
    return "même prix" if now == before else format_money(now)  # type: ignore[arg-type]


def time_fits(words: str) -> str:
    """« La salle est libre de 9 h à 11 h 30. »"""
    return f"La salle est libre de {words}."


def host_will_decide(sentence: str) -> str:
    """What asking means."""
    return f"{sentence} L’hôte décidera."


def skipped(sentence: str) -> str:
    """What ignoring means."""
    return f"{sentence} La date sera gardée comme non obtenue et offerte si l’espace se libère."


def free_line(room: str, price: str) -> str:
    """A date without conflict."""
    return f"{room} est libre à ces heures; {price}."


def asked_line(room: str) -> str:
    """A date within the terms, where the host decides of everything."""
    return f"{room} est libre à ces heures; l’hôte décide de chaque demande."


def dates_and_price(count: int, price: object) -> str:
    """« 5 dates, 475,00 $ », « aucune »."""
    return f"{counted(count, 'date')}, {format_money(price)}" if count else NONE  # type: ignore[arg-type]


def dates_count(count: int) -> str:
    """« 1 date », « aucune »."""
    return counted(count, "date") if count else NONE


def to_settle(count: int) -> str:
    """What is said when saving meets dates without a choice."""
    return f"{counted(count, 'date')} à régler{NBSP}: choisissez autre heure, autre salle ou ignorer."


def to_settle_alone() -> str:
    """The same of a single date."""
    return f"Cette date ne peut pas être inscrite{NBSP}: choisissez une autre heure ou une autre salle."


def booked(number: str, summary: str) -> str:
    """« R-2026-000419 : 5 dates confirmées… »"""
    return f"{number}{NBSP}: {summary}"


def taken_back(number: str) -> str:
    """What undoing says."""
    return f"{number}{NBSP}: la réservation est annulée; son numéro est gardé."


def see(number: str) -> str:
    """The toast that opens what was booked."""
    return f"{number} est inscrite au planning."


def edit_taken_back(number: str) -> str:
    """What undoing an edit says."""
    return f"{number} est comme avant votre modification."


def edit_not_taken_back(number: str) -> str:
    """An edit that the rules let nobody undo, or only in part."""
    return f"{number}{NBSP}: tout n’a pas pu être remis comme avant; ouvrez la réservation."


def changed_since(number: str) -> str:
    """Somebody changed the booking after the edit that was to be undone."""
    return f"{number} a été modifiée depuis{NBSP}: rien n’a été défait."


def edited(number: str) -> str:
    """What saving an edit says."""
    return f"{number}{NBSP}: modifications enregistrées."


def edited_not_moved(sentence: str) -> str:
    """The fields were saved and the move refused."""
    return f"Les renseignements sont enregistrés, mais la séance n’a pas été déplacée. {sentence}"


def not_edited(sentence: str) -> str:
    """The whole edit was refused."""
    return f"Rien n’a été enregistré. {sentence}"


def series_words(described: str, removed: int, added: int) -> str:
    """« un jeudi sur deux, 8 fois, 1 date retirée »."""
    parts = [described or ONCE]
    if removed:
        parts.append(counted(removed, "date retirée", "dates retirées"))
    if added:
        parts.append(counted(added, "date ajoutée", "dates ajoutées"))
    return ", ".join(parts)


def next_dates(days: list[date], count: int) -> str:
    """« 8 dates : jeu. 29 oct. 2026, jeu. 12 nov. 2026… »"""
    shown = ", ".join(format_short_date(day) for day in days)
    more = "…" if count > len(days) else "."
    return f"{counted(count, 'date')}{NBSP}: {shown}{more}"
