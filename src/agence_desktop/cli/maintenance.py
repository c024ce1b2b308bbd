"""entretien: what time alone brings, as a scheduled task."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from agence_desktop.cli import base_texts as told
from agence_desktop.cli.context import Context
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.french import counted


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("entretien", help=told.MAINTAIN, description=told.MAINTAIN)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Maintain the base, and tell what was done."""
    from agence_desktop.actions.maintaining import maintain

    with context.database() as database:
        done = maintain(database)
    context.output.result(asdict(done))
    context.output.line(
        told.MAINTAINED.format(
            occurrences=counted(done.occurrences, "séance mise à jour", "séances mises à jour"),
            deployments=counted(done.deployments, "déploiement terminé", "déploiements terminés"),
            sealed=counted(done.sealed, "journée scellée"),
            pruned=counted(done.pruned, "ligne effacée"),
        )
    )
    return int(ExitCode.DONE)
