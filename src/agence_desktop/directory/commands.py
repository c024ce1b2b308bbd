"""Use cases of the directory: one function, one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import InputError, RefusedError, StaleError
from agence_desktop.core.french import NBSP, quoted, search_key, sort_key
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.emails import parse_email
from agence_desktop.directory.model import Person
from agence_desktop.directory.queries import in_force
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.context import now
from agence_desktop.storage.links import is_named
from agence_desktop.storage.numbering import next_ids

DIRECTORY = "directory"
"""Topic of changes to the directory; the ids are those of people."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person at work as a form gives one; ``email`` is the key."""

    email: str
    first_name: str
    last_name: str
    organisation_id: int | None = None
    site_id: int | None = None
    job_class: str = ""
    phone: str = ""
    until: date | None = None
    """The last day in the directory; history keeps the person afterwards."""


def person_keys(draft: PersonDraft) -> dict[str, str]:
    """The keys by which people are sorted (name first) and searched (any word of name or e-mail)."""
    return {
        "sort_key": sort_key(f"{draft.last_name} {draft.first_name}"),
        "search_key": search_key(f"{draft.first_name} {draft.last_name} {draft.email}"),
    }


def add_person(session: Session, actor: Actor, draft: PersonDraft) -> Change:
    """Add a person; RefusedError ``bad_email``, ``name_missing`` or ``email_taken``, RightMissingError.

    Who left the directory and comes back under the same e-mail is the same person.
    """
    draft = _checked(actor, draft)
    former = _bearer(session, draft.email)
    if former is None:
        (person_id,) = next_ids(session, Person, 1)
        session.execute(insert(Person).values(id=person_id, **person_values(draft)))
        return _told(session, person_id)
    if in_force(former.active_from, former.active_until, today(session)):
        raise _taken(draft.email)
    _require(actor, former.organisation_id)
    back = {**person_values(draft), "active_from": None}
    _write(session, former.id, former.version, back)
    return _told(session, former.id)


def edit_person(session: Session, actor: Actor, person_id: int, version: int, draft: PersonDraft) -> Change:
    """Change a person read at ``version``; StaleError where it was changed since, else as ``add_person``."""
    draft = _checked(actor, draft)
    bearer = _bearer(session, draft.email)
    if bearer is not None and bearer.id != person_id:
        raise _taken(draft.email)
    _require_of(session, actor, person_id)
    _write(session, person_id, version, person_values(draft))
    return _told(session, person_id)


def withdraw_person(session: Session, actor: Actor, person_id: int, version: int) -> Change:
    """Take back the addition of a person read at ``version``: out of the directory, never deleted.

    RefusedError ``in_use`` where a booking, a post or an account names the person by now; StaleError where
    they were changed since, RightMissingError.
    """
    _require_of(session, actor, person_id)
    if is_named(session, Person, person_id):
        raise RefusedError(
            "in_use",
            f"Cette personne est déjà nommée ailleurs dans la base{NBSP}: elle reste dans l’annuaire.",
        )
    _write(session, person_id, version, {"active_until": today(session) - timedelta(days=1)})
    return _told(session, person_id)


def today(session: Session) -> date:
    """The present date in Québec."""
    return to_wall(now(session), QUEBEC).date()


def _bearer(
    session: Session, email: str
) -> Row[tuple[int, int, int | None, date | None, date | None]] | None:
    """Who has this e-mail, in the directory or out of it."""
    held = (Person.id, Person.version, Person.organisation_id, Person.active_from, Person.active_until)
    return session.execute(select(*held).where(func.lower(Person.email) == email)).one_or_none()


def _taken(email: str) -> RefusedError:
    return RefusedError(
        "email_taken", f"Le courriel {quoted(email)} est déjà celui d’une autre personne de l’annuaire."
    )


def _write(session: Session, person_id: int, version: int, values: Mapping[str, object]) -> None:
    written = session.execute(
        update(Person)
        .where(Person.id == person_id, Person.version == version)
        .values(version=version + 1, **values)
        .returning(Person.id),
        execution_options={"synchronize_session": False},
    )
    if written.scalar_one_or_none() is None:
        raise StaleError(
            "stale",
            f"La fiche de cette personne a été modifiée ailleurs entre-temps{NBSP}: rien n’a été enregistré.",
        )


def _require_of(session: Session, actor: Actor, person_id: int) -> None:
    """The right over a stored person."""
    stored = session.execute(select(Person.organisation_id).where(Person.id == person_id)).one_or_none()
    if stored is None:
        raise RefusedError("unknown_person", "Cette personne n’existe pas dans cette base.")
    _require(actor, stored[0])


def _require(actor: Actor, organisation_id: int | None) -> None:
    require(actor, (Role.CLERK, Role.ADMINISTRATOR), organisation_id, "tenir l’annuaire")


def _checked(actor: Actor, draft: PersonDraft) -> PersonDraft:
    _require(actor, draft.organisation_id)
    try:
        email = parse_email(draft.email)
    except InputError as fault:
        raise RefusedError(fault.code, fault.sentence) from fault
    if not draft.last_name.strip() or not draft.first_name.strip():
        raise RefusedError("name_missing", "Écrivez le prénom et le nom de la personne.")
    return PersonDraft(
        email,
        draft.first_name.strip(),
        draft.last_name.strip(),
        draft.organisation_id,
        draft.site_id,
        draft.job_class.strip(),
        draft.phone.strip(),
        draft.until,
    )


def person_values(draft: PersonDraft) -> dict[str, object]:
    """The columns of a person as a draft gives them, keys included."""
    return {
        "email": draft.email,
        "first_name": draft.first_name,
        "last_name": draft.last_name,
        "organisation_id": draft.organisation_id,
        "site_id": draft.site_id,
        "job_class": draft.job_class,
        "phone": draft.phone,
        "active_until": draft.until,
        **person_keys(draft),
    }


def _told(session: Session, person_id: int) -> Change:
    change = Change(DIRECTORY, (person_id,))
    record_change(session, change)
    return change
