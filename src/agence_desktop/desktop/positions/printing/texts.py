"""What printing a unit says, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, counted, listed

PRINT_SHEETS = "&Imprimer les fiches de l’unité…"
CHOOSE_UNIT = "Choisissez une unité dans la liste du haut pour imprimer son document."
TITLE = "Imprimer les fiches d’une unité"
EXPLANATION = (
    "Chaque fiche devient un fichier PDF dans le dossier choisi. Chaque impression est consignée au journal."
)
UNIT, VARIANT, FOLDER = "Unité", "Contenu", "Dossier"
VARIANTS = {"complete": "Fiche complète", "one_page": "Page d’urgence seule"}
"""By the codes of the variants of a sheet."""
CHOOSE_FOLDER = "Choisir…"
FOLDER_TITLE = "Dossier où écrire les fiches"
NO_FOLDER = "Choisissez le dossier où écrire les fiches."
NO_UNIT = (
    "Il faut le rôle de commis ou de gestionnaire dans l’organisme d’une unité pour imprimer ses fiches."
)
START, STOP, CLOSE, OPEN_FOLDER = "Imprimer", "Arrêter", "Fermer", "Ouvrir le dossier"
PREPARING = "Lecture des postes de l’unité…"
STOPPING = "Arrêt demandé…"
ADVANCE = "Avancement de l’impression"


def register_title(unit: str) -> str:
    """« Registre des postes, Soutien aux opérations »."""
    return f"Registre des postes, {unit}"


def matrix_title(unit: str) -> str:
    """« Matrice de couverture, Soutien aux opérations »."""
    return f"Matrice de couverture, {unit}"


def advanced(done: int, total: int) -> str:
    """« 3 postes sur 11 »."""
    return f"{counted(done, 'poste')} sur {total}"


def label(unit: str) -> str:
    """Work in the status bar."""
    return f"Impression des fiches, {unit}"


def written(count: int, folder: str) -> str:
    """« 9 fiches écrites dans « Fiches ». »."""
    if not count:
        return "Aucune fiche n’a été écrite."
    words = "fiche écrite" if count < 2 else "fiches écrites"
    return f"{count} {words} dans «{NBSP}{folder}{NBSP}»."


def without_sheet(numbers: tuple[str, ...]) -> str:
    """« Sans fiche : P-0151 et P-0160. »."""
    return f"Sans fiche{NBSP}: {listed(numbers)}."


def stopped(done: int, total: int) -> str:
    """« Impression arrêtée après 3 postes sur 11 : ce qui était fini est gardé. »."""
    return f"Impression arrêtée après {advanced(done, total)}{NBSP}: ce qui était fini est gardé."
