"""What every print shares: the stamp, the site, the contact, and the record that it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agence_desktop.core.french import ordinal, uncapitalized
from agence_desktop.directory.queries import host_contact
from agence_desktop.documents.rows import Contact, PrintStamp, SitePlace
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.storage.audit import record_event
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session

HOST_ROLE = "Réservation des salles"


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready to show, save or print: the file name proposed, its title, and its bytes."""

    name: str
    title: str
    pdf: bytes

    def save(self, path: Path) -> None:
        """Write the file whole or not at all."""
        partial = path.with_name(f"{path.name}.part")
        try:
            partial.write_bytes(self.pdf)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def stamp(session: Session, desk: Desk, diffusion: str) -> PrintStamp:
    """Who prints now, for whom."""
    return PrintStamp(now(session), desk.actor.name or desk.actor.login, diffusion)


def site_place(reference: Reference, site_id: int) -> SitePlace:
    """The building as paper names it."""
    site = reference.directory.sites[site_id]
    host = reference.directory.organisations[site.organisation_id]
    return SitePlace(site.name, site.address, site.municipality, host.name)


def contact_of(session: Session, reference: Reference, site_id: int) -> Contact:
    """Whom to call about the rooms of a site: its host's person, else the host organisation."""
    host_id = reference.directory.sites[site_id].organisation_id
    person = host_contact(session, host_id, reference.today)
    if person is None:
        return Contact(HOST_ROLE, reference.directory.organisations[host_id].name)
    return Contact(HOST_ROLE, person.name, person.phone, person.email)


def room_words(reference: Reference, space_id: int) -> str:
    """« Salle Chaudière, 1er étage »."""
    space = reference.spaces[space_id]
    if not space.floor:
        return space.name
    floor = f"{ordinal(int(space.floor))} étage" if space.floor.isdigit() else uncapitalized(space.floor)
    return f"{space.name}, {floor}"


def equipment_words(reference: Reference, space_id: int) -> tuple[str, ...]:
    """The fixed equipment of a space in words, in the order of the list."""
    fixed = reference.spaces[space_id].equipment
    return tuple(
        uncapitalized(word.label) for code, word in reference.words["equipment"].items() if code in fixed
    )


def record_print(
    database: Database, kind: str, subject: str, printed_at: datetime, **more: int | str
) -> None:
    """Note the print in the audit trail, with ``more``; a base that is only consulted keeps none."""
    if not database.read_only:
        detail = {"document": kind, "at": printed_at.isoformat(), **more}
        database.write(lambda session: record_event(session, "print", subject, detail))
