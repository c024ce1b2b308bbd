"""Unique positions as the shell sees them: places, commands, share of the day and search."""

from __future__ import annotations

from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions import keys, texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.register.commands import register_commands
from agence_desktop.desktop.positions.register.list_place import RegisterPlace
from agence_desktop.desktop.positions.register.vulnerability_place import VulnerabilityPlace


def positions_contribution(gateway: Gateway) -> Contribution:
    """What unique positions hand to the shell."""
    return Contribution(
        key=keys.SLICE,
        word=texts.WORD,
        icon="card-account-details-outline",
        order=20,
        places=places(gateway),
        menu=texts.MENU,
        commands=(*register_commands(gateway),),
    )


def places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places of the slice, in the order of their tabs; pages of a record come last."""
    return (
        PlaceSpec(
            keys.REGISTER,
            texts.REGISTER,
            lambda desk: RegisterPlace(desk, gateway),
            "card-account-details-outline",
            texts.WORD,
        ),
        PlaceSpec(
            keys.VULNERABILITY,
            texts.VULNERABILITY,
            lambda desk: VulnerabilityPlace(desk, gateway),
            "chart-line",
        ),
    )
