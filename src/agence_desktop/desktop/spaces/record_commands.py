"""« Trouver un espace », the list of bookings and the page of a booking, as the shell sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place, where_place
from agence_desktop.desktop.places import Place, PlaceSpec, Workbench
from agence_desktop.desktop.spaces import keys
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.finding import find_texts
from agence_desktop.desktop.spaces.gateway import Gateway

if TYPE_CHECKING:
    from agence_desktop.desktop.spaces.finding.find_place import FindPlace
    from agence_desktop.desktop.spaces.records.bookings_place import BookingsPlace


def _load_find() -> type[FindPlace]:
    from agence_desktop.desktop.spaces.finding.find_place import FindPlace

    return FindPlace


def _load_list() -> type[BookingsPlace]:
    from agence_desktop.desktop.spaces.records.bookings_place import BookingsPlace

    return BookingsPlace


_FIND_PLACE, _BOOKINGS_PLACE = Late(_load_find), Late(_load_list)
_FIND, _LIST = frozenset({keys.FIND}), frozenset({keys.BOOKINGS})


def record_places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places, in the order of their tabs; the page of a booking is reached from others."""
    return (
        PlaceSpec(
            keys.FIND, find_texts.PLACE, lambda desk: _FIND_PLACE.kind(desk, gateway), "calendar-search"
        ),
        PlaceSpec(
            keys.BOOKINGS,
            texts.LIST,
            lambda desk: _BOOKINGS_PLACE.kind(desk, gateway),
            "calendar-check-outline",
        ),
        PlaceSpec(
            keys.BOOKING,
            texts.BOOKING,
            lambda desk: _booking(desk, gateway),
            "calendar-check",
            listed=False,
        ),
    )


def _booking(desk: Workbench, gateway: Gateway) -> Place:
    from agence_desktop.desktop.spaces.records.booking_page import BookingPlace

    return BookingPlace(desk, gateway)


def record_commands() -> tuple[Command, ...]:
    """What can be done there, beside what calendars share."""
    return (
        Command(
            "spaces.find.search",
            find_texts.SEARCH_COMMAND,
            Menu.SLICE,
            on_place(_FIND_PLACE, lambda place: place.panel.search_now()),
            "Ctrl+Return",
            icon="magnify",
            places=_FIND,
            group="trouver",
        ),
        Command(
            "spaces.find.clear",
            find_texts.CLEAR_COMMAND,
            Menu.SLICE,
            on_place(_FIND_PLACE, lambda place: place.clear()),
            "Ctrl+Shift+X",
            places=_FIND,
            group="trouver",
        ),
        Command(
            "spaces.find.reasons",
            find_texts.SHOW_REASONS,
            Menu.SLICE,
            on_place(_FIND_PLACE, lambda place: place.toggle_reasons()),
            "F8",
            checked=where_place(_FIND_PLACE, lambda place: place.reasons_shown),
            places=_FIND,
            group="trouver",
        ),
        Command(
            "spaces.bookings.open",
            texts.OPEN_COMMAND,
            Menu.SLICE,
            on_place(_BOOKINGS_PLACE, lambda place: place.open_current()),
            "Ctrl+Return",
            icon="calendar-check-outline",
            enabled=where_place(_BOOKINGS_PLACE, lambda place: place.current() is not None),
            places=_LIST,
            group="liste",
        ),
        Command(
            "spaces.bookings.export",
            texts.EXPORT_COMMAND,
            Menu.SLICE,
            on_place(_BOOKINGS_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-export-outline",
            places=_LIST,
            group="liste",
        ),
    )
