"""The scheduled maintenance: what time alone brings, seals of finished days, change rows of no more use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from agence_desktop.directory.users import require_administrator
from agence_desktop.spaces.commands.maintenance import apply_due_batch
from agence_desktop.storage.changes import prune_changes
from agence_desktop.storage.context import server_now
from agence_desktop.storage.seals import seal_days
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commands.ending import apply_due_batch as end_deployments


@dataclass(frozen=True, slots=True)
class Maintained:
    """How many occurrences and deployments time has changed, days were sealed, change rows were removed."""

    occurrences: int
    deployments: int
    sealed: int
    pruned: int


def maintain(database: Database) -> Maintained:
    """Apply all that is due, in small transactions; raises RightMissingError but for administrators."""
    database.read(lambda session: require_administrator(session, "faire l’entretien de la base"))
    occurrences, after = 0, 0
    while True:
        changed, last = database.write(lambda session, after=after: apply_due_batch(session, after))  # type: ignore[misc]
        occurrences += changed
        if last is None:
            break
        after = last
    deployments = 0
    while ended := database.write(end_deployments):
        deployments += ended
    return Maintained(occurrences, deployments, database.write(_seal), database.write(prune_changes))


def _seal(session: Session) -> int:
    return seal_days(session, server_now(session).astimezone(UTC).date())
