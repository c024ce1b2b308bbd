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
    Late,
    Menu,
    Role,
    SearchHit,
    SearchProvider,
    on_place,
    where_place,
)
from agence_desktop.desktop.directory import texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway
from agence_desktop.desktop.directory.keys import EDIT_DRAFT, NEW_DRAFT, ORGANISATIONS, PEOPLE, SITES
from agence_desktop.desktop.places import Place, PlaceSpec, Target, Workbench

if TYPE_CHECKING:
    from agence_desktop.desktop.directory.list_place import ListPlace
    from agence_desktop.desktop.directory.people_place import PeoplePlace
    from agence_desktop.desktop.drafts import Draft
    from agence_desktop.storage.work import Database

SITE_PAGE = "spaces.site"
"""The page of a site, where the slice of room booking shows one."""


def _load_list() -> type[ListPlace]:
    from agence_desktop.desktop.directory.list_place import ListPlace

    return ListPlace


def _load_people() -> type[PeoplePlace]:
    from agence_desktop.desktop.directory.people_place import PeoplePlace

    return PeoplePlace


_LIST, _PEOPLE = Late(_load_list), Late(_load_people)


def directory_contribution(database: Database, actor: Actor) -> Contribution:
    """The rail entry « Annuaire »."""
    gateway = DirectoryGateway(database, actor)

    def people(desk: Workbench) -> Place:
        return _PEOPLE.kind(desk, gateway)

    def organisations(desk: Workbench) -> Place:
        from agence_desktop.desktop.directory import columns
        from agence_desktop.desktop.directory.list_place import ListPlace, ListSpec

        spec = ListSpec(
            "organismes", columns.ORGANISATIONS, "organisme", texts.NO_ORGANISATIONS, gateway.organisations
        )
        return ListPlace(desk, gateway, spec)

    def sites(desk: Workbench) -> Place:
        from agence_desktop.desktop.directory import columns
        from agence_desktop.desktop.directory.list_place import ListPlace, ListSpec

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
        drafts=tuple(DraftOpener(kind, partial(_resume, gateway)) for kind in (NEW_DRAFT, EDIT_DRAFT)),
        search=(SearchProvider(texts.PEOPLE, lambda text, limit: _hits(gateway, text, limit)),),
    )


def _commands() -> tuple[Command, ...]:
    here = frozenset({PEOPLE})
    return (
        Command(
            "directory.new_person",
            texts.NEW_PERSON,
            Menu.SLICE,
            on_place(_PEOPLE, lambda place: place.new_person()),
            icon="account-plus-outline",
            places=here,
            role=Role.NEW,
        ),
        Command(
            "directory.edit_person",
            texts.EDIT_PERSON,
            Menu.SLICE,
            on_place(_PEOPLE, lambda place: place.edit_chosen()),
            "F2",
            icon="pencil-outline",
            enabled=where_place(_PEOPLE, lambda place: place.chosen is not None),
            places=here,
        ),
        Command(
            "directory.export",
            texts.EXPORT_COMMAND,
            Menu.SLICE,
            on_place(_LIST, lambda place: place.export()),
            "Ctrl+Shift+E",
            icon="file-export-outline",
            places=frozenset({PEOPLE, ORGANISATIONS, SITES}),
        ),
    )


def _resume(gateway: DirectoryGateway, desk: Workbench, draft: Draft) -> None:
    from agence_desktop.desktop.directory.person_form import resume_person_draft

    resume_person_draft(gateway, desk, draft)


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
