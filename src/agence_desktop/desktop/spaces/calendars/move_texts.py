"""What moving and cancelling say, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, counted

IMPOSSIBLE = "Impossible ici"
TAKEN = "salle prise"
TO_APPROVE = "Libre ici, à approuver"

SCOPE_TITLE_MOVE = "Déplacer quelles séances?"
SCOPE_TITLE_CANCEL = "Annuler quelles séances?"
SCOPE_THIS = "&Cette séance seulement"
SCOPE_FOLLOWING = "Celle-ci et les s&uivantes"
SCOPE_TO_COME = "&Toutes celles à venir"
SCOPE_NOTE = "Les séances commencées ou passées ne changent jamais."
MOVE = "&Déplacer"
CANCEL = "&Annuler les séances"
KEEP = "&Ne rien changer"

ROOM = "&Espace"
DAY = "&Jour"
FROM = "D&e"
TO = "&À"
FREE_THERE = "Libre"
IMPOSSIBLE_THERE = "Impossible"
STANDS_HERE = "La séance est déjà là"
END_FIRST = "La fin doit suivre le début."

APPROVAL_AGAIN = "L’hôte doit l’approuver de nouveau."
APPROVAL_AGAIN_SOME = "L’hôte doit approuver de nouveau une partie des séances."
FREE_UNTIL_PAST = "Le délai d’annulation sans frais était passé."

_ARTICLES = {
    "salle": "la",
    "bureau": "le",
    "auditorium": "l’",
    "atelier": "l’",
    "studio": "le",
    "laboratoire": "le",
    "amphithéâtre": "l’",
    "cafétéria": "la",
    "local": "le",
    "poste": "le",
}
_AGREEMENTS = (("est réservé ", "est réservée "), ("est pris ", "est prise "))


def with_article(name: str) -> str:
    """« la salle Chaudière », « le bureau 3.12 »; a name of another shape stays as it is."""
    first, _, rest = name.partition(" ")
    article = _ARTICLES.get(first.lower())
    if article is None:
        return name
    word = f"{first.lower()} {rest}".strip()
    return f"{article}{word}" if article.endswith("’") else f"{article} {word}"


def about_room(name: str, said: str) -> str:
    """« La salle Etchemin est réservée de 13 h à 16 h 30. »: what is said of a room, by its name."""
    who = with_article(name)
    if who.startswith("la "):
        for masculine, feminine in _AGREEMENTS:
            said = said.replace(masculine, feminine, 1)
    return f"{who[0].upper()}{who[1:]} {said}"


def host_decides(reason: str) -> str:
    """« Hors des modalités (préavis trop court) : l’hôte décidera. »"""
    outside = f"Hors des modalités ({reason}){NBSP}: l" if reason else "L"
    return f"{outside}’hôte devra approuver la séance."


def move_title(number: str) -> str:
    """« Déplacer une séance de R-2026-000418 »."""
    return f"Déplacer une séance de {number}"


def moved(number: str, where: str, dates: int) -> str:
    """« R-2026-000418 : séance déplacée, Salle Chaudière, jeudi 15 octobre 2026, 13 h à 15 h 30. »"""
    what = "séance déplacée" if dates == 1 else f"{dates} séances déplacées à partir de celle-ci"
    return f"{number}{NBSP}: {what}, {where}."


def not_moved(sentence: str, failing: int, dates: int) -> str:
    """Why a move was refused; in a series, how many of its dates fail."""
    if dates == 1:
        return f"Rien n’a été déplacé. {sentence}"
    verb = "ne conviennent pas" if failing > 1 else "ne convient pas"
    return f"Rien n’a été déplacé{NBSP}: {counted(failing, 'date')} sur {dates} {verb}. {sentence}"


def cancelled(number: str, dates: int) -> str:
    """« R-2026-000418 : séance annulée. »"""
    what = "séance annulée" if dates == 1 else f"{dates} séances annulées"
    return f"{number}{NBSP}: {what}."


def moved_back(number: str, dates: int) -> str:
    """What undoing a move says."""
    what = "la séance est revenue à sa place" if dates == 1 else "les séances sont revenues à leur place"
    return f"{number}{NBSP}: {what}."


def restored(number: str, dates: int) -> str:
    """What undoing a cancellation says."""
    what = "la séance est rétablie" if dates == 1 else f"les {dates} séances sont rétablies"
    return f"{number}{NBSP}: {what}."


def not_restored(sentence: str) -> str:
    """Why a cancellation cannot be taken back."""
    return f"La séance reste annulée. {sentence}"


def noted(number: str, acronym: str) -> str:
    """Presence was noted."""
    return f"Présence notée pour {number}, {acronym}."


def taken_back(number: str) -> str:
    """A presence noted by mistake was taken back."""
    return f"La présence pour {number} n’est plus notée."
