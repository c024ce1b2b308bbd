"""What ``base verifier`` asks of a database: a registry of checks, to which each slice adds its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from agence_desktop.storage.findings import Finding
from agence_desktop.storage.grants import grant_findings
from agence_desktop.storage.guards import guard_findings
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.seals import verify_audit
from agence_desktop.storage.structure import structure_findings
from agence_desktop.storage.trail import trail_findings
from agence_desktop.storage.work import Database

Check = Callable[[Session], Iterable[Finding]]
"""Looks at the database in one reading transaction; must trust neither guards nor what they keep."""

_CHECKS: list[Check] = []


def register_check(check: Check) -> Check:
    """Add a check of a slice, run after those of the database itself (may be a decorator)."""
    if check not in _CHECKS:
        _CHECKS.append(check)
    return check


def verify(database: Database) -> Iterator[Finding]:
    """Everything that is not as it should be, each told once.

    A damaged file, or one where a table or a column is absent, is not asked for more.
    """
    told: set[Finding] = set()
    own = (check_structure, structure_findings, _guards, grant_findings, verify_audit, trail_findings)
    for check in (*own, *_CHECKS):
        for finding in _run(database, check):
            if finding not in told:
                told.add(finding)
                yield finding
        if any(_stops(finding) for finding in told):
            return


def _stops(finding: Finding) -> bool:
    absent = finding.code == "structure_absent" and finding.subject.startswith(("table ", "column "))
    return absent or finding.code == "damaged"


def verify_rows(session: Session) -> list[Finding]:
    """What the checks of the slices alone find, within the caller's transaction."""
    return [finding for check in _CHECKS for finding in check(session)]


def _run(database: Database, check: Check) -> list[Finding]:
    return database.read(lambda session: list(check(session)))


def _guards(session: Session) -> list[Finding]:
    return guard_findings(session.connection())
