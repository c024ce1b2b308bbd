"""French texts of « imprimer »."""

from __future__ import annotations

HELP = "écrit un document en PDF"
DOCUMENT = (
    "confirmation, affiche, planning, fiche, fiche-une-page, fiche-releve, plan-releve, matrice, registre,"
    " proposition, engagement, ordre, fiche-accueil, prolongation, avis-fin, evaluation, releve ou"
    " planning-equipe"
)
KEY = (
    "confirmation\u00a0: numéro de la réservation; affiche\u00a0: code de l’espace; planning\u00a0: nom de"
    " l’immeuble; pour un autre jour qu’aujourd’hui, suivi de @ et de la date (CODE@2026-12-01);"
    " fiche, fiche-une-page et plan-releve\u00a0: numéro du poste; fiche-releve\u00a0: numéro du poste, suivi"
    " de @ et du courriel de la relève (P-0142@prenom.nom@exemple.quebec); matrice et registre\u00a0: code"
    " de l’unité; proposition\u00a0: PA-2026-0018; engagement\u00a0: numéro de la demande; ordre,"
    " fiche-accueil, prolongation, avis-fin\u00a0: numéro de la demande, suivi au besoin de / et de la place"
    " (D-2026-0042/2); evaluation\u00a0: de même, suivi de @membre pour celle du membre; releve\u00a0:"
    " RV-2026-0001; planning-equipe\u00a0: code de l’équipe, suivi au besoin de @ et d’une date"
)
OUTPUT = "fichier .pdf à écrire"
UNKNOWN = "Ce document n’existe pas dans cette version\u00a0: {text}. Il y a {known}."
NO_DATE = (
    "La confirmation ne prend pas de date\u00a0: écrivez seulement le numéro, par exemple R-2026-000123."
)
NO_DATE_HERE = (
    "Ce document ne prend pas de date\u00a0: écrivez seulement le numéro du poste ou le code de l’unité."
)
NO_READER = (
    "Dites pour quelle relève\u00a0: le numéro du poste, @, puis le courriel de la personne, par exemple"
    " {number}@prenom.nom@exemple.quebec. Sans courriel, la copie est celle de la personne qui imprime, et"
    " elle n’est pas en relève de ce poste."
)
NO_DATE_TEAMS = "Ce document ne prend pas de date\u00a0: écrivez seulement le numéro."
BAD_SIDE = "L’évaluation {text} n’existe pas\u00a0: écrivez @client ou @membre."
BAD_DATE = "La date {text} ne se lit pas\u00a0: écrivez par exemple LEV-CHA@2026-12-01."
WRONG_ENDING = "Le fichier «\u00a0{path}\u00a0» doit porter l’extension «\u00a0.pdf\u00a0»."
CANNOT_WRITE = "Le fichier «\u00a0{path}\u00a0» ne peut pas être écrit. Vérifiez le dossier et vos droits."
WRITTEN = "{title}\u00a0: {path}"
