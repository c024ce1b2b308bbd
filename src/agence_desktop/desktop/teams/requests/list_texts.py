"""What the list of requests says, in French."""

from __future__ import annotations

from datetime import timedelta

from agence_desktop.core.french import format_age

NUMBER, STATE, PRIORITY, CLIENT = "Numéro", "État", "Priorité", "Client"
PLACE, FAMILY, SEATS, STARTS, AGE = "Lieu", "Famille", "Places", "Début", "Âge"
DESCRIPTION = "Description"
NOUN = "demande"
EMPTY = "Aucune demande. Enregistrez celle qu’un organisme vient de faire."
CREATE = "Nouvelle demande"
CLOSED = "Montrer les demandes fermées"
READ_PROPOSAL = "Aucune version n’est encore rédigée. Vérifiez la proposition, puis préparez l’engagement."
CLOSED_TIP = "Fermées, refusées et annulées"
NEW, EDIT = "&Nouvelle demande…", "&Modifier la demande…"
QUALIFY, WAITLIST = "&Qualifier la demande", "Mettre en &liste d’attente"
REFUSE, WITHDRAW, REOPEN = "&Refuser la demande…", "&Annuler la demande…", "Reprendre la deman&de"
REASON, REFUSE_TITLE, WITHDRAW_TITLE = "&Motif", "Refuser la demande", "Annuler la demande"
REFUSE_SAVE, WITHDRAW_SAVE = "Refuser", "Annuler la demande"
HISTORY, HISTORY_TITLE = "&Historique de la demande…", "Historique"
HISTORY_EMPTY = "Rien n’est encore au dossier de cette demande."
WHEN, WHAT, WHO = "Quand", "Quoi", "Par"
REASON_HELP = "Le motif reste au dossier et se lit dans les rapports de demande non comblée."

_TOLD = {
    "qualified": "est qualifiée et peut être proposée",
    "waitlisted": "est en liste d’attente",
    "refused": "est refusée",
    "cancelled": "est annulée",
    "received": "est reprise",
}


def seats(filled: int, count: int) -> str:
    """« 1 sur 2 »."""
    return f"{filled} sur {count}"


def age(length: timedelta) -> str:
    """« 6 j »."""
    return format_age(length)


def stepped(number: str, state: str) -> str:
    """« D-2026-0066 est qualifiée et peut être proposée. »"""
    return f"{number} {_TOLD[state]}."
