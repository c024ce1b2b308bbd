"""What room booking says in French: labels and sentences of states, outcomes, reasons and faults."""

from __future__ import annotations

from collections.abc import Mapping

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_duration,
    format_money,
    format_number,
    listed,
    quoted,
)
from agence_desktop.core.recurrence import MAX_DATES
from agence_desktop.spaces.form import FieldFault, read_wall
from agence_desktop.spaces.pricing import Basis, Price
from agence_desktop.spaces.rows import FindFault, FormFault, JudgedDate, OccurrenceState, Outcome, Reason
from agence_desktop.spaces.summaries import DateFinding, finding_of

STATE_LABELS: Mapping[OccurrenceState, str] = {
    OccurrenceState.REQUESTED: "Demandée",
    OccurrenceState.CONFIRMED: "Confirmée",
    OccurrenceState.WAITLISTED: "En attente",
    OccurrenceState.OFFERED: "Offerte",
    OccurrenceState.REFUSED: "Refusée",
    OccurrenceState.CANCELLED: "Annulée",
    OccurrenceState.NOT_OBTAINED: "Non obtenue",
    OccurrenceState.PRESENT: "Présence notée",
    OccurrenceState.ENDED: "Terminée",
    OccurrenceState.NO_SHOW: "Non-présentation",
}

STATE_SENTENCES: Mapping[OccurrenceState, str] = {
    OccurrenceState.REQUESTED: "La demande attend la décision de l’hôte; l’espace n’est pas encore retenu.",
    OccurrenceState.CONFIRMED: "La séance est confirmée; l’espace est retenu.",
    OccurrenceState.WAITLISTED: "La séance est en liste d’attente; elle sera offerte si l’espace se libère.",
    OccurrenceState.OFFERED: "L’espace est offert et retenu jusqu’à l’échéance; acceptez pour confirmer.",
    OccurrenceState.REFUSED: "L’hôte a refusé la demande.",
    OccurrenceState.CANCELLED: "La séance est annulée; l’espace est libéré.",
    OccurrenceState.NOT_OBTAINED: "La date n’a pas été obtenue; elle sera offerte si l’espace se libère.",
    OccurrenceState.PRESENT: "La présence est notée; la séance est en cours.",
    OccurrenceState.ENDED: "La séance est terminée.",
    OccurrenceState.NO_SHOW: "Personne n’est venu; l’espace est remis à la disposition de tous.",
}

OUTCOME_LABELS: Mapping[Outcome, str] = {
    Outcome.CONFIRMED: "Confirmée",
    Outcome.REQUESTED: "Demandée",
    Outcome.MIXED: "Confirmée en partie",
    Outcome.PARTLY: "Obtenue en partie",
    Outcome.REFUSED: "Refusée",
}

OUTCOME_SENTENCES: Mapping[Outcome, str] = {
    Outcome.CONFIRMED: "La réservation est confirmée.",
    Outcome.REQUESTED: "La demande est transmise à l’hôte, qui décidera.",
    Outcome.MIXED: "Une partie des dates est confirmée; l’hôte décidera des autres.",
    Outcome.PARTLY: "Certaines dates n’ont pas été obtenues; les autres sont inscrites.",
    Outcome.REFUSED: "La réservation est refusée; rien n’a été inscrit.",
}

REASON_LABELS: Mapping[Reason, str] = {
    Reason.PAST: "Date passée",
    Reason.NOT_SHAREABLE: "Espace non partagé",
    Reason.NOT_ELIGIBLE: "Organisme non admissible",
    Reason.CAPACITY: "Espace trop petit",
    Reason.CLOSED: "Fermée",
    Reason.HOLIDAY: "Jour férié",
    Reason.WHOLE_DAYS: "Journées entières seulement",
    Reason.NOTICE: "Préavis trop court",
    Reason.HORIZON: "Trop longtemps d’avance",
    Reason.OUTSIDE_HOURS: "Hors des heures",
    Reason.TOO_SHORT: "Trop courte",
    Reason.TOO_LONG: "Trop longue",
    Reason.GRID: "Heure de début hors grille",
    Reason.QUOTA: "Quota dépassé",
    Reason.EQUIPMENT_STOCK: "Matériel insuffisant",
    Reason.RELATED_SPACE: "Partie ou salle entière prise",
    Reason.OVERLAP: "Prise",
}

FORM_FAULT_LABELS: Mapping[FormFault, str] = {
    FormFault.MISSING: "Champ obligatoire",
    FormFault.UNKNOWN_SPACE: "Espace inconnu",
    FormFault.BAD_TIME: "Date ou heure illisible",
    FormFault.BAD_RULE: "Répétition inutilisable",
    FormFault.UNKNOWN_ORGANISATION: "Organisme inconnu",
    FormFault.UNKNOWN_PERSON: "Personne inconnue",
    FormFault.BAD_NUMBER: "Nombre illisible",
    FormFault.UNKNOWN_EQUIPMENT: "Matériel inconnu",
    FormFault.BAD_CHOICE: "Choix inconnu",
    FormFault.BAD_KEY: "Clé illisible",
    FormFault.KEY_REUSED: "Clé déjà employée",
    FormFault.TOO_MANY: "Trop de dates",
}

FIND_FAULT_LABELS: Mapping[FindFault, str] = {
    FindFault.EQUIPMENT_MISSING: "Équipement manquant",
    FindFault.NOT_ACCESSIBLE: "Non accessible",
    FindFault.OUT_OF_REGION: "Hors de la région",
    FindFault.TOO_FAR: "Trop loin",
}

_FINDING_LABELS = {
    DateFinding.FREE: "Libre",
    DateFinding.TAKEN: "Prise",
    DateFinding.CLOSED: "Fermée",
    DateFinding.OUTSIDE_TERMS: "Hors modalités",
}

BASIS_LABELS: Mapping[Basis, str] = {
    Basis.FREE: "Gratuit",
    Basis.HOUR: "À l’heure",
    Basis.HALF_DAY: "À la demi-journée",
    Basis.DAY: "À la journée",
}

_UNITS = {Basis.HOUR: "à l’heure", Basis.HALF_DAY: "demi-journée", Basis.DAY: "journée"}

_FIELDS = {
    "espace": "l’espace",
    "debut": "la date et l’heure de début",
    "fin": "la date et l’heure de fin",
    "organisme": "l’organisme",
    "objet": "l’objet",
}


def chip_text(one: JudgedDate) -> str:
    """The chip of a line of the series sheet: « Libre », « Prise par FADQ », « Hors modalités »…"""
    finding = finding_of(one.reasons)
    if finding is DateFinding.IMPOSSIBLE:
        return next(REASON_LABELS[reason] for reason in one.reasons if finding_of([reason]) is finding)
    holder = next((busy.organisation for busy in one.blockers if busy.organisation), "")
    if finding is DateFinding.TAKEN and holder:
        return f"Prise par {holder}"
    return _FINDING_LABELS[finding]


def fault_sentence(fault: FieldFault) -> str:
    """What is wrong with a field and what to do, as one sentence."""
    text = quoted(fault.text)
    match fault.fault:
        case FormFault.MISSING:
            return f"Indiquez {_FIELDS[fault.column]}."
        case FormFault.UNKNOWN_SPACE:
            return f"L’espace {text} n’existe pas{NBSP}: vérifiez son code."
        case FormFault.BAD_TIME:
            return _bad_time(fault)
        case FormFault.BAD_RULE:
            return fault.detail
        case FormFault.UNKNOWN_ORGANISATION:
            return f"L’organisme {text} n’existe pas{NBSP}: vérifiez son sigle."
        case FormFault.UNKNOWN_PERSON:
            return f"Personne n’a l’adresse {text}{NBSP}: vérifiez le courriel ou laissez le champ vide."
        case FormFault.BAD_NUMBER:
            return _bad_number(fault)
        case FormFault.UNKNOWN_EQUIPMENT:
            if not fault.text:
                return f"Un code de matériel manque{NBSP}: écrivez par exemple {quoted('PROJ*2')}."
            return f"Le matériel {text} n’existe pas dans l’immeuble de cet espace{NBSP}: vérifiez son code."
        case FormFault.BAD_CHOICE:
            return _bad_choice(fault)
        case FormFault.BAD_KEY:
            return f"La clé {text} n’est pas un UUID{NBSP}: laissez-la vide ou donnez-en un."
        case FormFault.KEY_REUSED:
            return f"La clé {text} a déjà servi à une autre demande{NBSP}: donnez-en une nouvelle."
        case FormFault.TOO_MANY:
            limit = format_number(MAX_DATES)
            return fault.detail or f"La série dépasse {limit} dates{NBSP}: donnez-lui une fin plus proche."


def _bad_time(fault: FieldFault) -> str:
    if fault.column == "fin" and read_wall(fault.text):  # it reads well: its order is wrong
        return f"La fin doit suivre le début{NBSP}: corrigez la date ou l’heure de fin."
    if not fault.text:
        lists = {"exdate": "retirer", "rdate": "ajouter"}
        return f"Une date à {lists[fault.column]} manque{NBSP}: vérifiez les virgules."
    names = {"debut": "de début", "fin": "de fin", "exdate": "à retirer", "rdate": "à ajouter"}
    return (
        f"La date {names[fault.column]} {quoted(fault.text)} ne se lit pas{NBSP}: "
        f"écrivez-la comme {quoted('2026-12-01T09:00')}."
    )


def _bad_number(fault: FieldFault) -> str:
    if fault.column == "participants":
        return f"Le nombre de participants {quoted(fault.text)} doit être un nombre entier d’au moins 1."
    if not fault.text:
        return f"Une quantité de matériel manque{NBSP}: écrivez par exemple {quoted('PROJ*2')}."
    return (
        f"La quantité de matériel {quoted(fault.text)} doit être un nombre entier d’au moins 1{NBSP}: "
        f"écrivez par exemple {quoted('PROJ*2')}."
    )


def _bad_choice(fault: FieldFault) -> str:
    if fault.column == "disposition":
        return f"La disposition {quoted(fault.text)} n’est pas dans la liste{NBSP}: choisissez-en une autre."
    choices = {"mode": ("normal", "demande"), "si_conflit": ("refuser", "sauter")}[fault.column]
    return (
        f"Le choix {quoted(fault.text)} de la colonne {quoted(fault.column)} n’existe pas{NBSP}: "
        f"écrivez {listed([quoted(choice) for choice in choices], 'ou')}."
    )


def price_words(price: Price) -> str:
    """How a price was reached: « 2 h 30 à 24,00 $ l’heure; demi-journée : 75,00 $ »."""
    retained = price.retained
    rate = format_money(retained.rate)
    match retained.basis:
        case Basis.FREE:
            words = "aucun tarif"
        case Basis.HOUR:
            words = f"{format_duration(retained.minutes)} à {rate} l’heure"
        case Basis.HALF_DAY:
            words = f"{counted(retained.units, 'demi-journée')} à {rate}"
        case Basis.DAY:
            words = f"{counted(retained.units, 'journée')} à {rate}"
    return "; ".join(
        [words, *(f"{_UNITS[one.basis]}{NBSP}: {format_money(one.amount)}" for one in price.others)]
    )
