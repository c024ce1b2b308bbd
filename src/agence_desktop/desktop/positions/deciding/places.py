"""What comparing gives to the contribution of the slice: its place and its commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place, where_place
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.gateway import DecidingGateway
from agence_desktop.desktop.positions.keys import COMPARISON

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.deciding.compare_place import ComparePlace

_HERE = frozenset({COMPARISON})


def _load() -> type[ComparePlace]:
    from agence_desktop.desktop.positions.deciding.compare_place import ComparePlace

    return ComparePlace


_PLACE = Late(_load)


def comparison_place(gateway: DecidingGateway) -> PlaceSpec:
    """The page that compares two versions."""
    return PlaceSpec(
        COMPARISON, texts.COMPARISON, lambda desk: _PLACE.kind(desk, gateway), "file-compare", listed=False
    )


def comparison_commands() -> tuple[Command, ...]:
    """What can be done while comparing."""
    return (
        _command("previous", texts.PREVIOUS_COMMAND, "arrow-up", lambda place: place.view.step(-1), "Alt+Up"),
        _command("next", texts.NEXT_COMMAND, "arrow-down", lambda place: place.view.step(1), "Alt+Down"),
        _command("seen", texts.SEEN_COMMAND, "eye-outline", lambda place: place.view.toggle(), "Ctrl+Space"),
        _command(
            "comment", texts.COMMENT_COMMAND, "comment-text-outline", lambda place: place.comment(), "Ctrl+M"
        ),
        _command(
            "decide",
            texts.DECIDE_COMMAND,
            "signature-freehand",
            lambda place: place.decide(),
            "Ctrl+Return",
            lambda place: place.decides,
        ),
    )


def comparison_sample(gateway: DecidingGateway) -> dict[str, dict[str, object]]:
    """The version that stands for all others in pictures: one that was submitted, after another."""
    from agence_desktop.positions.queries.comparisons import submitted_position

    found = gateway.base.read(lambda session, _today: submitted_position(session))
    return {COMPARISON: {"position": found}} if found is not None else {}


def _command(
    key: str,
    words: str,
    icon: str,
    act: Callable[[ComparePlace], object],
    shortcut: str = "",
    enabled: Callable[[ComparePlace], bool] | None = None,
) -> Command:
    def may(place: ComparePlace) -> bool:
        return place.found is not None and (enabled is None or enabled(place))

    return Command(
        f"positions.compare.{key}",
        words,
        Menu.SLICE,
        on_place(_PLACE, act),
        shortcut,
        icon,
        where_place(_PLACE, may),
        places=_HERE,
        group="comparaison",
    )
