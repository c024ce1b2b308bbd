"""What comparing gives to the contribution of the slice: its place and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, PlaceCommands
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.gateway import DecidingGateway
from agence_desktop.desktop.positions.keys import COMPARISON

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.deciding.compare_place import ComparePlace


def _load() -> type[ComparePlace]:
    from agence_desktop.desktop.positions.deciding.compare_place import ComparePlace

    return ComparePlace


_PLACE = Late(_load)
_command = PlaceCommands(_PLACE, "positions.compare", frozenset({COMPARISON}), "comparaison")


def comparison_place(gateway: DecidingGateway) -> PlaceSpec:
    """The page that compares two versions."""
    return PlaceSpec(
        COMPARISON, texts.COMPARISON, lambda desk: _PLACE.kind(desk, gateway), "file-compare", listed=False
    )


def comparison_commands() -> tuple[Command, ...]:
    """What can be done while comparing."""
    return (
        _command(
            "previous",
            texts.PREVIOUS_COMMAND,
            lambda place: place.view.step(-1),
            "Alt+Up",
            "arrow-up",
            enabled=_shown,
        ),
        _command(
            "next",
            texts.NEXT_COMMAND,
            lambda place: place.view.step(1),
            "Alt+Down",
            "arrow-down",
            enabled=_shown,
        ),
        _command(
            "seen",
            texts.SEEN_COMMAND,
            lambda place: place.view.toggle(),
            "Ctrl+Space",
            "eye-outline",
            enabled=_shown,
        ),
        _command(
            "comment",
            texts.COMMENT_COMMAND,
            lambda place: place.comment(),
            "Ctrl+M",
            "comment-text-outline",
            enabled=_shown,
        ),
        _command(
            "decide",
            texts.DECIDE_COMMAND,
            lambda place: place.decide(),
            "Ctrl+Return",
            "signature-freehand",
            enabled=lambda place: _shown(place) and place.decides,
        ),
    )


def comparison_sample(gateway: DecidingGateway) -> dict[str, dict[str, object]]:
    """The version that stands for all others in pictures: one that was submitted, after another."""
    from agence_desktop.positions.queries.comparisons import submitted_position

    found = gateway.base.read(lambda session, _today: submitted_position(session))
    return {COMPARISON: {"position": found}} if found is not None else {}


def _shown(place: ComparePlace) -> bool:
    return place.found is not None
