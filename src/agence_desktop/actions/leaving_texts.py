"""What still rests on somebody who leaves, in French."""

from __future__ import annotations

BOOKING = "Réservation {number}"
HOLDS = "Titulaire du poste {number}"
MANAGES = "Gestionnaire du poste {number}"
RELIEVES = "Relève du poste {number}"
MEMBER = "Membre d’une équipe volante"
DEPLOYMENT = "Déploiement {number}"
ACCOUNT = "Compte {login}"
TO_SUSPEND = "à suspendre par l’administration"
