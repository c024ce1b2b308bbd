"""What calendars of due dates say, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, search_key
from agence_desktop.positions.dues import Due
from agence_desktop.positions.formats import task_name
from agence_desktop.positions.rows import PersonRef

PRODUCT = "-//Agence//Échéances des postes//FR"
NO_DUES = "Cette personne n’est relève pour aucune échéance de la période."
EXPORT = "exporter les échéances d’une autre personne"


def file_name(person: PersonRef) -> str:
    """« echeances-karim-benali.ics »."""
    return f"echeances-{'-'.join(search_key(person.name).split())}.ics"


def calendar_name(person: PersonRef) -> str:
    """« Relève de Karim Benali »."""
    return f"Échéances en relève, {person.name}"


def summary(due: Due) -> str:
    """« P-0142 T2 Suivre les contrats »."""
    return f"{due.position.number} {task_name(due.task)}"


def description(due: Due) -> str:
    """Whose post it is, and that the fiche says how."""
    holder = due.position.holder
    whose = f"Titulaire{NBSP}: {holder.name}." if holder else "Poste vacant."
    return f"{due.position.title}. {whose} La fiche du poste dit comment faire."
