"""Which buildings are one’s own before one chose any, and which there are to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.roles import Actor, Role
from agence_desktop.core.spans import Span
from agence_desktop.desktop.day import SiteChoice, Sites
from agence_desktop.desktop.spaces.calendars.room_filter import regions_of
from agence_desktop.desktop.spaces.gateway import Gateway

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Session

BUSIEST = 3
"""How many buildings stand for a region."""
_AHEAD = timedelta(days=7)


def read_sites(gateway: Gateway) -> Sites:
    """The buildings with rooms, by region, and those of this person until they choose."""

    def work(session: Session, reference: Reference, now: datetime) -> Sites:
        choices = tuple(
            SiteChoice(site, name, region.name)
            for region in regions_of(reference)
            for site, name in region.sites
        )
        return Sites(choices, _usual(session, reference, gateway.actor, now))

    return gateway.read(work)


def usual_sites(gateway: Gateway) -> frozenset[int]:
    """The buildings of this person until they choose."""
    return gateway.read(lambda session, reference, now: _usual(session, reference, gateway.actor, now))


def _usual(session: Session, reference: Reference, actor: Actor, now: datetime) -> frozenset[int]:
    from agence_desktop.directory.queries import home_site
    from agence_desktop.spaces.queries.day import counts_by_space

    home = home_site(session, actor.person_id)
    return usual(reference, actor, home, lambda: counts_by_space(session, Span(now, now + _AHEAD)))


def usual(
    reference: Reference, actor: Actor, home: int | None, counts: Callable[[], Mapping[int, int]]
) -> frozenset[int]:
    """The site where one works; else those one hosts, or of one’s organisations; else the busiest.

    ``counts`` gives how many dates each space has soon. A site without rooms is nobody’s.
    """
    bookable = {site for region in regions_of(reference) for site, _name in region.sites}
    if home in bookable:
        return frozenset({home})
    for roles in ({Role.HOST}, {Role.HOST, Role.CLERK, Role.TECHNICIAN}):
        organisations = {grant.organisation_id for grant in actor.grants if grant.role in roles} - {None}
        own = {site for site in bookable if reference.directory.sites[site].organisation_id in organisations}
        if own:
            return frozenset(own)
    return _busiest(reference, bookable, counts())


def _busiest(reference: Reference, bookable: set[int], counts: Mapping[int, int]) -> frozenset[int]:
    """The busiest buildings of the busiest region."""
    sites = reference.directory.sites
    by_site = Counter[int]()
    for space, count in counts.items():
        if (site := reference.spaces[space].site_id) in bookable:
            by_site[site] += count
    by_region = Counter[str]()
    for site, count in by_site.items():
        by_region[sites[site].region] += count
    if not by_region:
        return frozenset()
    region = min(by_region, key=lambda code: (-by_region[code], code))
    there = [site for site in by_site if sites[site].region == region]
    return frozenset(sorted(there, key=lambda site: (-by_site[site], site))[:BUSIEST])


def rooms_in(reference: Reference, sites: frozenset[int]) -> list[int]:
    """The rooms of these buildings; of all where none is named."""
    return [space.id for space in reference.spaces.values() if not sites or space.site_id in sites]
