"""The rooms and movable equipment of the demonstration: named ones first, then as many others as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from agence_desktop.actions.demo.named_rooms import NAMED, WATERS, Plan
from agence_desktop.actions.demo.sites import Site
from agence_desktop.actions.demo.words import (
    BOARD,
    DESK,
    HALL,
    MEETING,
    OFFICE,
    PHONE,
    PROJECTOR,
    SCHOOL,
    THEATRE,
    TRAINING,
    U_SHAPE,
    VIDEO,
    WIFI,
)
from agence_desktop.spaces.commands.furnishing import EquipmentDraft, SpaceDraft

MOVABLE = (
    ("PROJ", "Projecteur portatif", 2),
    ("CHEV", "Chevalet et feuilles", 6),
    ("MICR", "Micro-cravate", 4),
    ("ECRA", "Écran mobile de visioconférence", 1),
    ("PORT", "Ordinateur portable", 12),
)
"""Code, name and stock of what each building lends; large ones have more."""

_FLOORS = ("Rez-de-chaussée", "1er étage", "2e étage", "3e étage", "4e étage", "5e étage")
_CAPACITIES = (6, 8, 8, 10, 10, 12, 12, 14, 16, 18, 20, 24)
_DIVIDED = 0.08
"""Share of the invented rooms of a building that can be divided in two."""


def plan_rooms(rng: Random, sites: Sequence[tuple[int, Site]], count: int) -> list[SpaceDraft]:
    """``count`` rooms over the buildings (id and site), parents before their parts.

    Named rooms come first, whole or not at all; then the buildings take turns.
    """
    plans: list[tuple[int, Site, Plan]] = []
    left = count
    for site_id, site in sites:
        for plan in NAMED.get(site.building.code, ()):
            if plan.size() <= left:
                plans.append((site_id, site, plan))
                left -= plan.size()
    makers = [(site_id, site, _invented(rng, site)) for site_id, site in sites]
    turn = 0
    while left and makers:
        site_id, site, maker = makers[turn % len(makers)]
        plan = next(maker)
        if plan.size() > left:
            plan = replace(plan, parts=())
        plans.append((site_id, site, plan))
        left -= plan.size()
        turn += 1
    order = {site_id: place for place, (site_id, _) in enumerate(sites)}
    plans.sort(key=lambda each: order[each[0]])
    return [draft for site_id, site, plan in plans for draft in _drafts(site_id, site, plan, None)]


def plan_equipment(sites: Sequence[tuple[int, Site]]) -> list[EquipmentDraft]:
    """What each building lends."""
    return [
        EquipmentDraft(
            f"{site.building.code}-{code}", name, site_id, stock * (2 if site.building.storeys > 3 else 1)
        )
        for site_id, site in sites
        for code, name, stock in MOVABLE
    ]


def _drafts(site_id: int, site: Site, plan: Plan, parent: str | None) -> Iterator[SpaceDraft]:
    code = f"{site.building.code}-{plan.suffix}"
    yield SpaceDraft(
        code=code,
        name=plan.name,
        site_id=site_id,
        floor=plan.floor,
        kind=plan.kind,
        capacity=plan.capacity,
        capacities=plan.capacities,
        equipment=plan.equipment,
        parent=parent,
        accessible=plan.accessible,
        shareable=plan.shareable,
    )
    for part in plan.parts:
        yield from _drafts(site_id, site, part, code)


def _invented(rng: Random, site: Site) -> Iterator[Plan]:
    """Rooms of a building without end: names of waters while there are any, then numbers."""
    taken = {plan.name for plan in NAMED.get(site.building.code, ())}
    waters = [f"Salle {name}" for name in WATERS.get(site.region, ()) if f"Salle {name}" not in taken]
    rng.shuffle(waters)
    numbers = dict.fromkeys(range(site.building.storeys), 50)
    desks = offices = 3
    while True:
        floor = rng.randrange(site.building.storeys)
        chance = rng.random()
        if chance < 0.14:
            desks += 1
            yield _desk(f"BP{desks}", f"Bureau de passage {desks}", floor, DESK, 1)
            continue
        numbers[floor] += 1
        number = f"{floor}{numbers[floor]:02d}"
        shown = f"{floor}.{numbers[floor]:02d}"
        if chance < 0.26:
            offices += 1
            yield _desk(number, f"Bureau {shown}", floor, OFFICE, rng.choice((1, 2, 2)))
        else:
            name = waters.pop() if waters and rng.random() < 0.7 else f"Salle {shown}"
            yield _room(rng, number, name, floor)


def _desk(suffix: str, name: str, floor: int, kind: str, capacity: int) -> Plan:
    return Plan(suffix, name, kind, capacity, _FLOORS[floor], (WIFI, PHONE))


def _room(rng: Random, suffix: str, name: str, floor: int) -> Plan:
    chance = rng.random()
    accessible = floor < 2 or rng.random() < 0.8
    shareable = rng.random() > 0.03
    if chance < _DIVIDED:
        return _divisible(rng, suffix, name, floor)
    if chance < 0.25:
        capacity = rng.choice((12, 16, 16, 20, 24))
        return Plan(
            suffix,
            name,
            TRAINING,
            capacity,
            _FLOORS[floor],
            (WIFI, VIDEO, PROJECTOR, BOARD),
            {SCHOOL: capacity, U_SHAPE: capacity * 3 // 4},
            accessible,
            shareable,
        )
    capacity = rng.choice(_CAPACITIES)
    fixed = tuple(
        code
        for code, share in ((WIFI, 1.0), (PHONE, 0.4), (VIDEO, 0.65), (PROJECTOR, 0.5), (BOARD, 0.7))
        if rng.random() < share
    )
    layouts = {U_SHAPE: max(capacity * 3 // 4, 4), SCHOOL: capacity} if capacity >= 10 else {}
    return Plan(suffix, name, MEETING, capacity, _FLOORS[floor], fixed, layouts, accessible, shareable)


def _divisible(rng: Random, suffix: str, name: str, floor: int) -> Plan:
    large, small = rng.choice(((24, 16), (30, 20), (20, 20), (36, 24)))
    equipment = (WIFI, VIDEO, PROJECTOR, BOARD)

    def part(letter: str, capacity: int) -> Plan:
        layouts: Mapping[str, int] = {U_SHAPE: capacity * 3 // 4, SCHOOL: capacity * 5 // 6}
        return Plan(
            f"{suffix}-{letter}",
            f"{name}, partie {letter}",
            MEETING,
            capacity,
            _FLOORS[floor],
            equipment,
            layouts,
        )

    whole = large + small
    return Plan(
        suffix,
        name,
        HALL,
        whole,
        _FLOORS[floor],
        equipment,
        {SCHOOL: whole * 5 // 6, THEATRE: whole},
        parts=(part("A", large), part("B", small)),
    )
