"""What deployments say, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, format_period, format_short_date

NUMBER, MEMBER, CLIENT, NEED = "Demande", "Membre", "Client", "Besoin"
PERIOD, EFFORT, STATE, DUE = "Période", "Effort", "État", "À faire"
NOUN = "déploiement"
EMPTY = "Aucun déploiement en cours ni à venir. F9 propose des membres pour les demandes ouvertes."
PAST = "Montrer les déploiements terminés"
NO_REQUEST = "sans demande"

MOVE, SPLIT, REPLACE = "&Déplacer le déploiement…", "S&cinder…", "&Remplacer pour une partie…"
EXTEND, END, CANCEL = "Pro&longer…", "&Fin anticipée…", "&Annuler le déploiement…"
ASK_EXTENSION, REFUSE_EXTENSION = "Demander &une prolongation…", "Refuser la prolon&gation"
SHOW = "Montrer dans le &planning"

MOVE_TITLE, MOVE_SAVE = "Déplacer le déploiement", "Déplacer"
SPLIT_TITLE, SPLIT_SAVE = "Scinder le déploiement", "Scinder"
REPLACE_TITLE, REPLACE_SAVE = "Remplacer pour une partie de la période", "Remplacer"
EXTEND_TITLE, EXTEND_SAVE = "Prolonger le déploiement", "Prolonger"
ASK_TITLE, ASK_SAVE = "Demander une prolongation", "Demander"
END_TITLE, END_SAVE = "Fin anticipée", "Terminer"
CANCEL_TITLE, CANCEL_SAVE = "Annuler le déploiement", "Annuler le déploiement"
WHO, FROM, TO = "&Membre", "&Du", "&Au"
SPLIT_DAY, LAST_DAY, REASON = "La seconde partie commence &le", "Dernier &jour", "&Motif"
SPLIT_HELP = "Les deux parties gardent le même membre; chacune se déplace ensuite à part."
REPLACE_HELP = "Le membre actuel garde les jours d’avant et d’après; l’histoire des deux reste."
END_HELP = "Les jours qui suivent sont libérés aussitôt."
EXTEND_HELP = "Chaque règle est vérifiée de nouveau sur les jours ajoutés."

LEAVE, LEAVE_HELP = "&Laisser comme avant", "Rien n’est changé; la demande attend une autre solution."

FREE_HERE = "Possible ici"
PAST_END = "La fin précède le début. Corrigez l’une des deux dates."
OVER_HERE = "Au-delà de la capacité"
OVER_HINT = "Au relâchement, trois réponses vous sont offertes."
IMPOSSIBLE = "Impossible ici"

_TOLD = {
    "move": " est déplacé",
    "split": " est scindé",
    "replace": " est remplacé pour une partie de la période",
    "extend": " est prolongé",
    "ask": f"{NBSP}: une prolongation est demandée",
    "refuse": f"{NBSP}: la prolongation est refusée",
    "end": " prend fin plus tôt",
    "cancel": " est annulé",
}
BACK = "Le déploiement est comme avant."


def told(kind: str, who: str) -> str:
    """« Le déploiement de Thomas Nguyen (MSP) est déplacé. »"""
    return f"Le déploiement de {who}{_TOLD[kind]}."


def who(name: str, client: str) -> str:
    """« Thomas Nguyen, MSP »."""
    return f"{name} ({client})" if client else name


def title(words: str, name: str) -> str:
    """« Déplacer le déploiement, Thomas Nguyen »."""
    return f"{words}, {name}"


def seat(number: str, place: int | None) -> str:
    """« D-2026-0063, place 1 »."""
    return f"{number}, place {place}" if number and place else number or NO_REQUEST


def period(first: date, last: date) -> str:
    """« 26 oct. au 18 déc. 2026 »."""
    return format_period(first, last, short=True)


def starts(day: date) -> str:
    """« Commence jeu. 15 oct. »."""
    return f"Commence {format_short_date(day, year=False)}"


def ends(day: date) -> str:
    """« Se termine ven. 16 oct. »."""
    return f"Se termine {format_short_date(day, year=False)}"


TO_ANSWER, TO_EVALUATE = "prolongation à décider", "évaluation à remplir"
TO_CONFIRM, TO_SIGN = "à confirmer", "engagement à signer"
TO_STATE = "relevé à produire"
EXTENSION_ASKED = "prolongation demandée"
POST_READY = "poste à confirmer"

PANE_TITLE = "Déploiements qui commencent ou se terminent cette semaine"
PANE_EMPTY = "Aucun déploiement ne commence ni ne se termine cette semaine."
PANE_LINK = "Ouvrir les équipes"
THIS_WEEK, FAMILY = "Cette semaine", "Besoin"


def this_week(count: int) -> str:
    """« début ou fin de déploiement », beside its number."""
    return "début ou fin, cette semaine" if count < 2 else "débuts ou fins, cette semaine"
