"""Writes the oracle's offices into a database of the program."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Holiday, Municipality, Organisation, Person, Region, Site
from agence_desktop.spaces.model import (
    Equipment,
    HostClosure,
    HostTerms,
    Rate,
    Space,
    SpaceEquipment,
    SpaceLayout,
    SpacePart,
    Vocabulary,
)
from agence_desktop.spaces.terms import TERMS_COLUMNS, parse_term
from oracle.world import PLACES, REGIONS, ZONES, Scope, World
from support.office import named

_TEXT = {"heures", "admissibles", "approbation"}


class Furnisher:
    """Gives every record its key, and writes the tables in the order of their links."""

    def __init__(self, session: Session, world: World) -> None:
        self._session = session
        self._world = world
        self._ids = {
            "organisme": {name: n for n, name in enumerate(world.organisations, 1)},
            "immeuble": {name: n for n, name in enumerate(world.sites, 1)},
            "espace": {code: n for n, code in enumerate(world.spaces, 1)},
        }

    def furnish(self) -> None:
        """Everything."""
        self._directory()
        self._rooms()
        self._host_data()

    def _insert(self, entity: type[Any], rows: list[dict[str, Any]]) -> None:
        self._session.execute(insert(entity), rows)

    def _directory(self) -> None:
        places = {name: n for n, name in enumerate(ZONES, 1)}
        self._insert(
            Region, [{"id": places[name], "code": code, **named(name)} for name, code in REGIONS.items()]
        )
        self._insert(
            Municipality,
            [
                {
                    **{"id": places[name], "region_id": places[name], "zone": zone, **named(name)},
                    **dict(zip(("latitude", "longitude"), PLACES[name], strict=True)),
                }
                for name, zone in ZONES.items()
            ],
        )
        self._insert(
            Organisation,
            [
                {"id": n, "acronym": name, "kind": "organisme", **named(name)}
                for name, n in self._ids["organisme"].items()
            ],
        )
        self._insert(
            Site,
            [
                {
                    "id": self._ids["immeuble"][site.name],
                    "organisation_id": self._ids["organisme"][site.organisation],
                    "municipality_id": places[site.municipality],
                    "zone": site.zone or None,
                    **named(site.name),
                }
                for site in self._world.sites.values()
            ],
        )
        self._insert(
            Person,
            [
                {"email": email, "first_name": "", "last_name": email, "sort_key": "", "search_key": ""}
                for email in self._world.persons
            ],
        )
        self._insert(
            Holiday,
            [
                {"day": date.fromisoformat(day), "observed": date.fromisoformat(observed), "name": day}
                for day, observed in self._world.holidays.items()
            ],
        )

    def _rooms(self) -> None:
        spaces, ids = self._world.spaces, self._ids["espace"]
        for space in spaces.values():
            top = space
            while top.parent:
                top = spaces[top.parent]
            row = {
                "id": ids[space.code],
                "code": space.code,
                "site_id": self._ids["immeuble"][space.site],
                "capacity": space.capacity,
                "parent_id": ids[space.parent] if space.parent else None,
                "top_id": ids[top.code],
                "shareable": space.shareable,
                "accessible": space.accessible,
                **named(space.code),
            }
            self._insert(Space, [row])
        parents = {space.parent for space in spaces.values()}
        parts = [
            {"space_id": ids[code], "part_id": ids[leaf]}
            for leaf in spaces
            if leaf not in parents
            for code in self._upwards(leaf)
        ]
        self._insert(SpacePart, parts)
        self._insert(
            SpaceLayout,
            [
                {"space_id": ids[space.code], "layout": layout, "capacity": capacity}
                for space in spaces.values()
                for layout, capacity in space.layouts.items()
            ],
        )
        self._insert(
            SpaceEquipment,
            [
                {"space_id": ids[space.code], "equipment": code}
                for space in spaces.values()
                for code in space.fixed
            ],
        )
        self._insert(
            Vocabulary,
            [
                {"list": name, "code": code, "label": code}
                for name, codes in (("layout", self._world.layouts), ("equipment", self._world.fixed))
                for code in codes
            ],
        )
        self._insert(
            Equipment,
            [
                {"code": code, "site_id": self._ids["immeuble"][site], "quantity": quantity, **named(code)}
                for code, (site, quantity) in self._world.equipment.items()
            ],
        )

    def _upwards(self, leaf: str) -> list[str]:
        chain = [leaf]
        while parent := self._world.spaces[chain[-1]].parent:
            chain.append(parent)
        return chain

    def _host_data(self) -> None:
        for scope, cells in self._world.terms.items():
            values = {
                TERMS_COLUMNS[column]: cell if column in _TEXT else parse_term(column, cell)
                for column, cell in cells.items()
            }
            self._insert(HostTerms, [{**self._scope(scope), **values}])
        for scope, since, *amounts in self._world.rates:
            rates = {
                name: Decimal(cell) if cell else None
                for name, cell in zip(("hour", "half_day", "day"), amounts, strict=True)
            }
            self._insert(Rate, [{**self._scope(scope), "since": date.fromisoformat(since), **rates}])
        for scope, start, end in self._world.closures:
            by_dates = "T" not in start
            last = datetime.fromisoformat(end) + (timedelta(days=1) if by_dates else timedelta(0))
            starts = datetime.fromisoformat(start)
            self._insert(
                HostClosure, [{**self._scope(scope), "starts": starts, "ends": last, "by_dates": by_dates}]
            )

    def _scope(self, scope: Scope) -> dict[str, int]:
        level, key = scope
        column = {"organisme": "organisation_id", "immeuble": "site_id", "espace": "space_id"}[level]
        return {column: self._ids[level][key]}
