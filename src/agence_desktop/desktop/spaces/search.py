"""What the palette finds in room booking: rooms, buildings, and bookings by number or purpose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_slot, search_key
from agence_desktop.desktop.contribution import SearchHit, SearchProvider
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.spaces import texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import ROOM, SITE, record_target
from agence_desktop.desktop.spaces.rooms import find_rooms

if TYPE_CHECKING:
    from agence_desktop.spaces.journal import BookingRow


def search_providers(gateway: Gateway) -> tuple[SearchProvider, ...]:
    """The providers, as the palette groups them."""
    return (
        SearchProvider(texts.SPACES, lambda text, limit: find_space_hits(gateway, text, limit)),
        SearchProvider(texts.SITES, lambda text, limit: find_site_hits(gateway, text, limit)),
        SearchProvider(texts.BOOKINGS, lambda text, limit: find_booking_hits(gateway, text, limit)),
    )


def find_space_hits(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """Rooms by name, code or building."""
    found = find_rooms(gateway, text)[:limit]
    return [SearchHit(one.title, one.detail, "door", Target(ROOM, {"space": one.key})) for one in found]


def find_site_hits(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """Buildings by name or municipality."""
    words = search_key(text).split()
    sites = gateway.reference().directory.sites.values()
    found = [
        site
        for site in sites
        if site.active and all(word in search_key(f"{site.name} {site.municipality}") for word in words)
    ]
    found.sort(key=lambda site: (site.sort_key, site.id))
    return [
        SearchHit(site.name, site.municipality, "office-building-outline", Target(SITE, {"site": site.id}))
        for site in found[:limit]
    ]


def find_booking_hits(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """Bookings by number, purpose, organisation or person; each leads to its page."""
    from agence_desktop.spaces.queries.booking_pages import BookingFilter

    words = tuple(search_key(text).split())
    rows = gateway.bookings(BookingFilter(words=words), limit) if words else []
    return [_hit(row) for row in rows]


def _hit(row: BookingRow) -> SearchHit:
    zone = ZoneInfo(row.zone)
    start, end = to_wall(row.next.start, zone), to_wall(row.next.end, zone)
    detail = ", ".join((row.organisation, row.space, format_slot(start, end, short=True)))
    title = f"{row.number}, {row.purpose}"
    return SearchHit(title, detail, "calendar-check-outline", record_target(row.number))
