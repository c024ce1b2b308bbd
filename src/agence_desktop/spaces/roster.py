"""The spaces that a search judges: by name, and by kind, so that a slot is judged once for each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agence_desktop.core.french import sort_key
from agence_desktop.core.geography import Point
from agence_desktop.spaces.rows import SpaceFacts


@dataclass(frozen=True, slots=True)
class Findable:
    """A space with what only searching asks of it."""

    facts: SpaceFacts
    equipment: frozenset[str] = frozenset()
    accessible: bool = False
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Spaces by name, laid out once and searched many times.

    Spaces are of one kind where nothing but name, places, equipment, point and parts tells them apart:
    whatever the slot, the same terms, closures and rates meet it in all of them. ``kind_of[n]`` is the place
    in ``models`` of the one that stands for the kind of ``spaces[n]``, ``spot_of[n]`` that of its point in
    ``spots``.
    """

    spaces: tuple[Findable, ...]
    kind_of: tuple[int, ...]
    models: tuple[Findable, ...]
    spot_of: tuple[int, ...]
    spots: tuple[Point | None, ...]


def roster_of(spaces: Iterable[Findable]) -> Roster:
    """The roster of these spaces."""
    ordered = sorted(spaces, key=lambda one: (sort_key(one.facts.name), one.facts.code))
    kinds: dict[tuple[object, ...], int] = {}
    spots: dict[Point | None, int] = {}
    models: list[Findable] = []
    kind_of: list[int] = []
    for space in ordered:
        at = kinds.setdefault(_kind(space.facts), len(models))
        if at == len(models):
            models.append(space)
        kind_of.append(at)
    spot_of = [spots.setdefault(space.point, len(spots)) for space in ordered]
    return Roster(tuple(ordered), tuple(kind_of), tuple(models), tuple(spot_of), tuple(spots))


def _kind(facts: SpaceFacts) -> tuple[object, ...]:
    """All that judging and pricing a slot look at, but capacity and what may be held."""
    return (
        facts.host_id,
        facts.region,
        facts.zone,
        facts.shareable,
        facts.terms,
        facts.rate_scopes,
        facts.closures,
    )
