"""Buildings and municipalities as forms of flying teams offer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agence_desktop.core.french import search_key
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.widgets.adapters import Choice

if TYPE_CHECKING:
    from agence_desktop.directory.rows import Directory
    from agence_desktop.storage.work import Session

_MOST = 60


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """Where a member works or starts from: a building, or a municipality; neither for work at a distance."""

    title: str
    detail: str = ""
    site_id: int | None = None
    municipality_id: int | None = None
    organisation_id: int | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells it from another."""
        return self.site_id, self.municipality_id

    @property
    def choice(self) -> Choice:
        """The same as a chooser holds it."""
        return Choice(list(self.key), self.title, self.detail, "office-building-outline")


def read_places(session: Session, known: Directory, kept_site: int | None = None) -> tuple[PlaceChoice, ...]:
    """Buildings in force, and ``kept_site`` even if it is not, then municipalities; one statement."""
    from agence_desktop.teams.queries.choices import municipalities

    sites = [one for one in known.sites.values() if one.active or one.id == kept_site]
    return (
        *(
            PlaceChoice(one.name, one.municipality, site_id=one.id, organisation_id=one.organisation_id)
            for one in sorted(sites, key=lambda one: one.sort_key)
        ),
        *(
            PlaceChoice(name, texts.MUNICIPALITY, municipality_id=key)
            for key, name in municipalities(session)
        ),
    )


def find_places(places: Iterable[PlaceChoice], text: str, own: int | None = None) -> list[Choice]:
    """The first places that hold every word, those of the organisation ``own`` before others."""
    words = search_key(text).split()
    found = [one for one in places if all(word in search_key(f"{one.title} {one.detail}") for word in words)]
    found.sort(key=lambda one: one.organisation_id != own)
    return [one.choice for one in found[:_MOST]]
