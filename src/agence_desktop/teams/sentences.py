"""What the base itself refuses of flying teams, and what its verification finds, in French."""

from __future__ import annotations

from typing import Final

_OVER: Final = (
    "Ce membre n’a plus assez de temps libre ces jours-là\u00a0: rien n’a été enregistré. Mettez la demande "
    "en liste d’attente, faites autoriser un dépassement ou déplacez un autre déploiement."
)
_COMMITTED: Final = (
    "Un déploiement ferme occupe des jours que ce changement retire au membre\u00a0: rien n’a été "
    "enregistré. Choisissez de libérer ces jours, ou déplacez d’abord le déploiement."
)

REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "over_capacity": ("over_capacity", _OVER),
    "ck_member_day_load": ("over_capacity", _OVER),
    "day_committed": ("day_committed", _COMMITTED),
    "ledger": (
        "ledger",
        "Le registre des jours est tenu par la base elle-même\u00a0: rien n’a été enregistré.",
    ),
    "ledger_absent": (
        "ledger_absent",
        "Le registre des jours de ce membre n’est pas ouvert pour cette période\u00a0: "
        "rien n’a été enregistré. Confirmez le déploiement dans le programme.",
    ),
    "full_day_fixed": (
        "full_day_fixed",
        "La durée d’une journée ne change plus une fois que des jours sont inscrits au registre\u00a0: "
        "rien n’a été enregistré.",
    ),
    "request_step": (
        "request_step",
        "Cette demande n’en est plus à cette étape\u00a0: rien n’a été changé. Actualisez la demande.",
    ),
    "deployment_step": (
        "deployment_step",
        "Ce déploiement n’en est plus à cette étape\u00a0: rien n’a été changé. Actualisez le déploiement.",
    ),
    "commitment_missing": (
        "commitment_missing",
        "Le client n’a pas signé l’engagement de coûts\u00a0: le déploiement ne peut pas être confirmé. "
        "Faites signer l’engagement, puis confirmez.",
    ),
    "commitment_stands": (
        "commitment_stands",
        "Un engagement signé ne change plus\u00a0: rien n’a été enregistré. Préparez la version suivante.",
    ),
    "uq_cost_commitment_draft": (
        "commitment_open",
        "Une version de cet engagement est déjà en préparation\u00a0: rien n’a été enregistré. "
        "Actualisez la demande.",
    ),
    "uq_cost_commitment_signed": (
        "commitment_signed",
        "Un engagement de cette demande vient d’être signé\u00a0: rien n’a été enregistré. "
        "Actualisez la demande.",
    ),
    "statement_stands": (
        "statement_stands",
        "Un relevé émis ne change plus\u00a0: rien n’a été enregistré. "
        "Le relevé suivant portera la correction.",
    ),
    "record_stands": (
        "record_stands",
        "Cet enregistrement reste au dossier tel qu’il est\u00a0: rien n’a été changé.",
    ),
    "uq_actual_entry_worked": (
        "day_recorded",
        "Cette journée est déjà notée pour ce déploiement. Modifiez-la plutôt que d’en ajouter une.",
    ),
}
"""Name of the constraint or trigger → code and sentence."""

FINDINGS: Final[dict[str, str]] = {
    "over_capacity": ("Le membre {subject} est au-delà de sa capacité le {day}, sans dépassement autorisé."),
    "capacity_wrong": (
        "La capacité inscrite du membre {subject} le {day} n’est pas celle de son horaire et de ses absences."
    ),
    "load_wrong": (
        "Le temps pris inscrit pour le membre {subject} le {day} n’est pas celui de ses déploiements."
    ),
    "served_wrong": "Les jours inscrits du déploiement {subject} ne sont pas ceux de sa période.",
    "overrun_wrong": (
        "Le dépassement inscrit pour le membre {subject} le {day} n’est pas celui de ses déploiements."
    ),
    "overrun_unauthorised": "Personne n’a autorisé le dépassement du membre {subject} le {day}.",
    "commitment_missing": "La demande {subject} a un déploiement ferme sans engagement de coûts signé.",
    "two_in_a_seat": "La place {subject} est occupée par deux déploiements fermes le {day}.",
}
"""Code of a finding of ``base verifier`` → sentence."""

STATES: Final[dict[str, str]] = {
    "received": "reçue",
    "qualified": "qualifiée",
    "proposed": "proposée",
    "committed": "engagement signé",
    "confirmed": "confirmée",
    "waitlisted": "liste d’attente",
    "refused": "refusée",
    "cancelled": "annulée",
    "running": "en cours",
    "extension_asked": "prolongation demandée",
    "ended_early": "fin anticipée",
    "ended": "terminée",
    "evaluated": "évaluée",
    "stated": "relevé produit",
    "closed": "fermée",
}
"""Code of a state of requests and deployments → the word of screens and documents."""

UNKNOWN_REQUEST_NAMED: Final = "La demande {name} n’existe pas dans cette base."
UNKNOWN_SEAT_NAMED: Final = "La place {name} n’existe pas dans cette base."
NOTHING_PROPOSED_NAMED: Final = (
    "Personne n’est proposé ni engagé pour {name}\u00a0: il n’y a rien à confirmer. "
    "Proposez d’abord quelqu’un."
)
