"""What the window of the handbook says, in French."""

from __future__ import annotations

from agence_desktop.core.french import quoted

HANDBOOK = "Manuel d’Agence"
CONTENTS = "Table des matières"
PAGE = "Page du manuel"
BACK, FORWARD, FIRST = "Page précédente", "Page suivante", "Début du manuel"
SEARCH = "Chercher dans le manuel"
NEXT, PREVIOUS = "Occurrence suivante", "Occurrence précédente"
ENLARGE = "agrandir"
BACK_KEYS, FORWARD_KEYS, FIRST_KEYS = "Alt+Gauche", "Alt+Droite", "Alt+Début"
NEXT_KEYS, PREVIOUS_KEYS, SEARCH_KEYS = "F3", "Maj+F3", "Ctrl+F"


def window_title(chapter: str) -> str:
    """« Réserver un espace – Manuel d’Agence »."""
    return f"{chapter} – {HANDBOOK}"


def with_keys(words: str, keys: str) -> str:
    """« Page précédente (Alt+Gauche) »."""
    return f"{words} ({keys})"


def found_in(chapter: str) -> str:
    """What a screen reader says when the search went on in another chapter."""
    return f"Trouvé dans le chapitre {quoted(chapter)}."


def not_found(words: str) -> str:
    """The search found nothing anywhere."""
    return f"Le manuel ne contient pas {quoted(words)}. Essayez un mot de moins."
