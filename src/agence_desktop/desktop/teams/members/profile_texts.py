"""What the forms of who is a member, and of teams, say in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, format_date
from agence_desktop.teams.proposal_sentences import LANGUAGES as LANGUAGE_NAMES

NEW_MEMBER, MEMBER = "Nouveau mem&bre…", "Modifier le membr&e…"
NEW_TEAM, TEAM = "Nou&velle équipe…", "Modifier l’équ&ipe…"
ADD = "Ajouter"

NEW_MEMBER_TITLE, MEMBER_DEED = "Nouveau membre", "Membre"
PERSON = "&Personne"
PERSON_HELP = "Une personne absente de l’annuaire s’y ajoute d’abord."
KEY = "&Code"
KEY_HELP = "Celui des fichiers importés; il ne change plus ensuite."
BAD_KEY = "Écrivez le code sans espace, par exemple M-012."
MEMBER_TEAM = "Équip&e"
HOME, HOME_HINT = "Port d’&attache", "Immeuble ou municipalité"
LANGUAGES = "&Langues"
FIRST, LAST = "Premier &jour du contrat", "&Dernier jour du contrat"
TOO_EARLY = "Le dernier jour du contrat précède le premier. Corrigez l’une des deux dates."
MOST = "Li&mite de déplacement"
REMOTE = "Accepte le &travail à distance"
HOURS_NEXT = "L’horaire se donne ensuite, puis les compétences (Ctrl+Maj+Y)."
THE_MEMBER = "ce membre"
YES_NO = {True: "oui", False: "non"}

NO_TEAM = f"Aucune équipe ne vous revient encore{NBSP}: créez-la d’abord (Ctrl+Maj+G)."
NO_ORGANISATION = "Vous ne gérez aucun organisme qui puisse prêter une équipe."

NEW_TEAM_TITLE, TEAM_TITLE = "Nouvelle équipe", "Modifier une équipe"
WHICH_TEAM = "&Équipe"
TEAM_CODE = "&Code"
TEAM_CODE_HELP = "C’est aussi la famille des demandes; il ne change plus ensuite."
BAD_TEAM_CODE = "Écrivez le code sans espace, par exemple ADM."
TEAM_NAME = "&Nom"
LENDER = "&Organisme"
LENDER_HELP = "Il prête les membres; ses gestionnaires confirment les déploiements."
UNTIL = "&Fin d’activité"
UNTIL_HELP = "Son dernier jour, après quoi elle n’est plus proposée."
THE_TEAM = "cette équipe"


def language(code: str) -> str:
    """« Français »; a code without a name as it is."""
    return LANGUAGE_NAMES.get(code, code).capitalize()


def joined(name: str) -> str:
    """What a toast says of a new member."""
    return f"{name}{NBSP}: nouveau membre. Donnez maintenant son horaire."


def changed(name: str) -> str:
    """What a toast says of a member who was changed."""
    return f"{name}{NBSP}: modifications enregistrées."


def team_added(name: str) -> str:
    """What a toast says of a new team."""
    return f"Équipe «{NBSP}{name}{NBSP}» créée."


def team_changed(name: str) -> str:
    """What a toast says of a team that was changed."""
    return f"Équipe «{NBSP}{name}{NBSP}» modifiée."


def retired(name: str) -> str:
    """A team that is over, among the others."""
    return f"{name} (retirée)"


def team_until(name: str, last: date | None) -> str:
    """What a toast says of the last day of a team."""
    if last is None:
        return f"Équipe «{NBSP}{name}{NBSP}», sans fin d’activité."
    return f"Équipe «{NBSP}{name}{NBSP}», fin d’activité{NBSP}: {format_date(last, weekday=False)}."
