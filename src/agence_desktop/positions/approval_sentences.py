"""What a manager validates before a version is approved, in words; how versions and changes are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agence_desktop.core.french import NBSP, uncapitalized
from agence_desktop.positions.approval import Comparison, CriticalityChange, criticality_changes
from agence_desktop.positions.comparing import ChangeKind
from agence_desktop.positions.rows import Diffusion, SheetState
from agence_desktop.positions.sentences import DIFFUSION_LABELS, STATE_LABELS

CHANGE_LABELS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: "ajouté",
    ChangeKind.REMOVED: "retiré",
    ChangeKind.MODIFIED: "modifié",
    ChangeKind.COMPUTED: "calculé",
}
NO_CHANGE: Final = "Les deux versions disent la même chose."
_RELIEF_PLAN: Final = f"Plan de relève, §{NBSP}12"
_NO_VALUE: Final = "–"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to validate; ``task`` is the one whose criticality it is about."""

    key: str
    words: str
    task: str = ""


def checks_of(found: Comparison) -> list[Check]:
    """Criticality, unchanged and changed, relief plan and diffusion."""
    changed, same = criticality_changes(found.old_sheet, found.file.sheet)
    checks = [Check("criticality", _unchanged(same))] if same else []
    checks += [Check(f"criticality/{one.task}", _criticality(one), one.task) for one in changed]
    checks.append(Check("relief", _RELIEF_PLAN))
    checks.append(Check("diffusion", _diffusion(found.file.row.control.diffusion)))
    return checks


def version_head(number: int, state: SheetState) -> str:
    """« Version 4, soumise »."""
    return f"Version {number}, {uncapitalized(STATE_LABELS[state])}"


def _unchanged(count: int) -> str:
    """« Criticité des 9 tâches inchangées »."""
    return "Criticité de la tâche inchangée" if count == 1 else f"Criticité des {count} tâches inchangées"


def _criticality(change: CriticalityChange) -> str:
    """« Criticité de T8 : 3 devient 4 », « Criticité de T10 : 2, nouvelle tâche »."""
    new = _NO_VALUE if change.new is None else str(change.new)
    if change.old is None:
        return f"Criticité de {change.task}{NBSP}: {new}, nouvelle tâche"
    return f"Criticité de {change.task}{NBSP}: {change.old} devient {new}"


def _diffusion(level: Diffusion | None) -> str:
    """« Diffusion : unité administrative »."""
    return f"Diffusion{NBSP}: {uncapitalized(DIFFUSION_LABELS[level]) if level else 'non précisée'}"
