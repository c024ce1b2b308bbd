"""What the preview of a document says, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, counted, quoted

CANCEL = "&Annuler"
CLOSE = "&Fermer"
PRINT = "&Imprimer…"
SAVE = "En&registrer sous…"
OPEN = "&Ouvrir"
OPEN_TIP = "Ouvrir dans le lecteur de PDF de ce poste (Ctrl+O)"
PRINT_TIP = "Choisir l’imprimante et les pages (Ctrl+P)"
SAVE_TIP = "Enregistrer le fichier PDF (Ctrl+S)"
PREVIOUS_PAGE = "Page précédente"
NEXT_PAGE = "Page suivante"
ZOOM_OUT = "Réduire"
ZOOM_IN = "Agrandir"
ZOOM = "Taille"
FIT_WIDTH = "Largeur de la page"
FIT_PAGE = "Page entière"
PDF_FILES = "Documents PDF (*.pdf)"
SAVE_TITLE = "Enregistrer le document"
PRINT_TITLE = "Imprimer"
STOP_PRINTING = "Ar&rêter l’impression"
UNREADABLE = "Le document n’a pas pu être affiché. Fermez l’aperçu, puis réessayez."
NOT_PRINTED = "L’impression n’a pas pu être faite. Vérifiez l’imprimante, puis réessayez."
PRINTED = "Le document est envoyé à l’imprimante."
STOPPED = "L’impression est arrêtée."
NO_VIEWER = "Aucun programme de ce poste n’ouvre les fichiers PDF. Enregistrez le document."
_PAGE_OF = "page {page} sur {count}"


def preparing(title: str) -> str:
    """« Préparation : Confirmation R-2026-000123 »."""
    return f"Préparation{NBSP}: {title}"


def page_of(page: int, count: int) -> str:
    """« page 1 sur 3 »."""
    return _PAGE_OF.format(page=page, count=count)


def percent(factor: float) -> str:
    """« 100 % »."""
    return f"{round(100 * factor)}{NBSP}%"


def page_name(title: str, page: int, count: int) -> str:
    """The name of what is shown, for screen readers: « Confirmation R-2026-000123, page 1 sur 3 »."""
    return f"{title}, {page_of(page, count)}"


def saved(name: str) -> str:
    """« R-2026-000123.pdf est enregistré. »."""
    return f"Le fichier {quoted(name)} est enregistré."


def not_saved(name: str) -> str:
    """The file cannot be written there."""
    return f"Le fichier {quoted(name)} ne peut pas être écrit. Choisissez un autre dossier ou un autre nom."


def printing(done: int, count: int) -> str:
    """« Impression, 1 page sur 3 »."""
    return f"Impression{NBSP}: {counted(done, 'page')} sur {count}"
