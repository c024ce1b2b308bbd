"""The place of rates, and what can be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.core.roles import Role as Holds
from agence_desktop.desktop.contribution import Command, Late, Menu, Role, on_place, where_place
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.rates import texts

if TYPE_CHECKING:
    from agence_desktop.desktop.teams.rates.rates_place import RatesPlace


def _load() -> type[RatesPlace]:
    from agence_desktop.desktop.teams.rates.rates_place import RatesPlace

    return RatesPlace


RATES_PLACE = Late(_load)
_RATES = frozenset({keys.RATES})


def rate_places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The list, for those who may read rates."""
    if not gateway.organises:
        return ()
    return (PlaceSpec(keys.RATES, texts.PLACE, lambda desk: RATES_PLACE.kind(desk, gateway), "cash"),)


def rate_commands(gateway: Gateway) -> tuple[Command, ...]:
    """A new rate, another amount, none; the settings of costs; the list as a file."""
    return (
        Command(
            "teams.rate.new",
            texts.NEW,
            Menu.SLICE,
            on_place(RATES_PLACE, lambda place: place.add()),
            icon="plus",
            enabled=where_place(RATES_PLACE, lambda place: place.may_add()),
            places=_RATES,
            role=Role.NEW,
            group="tarifs",
        ),
        Command(
            "teams.rate.edit",
            texts.EDIT,
            Menu.SLICE,
            on_place(RATES_PLACE, lambda place: place.correct()),
            "F2",
            "pencil",
            enabled=where_place(RATES_PLACE, lambda place: place.may_keep()),
            places=_RATES,
            group="tarifs",
        ),
        Command(
            "teams.rate.remove",
            texts.REMOVE,
            Menu.SLICE,
            on_place(RATES_PLACE, lambda place: place.remove()),
            "Del",
            "close-circle-outline",
            enabled=where_place(RATES_PLACE, lambda place: place.may_keep()),
            places=_RATES,
            group="tarifs",
        ),
        *(_settings() if gateway.actor.holds(Holds.ADMINISTRATOR) else ()),
        Command(
            "teams.rate.export",
            texts.EXPORT,
            Menu.FILE,
            on_place(RATES_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-excel-outline",
            places=_RATES,
            group="exporter",
        ),
    )


def _settings() -> tuple[Command, ...]:
    return (
        Command(
            "teams.rate.settings",
            texts.SETTINGS,
            Menu.SLICE,
            on_place(RATES_PLACE, lambda place: place.settings()),
            "Ctrl+Shift+R",
            "cog-outline",
            enabled=where_place(RATES_PLACE, lambda place: place.may_set()),
            places=_RATES,
            group="reglages",
        ),
    )
