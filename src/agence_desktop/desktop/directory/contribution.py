"""The directory as the shell sees it: three lists, one form, and people in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.roles import Actor
from agence_desktop.desktop.contribution import (
    Command,
    Contribution,
    DraftOpener,
    Menu,
    Role,
    SearchHit,
    SearchProvider,
    on_place,
    where_place,
)
from agence_desktop.desktop.directory import columns, texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway
from agence_desktop.desktop.directory.list_place import ListPlace, ListSpec
from agence_desktop.desktop.directory.people_place import PeoplePlace
from agence_desktop.desktop.directory.person_form import EDIT_DRAFT, NEW_DRAFT, resume_person_draft
from agence_desktop.desktop.places import Place, PlaceSpec, Target, Workbench

if TYPE_CHECKING:
    from agence_desktop.storage.work import Database

PEOPLE, ORGANISATIONS, SITES = "directory.people", "directory.organisations", "directory.sites"
SITE_PAGE = "spaces.site"
"""The page of a site, where the slice of room booking shows one."""


def directory_contribution(database: Database, actor: Actor) -> Contribution:
    """The rail entry « Annuaire »."""
    gateway = DirectoryGateway(database, actor)

    def people(desk: Workbench) -> Place:
        return PeoplePlace(desk, gateway)

    def organisations(desk: Workbench) -> Place:
        spec = ListSpec(
            "organismes", columns.ORGANISATIONS, "organisme", texts.NO_ORGANISATIONS, gateway.organisations
        )
        return ListPlace(desk, gateway, spec)

    def sites(desk: Workbench) -> Place:
        spec = ListSpec("immeubles", columns.SITES, "immeuble", texts.NO_SITES, gateway.sites)
        place = ListPlace(desk, gateway, spec)
        place.panel.view.row_opened.connect(lambda line: desk.go(Target(SITE_PAGE, {"site": line.site.id})))
        return place

    return Contribution(
        key="directory",
        word=texts.RAIL,
        icon="book-account-outline",
        order=80,
        places=(
            PlaceSpec(PEOPLE, texts.PEOPLE, people, "account-group-outline"),
            PlaceSpec(ORGANISATIONS, texts.ORGANISATIONS, organisations, "domain"),
            PlaceSpec(SITES, texts.SITES, sites, "office-building-outline"),
        ),
        menu=texts.MENU,
        commands=_commands(),
        drafts=tuple(
            DraftOpener(kind, partial(resume_person_draft, gateway)) for kind in (NEW_DRAFT, EDIT_DRAFT)
        ),
        search=(SearchProvider(texts.PEOPLE, lambda text, limit: _hits(gateway, text, limit)),),
    )


def _commands() -> tuple[Command, ...]:
    here = frozenset({PEOPLE})
    return (
        Command(
            "directory.new_person",
            texts.NEW_PERSON,
            Menu.SLICE,
            on_place(PeoplePlace, PeoplePlace.new_person),
            icon="account-plus-outline",
            places=here,
            role=Role.NEW,
        ),
        Command(
            "directory.edit_person",
            texts.EDIT_PERSON,
            Menu.SLICE,
            on_place(PeoplePlace, PeoplePlace.edit_chosen),
            "F2",
            icon="pencil-outline",
            enabled=where_place(PeoplePlace, lambda place: place.chosen is not None),
            places=here,
        ),
        Command(
            "directory.export",
            texts.EXPORT_COMMAND,
            Menu.SLICE,
            on_place(ListPlace, ListPlace.export),
            "Ctrl+Shift+E",
            icon="file-export-outline",
            places=frozenset({PEOPLE, ORGANISATIONS, SITES}),
        ),
    )


def _hits(gateway: DirectoryGateway, text: str, limit: int) -> Sequence[SearchHit]:
    return [
        SearchHit(
            row.name,
            ", ".join(part for part in (row.organisation, row.site, row.phone) if part),
            "account-outline",
            Target(PEOPLE, {"filter": row.email}),
        )
        for row in gateway.find_people(text, limit)
    ]
