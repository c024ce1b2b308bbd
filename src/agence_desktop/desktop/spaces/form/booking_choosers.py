"""What the choosers of the booking form find, on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from agence_desktop.core.french import counted, search_key
from agence_desktop.core.roles import Role
from agence_desktop.desktop.spaces.facts.card_texts import floor
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.directory.rows import OrganisationRow, PersonRow

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

MOST = 60


def find_organisations(gateway: Gateway, text: str) -> Sequence[Choice]:
    """Organisations for which the person may book, by acronym or words of the name."""
    actor = gateway.actor
    own = None if actor.holds(Role.HOST) else actor.organisations(Role.CLERK)
    rows = gateway.reference().directory.organisations.values()
    words = search_key(text).split()
    return [
        organisation_choice(row)
        for row in rows
        if row.active and (own is None or row.id in own) and _holds(words, f"{row.acronym} {row.name}")
    ][:MOST]


def find_people(gateway: Gateway, organisation: Callable[[], int | None], text: str) -> Sequence[PersonRow]:
    """People in force of the organisation that is chosen, of all where none is."""
    rows = gateway.people(search_key(text), organisation(), MOST)
    return [row for row in rows if row.active]


def find_rooms(gateway: Gateway, text: str) -> Sequence[Choice]:
    """Rooms in force, by words of their name, code, building or municipality."""
    reference = gateway.reference()
    words = search_key(text).split()
    return [
        room_choice(reference, row.id)
        for row in reference.spaces.values()
        if row.active and _holds(words, f"{row.name} {row.code} {_where(reference, row.id)}")
    ][:MOST]


def organisation_choice(row: OrganisationRow) -> Choice:
    """« MTQ, Ministère des Transports »."""
    return Choice(row.id, f"{row.acronym}, {row.name}", row.kind, "office-building-outline")


def person_choice(row: PersonRow) -> Choice:
    """« Geneviève Roy, MAMH », with what tells two alike apart."""
    title = ", ".join(filter(None, (row.name, row.organisation)))
    return Choice(row.id, title, ", ".join(filter(None, (row.job_class, row.site, row.email))), "account")


def room_choice(reference: Reference, space_id: int) -> Choice:
    """« Salle Chaudière, Services Québec de Lévis », with its kind, places and floor."""
    row = reference.spaces[space_id]
    kind = reference.words.get("kind", {}).get(row.kind)
    facts = (kind.label if kind else "", counted(row.capacity, "place"), floor(row.floor))
    title = f"{row.name}, {reference.site(space_id).name}"
    return Choice(space_id, title, ", ".join(filter(None, facts)), "door")


def _where(reference: Reference, space_id: int) -> str:
    site = reference.site(space_id)
    return f"{site.name} {site.municipality}"


def _holds(words: Sequence[str], text: str) -> bool:
    key = search_key(text)
    return all(word in key for word in words)
