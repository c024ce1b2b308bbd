"""What others did with the bookings of one’s buildings, told as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.day import DayScope, News, NewsFeed, NewsLine
from agence_desktop.desktop.spaces.calendars.my_sites import rooms_in
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import record_target
from agence_desktop.spaces.day import ChangeLine
from agence_desktop.spaces.journal import EventKind

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Session

_ICONS: Mapping[EventKind, str] = {
    EventKind.BOOKED: "calendar-plus",
    EventKind.MOVED: "swap-horizontal",
    EventKind.EDITED: "pencil-outline",
    EventKind.CANCELLED: "close-circle-outline",
    EventKind.RESTORED: "restore",
    EventKind.DECIDED: "check-circle-outline",
    EventKind.IMPORTED: "calendar-import",
    EventKind.PRESENT: "account-check",
    EventKind.AWAITED_AGAIN: "account-off",
}


def news_feed(gateway: Gateway) -> NewsFeed:
    """The changes of bookings by others."""
    return NewsFeed(partial(read_news, gateway), frozenset({"bookings", "spaces", "directory"}))


def read_news(gateway: Gateway, scope: DayScope, limit: int) -> News:
    """What others did since the last visit: two statements while reference data stand."""

    def work(session: Session, reference: Reference, _now: datetime) -> News:
        from agence_desktop.spaces.queries.day import changes_since

        rooms = rooms_in(reference, scope.sites)
        found, total = changes_since(session, scope.since, gateway.actor.login, rooms, limit)
        return News([_line(one, reference) for one in found], total)

    return gateway.read(work)


def _line(change: ChangeLine, reference: Reference) -> NewsLine:
    zone = reference.zone(change.space_id)
    before, after = (
        to_wall(datetime.fromisoformat(change.detail[key]), zone) if key in change.detail else None
        for key in ("from", "to")
    )
    sentence = texts.news(
        change.kind,
        change.person,
        change.number,
        reference.spaces[change.space_id].name,
        change.detail,
        (before, after) if before is not None and after is not None else None,
    )
    icon = _ICONS.get(change.kind, "pencil-outline")
    return NewsLine(change.at, icon, sentence, change.number, record_target(change.number))
