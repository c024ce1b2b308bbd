"""French texts of « equipes »."""

from __future__ import annotations

TEAMS_HELP = "équipes volantes : importation, proposition d’affectation et confirmation"
IMPORT_HELP = (
    "importe des membres, des demandes et des déploiements fermes d’un fichier JSON, en entier ou pas du tout"
)
PROPOSE_HELP = (
    "propose qui affecter aux places ouvertes, dit pourquoi, et conserve la proposition; rien n’est confirmé"
)
FORCE = "impose un membre à une place : numéro ou clé de la demande, place, clé du membre; se répète"
WEIGHTS = "poids des priorités 1 à 4, par exemple 8,4,2,1"
REQUESTS = "demandes à traiter, séparées par des virgules; sinon, toutes celles qui sont ouvertes"
CONFIRM_HELP = "confirme les affectations proposées et engagées de demandes ou de places; toutes, ou aucune"
SEAT = "numéro ou clé d’une demande, ou d’une place comme D-2026-0042/1"
OVERRUN = "autorise un dépassement de capacité, pour ce motif, qui reste au dossier"
SIGNER = "qui a signé pour le client l’engagement reçu sur papier"
RECEIVED_ON = "jour où le papier a été reçu; sinon, aujourd’hui"
CEILING = "plafond de cet engagement, en dollars"

BAD_FORCE = "{text} n’impose personne. Écrivez par exemple D-2026-0001/1=M1."
BAD_WEIGHTS = "{text} ne donne pas quatre poids. Écrivez par exemple 8,4,2,1."
BAD_SEAT = "{text} n’est ni une demande ni une place. Écrivez par exemple D-2026-0042/1."
PAPER_INCOMPLETE = "Un engagement sur papier demande --signataire et --plafond."

KINDS = {"member": "membre", "request": "demande", "firm": "déploiement ferme"}
IMPORT_HEADERS = ("Objet", "Clé", "Numéro", "Résultat", "Précisions")

NO_OPEN_SEAT = "Aucune place n’est ouverte."
PROPOSED = "Proposition {number}, à soumettre à une personne : rien n’est confirmé."
NOT_OPTIMAL = "Le temps accordé n’a pas suffi à prouver que c’est la meilleure."
GREEDY = "Le solveur n’a pas répondu : cette proposition est faite place par place et n’est pas la meilleure."
PROPOSAL_HEADERS = ("Demande", "Place", "Membre", "Coût", "Pourquoi")
NOBODY = "personne"
NO_FIGURE = "–"
TOTALS = "Poids {weight} · coût {cost} · plus grande charge nouvelle {load} jours · {seconds} s"

CONFIRM_HEADERS = ("Demande", "Place", "Membre", "Résultat")
CONFIRMED = "confirmée"
