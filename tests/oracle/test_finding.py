"""`espaces trouver` against the oracle, which tries every space and every neighbouring slot."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from oracle.cases import Cases
from oracle.replay import CLOCKS, Replay, run
from oracle.search import Search, Wanted
from oracle.world import CLIENTS, HOSTS, PLACES, REGIONS, make_world
from support.databases import PostgresDatabases, SqliteFiles

DAY = timedelta(days=1)


def full(url: str, seed: int, rows: int, folder: Path) -> Replay:
    """A base on which hundreds of requests compete for three weeks."""
    world = make_world(seed)
    found = Replay(url, world, folder)
    cases = Cases(world, seed)
    cases.move_to(CLOCKS[0])
    cases.furthest = 20
    found.compare(CLOCKS[0], cases.rows(rows))
    found.compare(CLOCKS[2], cases.rows(20))
    return found


def some_need(luck: random.Random) -> Wanted:
    day = datetime.fromisoformat("2026-12-01") + luck.randint(-1, 18) * DAY
    start = day + timedelta(hours=luck.choice((7, 8, 9, 10, 13, 15, 19)), minutes=luck.choice((0, 0, 30, 10)))
    wanted = Wanted(start, start + timedelta(minutes=luck.choice((30, 60, 90, 120, 240, 300, 600))))
    wanted.participants = luck.choice((1, 2, 4, 8, 12))
    wanted.organisation = luck.choice(("", *CLIENTS, *HOSTS))
    if luck.random() < 0.3:
        wanted.layout = luck.choice(("u", "ecole", "theatre"))
    if luck.random() < 0.2:
        wanted.region = luck.choice([*REGIONS.values()])
    if luck.random() < 0.5:
        wanted.near = luck.choice([*PLACES])
        wanted.km = luck.choice((None, 5, 600.5, 900))
    if luck.random() < 0.3:
        wanted.fixed = luck.sample(("wifi", "projecteur", "visio"), 2)
    wanted.accessible = luck.random() < 0.2
    return wanted


def options(wanted: Wanted) -> list[str]:
    """The options of the command."""
    given = {
        "--participants": str(wanted.participants),
        "--disposition": wanted.layout,
        "--region": wanted.region,
        "--pres-de": wanted.near,
        "--km": "" if wanted.km is None else str(wanted.km),
        "--equipements": ",".join(wanted.fixed),
        "--organisme": wanted.organisation,
    }
    slot = ["--du", f"{wanted.start:%Y-%m-%dT%H:%M}", "--au", f"{wanted.end:%Y-%m-%d %H:%M}"]
    others = [word for option, value in given.items() if value for word in (option, value)]
    return [*slot, *others, *(["--accessible"] if wanted.accessible else [])]


def search(found: Replay, needs: int) -> Counter[str]:
    """Search and compare; how often each thing was said."""
    luck = random.Random(7)
    said: Counter[str] = Counter()
    for _ in range(needs):
        wanted = some_need(luck)
        code, answers = run(found.url, found.clock, "espaces", "trouver", *options(wanted))
        assert code == 0
        expected = Search(found.oracle, wanted)
        fitting = [one for one in answers if one.get("fits")]
        near = [one for one in answers if "near" in one]
        failing = [one for one in answers if one.get("fits") is False]
        assert answers == [*fitting, *near, *failing]
        assert fitting == expected.fitting(), wanted
        assert {one["space"]: one for one in failing} == expected.failing(), wanted
        assert {(one["space"], one["near"]): one for one in near} == expected.near(), wanted
        said.update(one["near"] for one in near)
        said.update(f"fits {one['state']}" for one in fitting)
        said.update(reason for one in failing for reason in one["reasons"])
    return said


SAID = (
    *("other_time", "other_day", "shorter", "fits confirmed", "fits requested", "equipment_missing"),
    *("not_accessible", "out_of_region", "too_far", "capacity", "overlap", "related_space", "past"),
)


def test_that_every_slot_was_tried_on_sqlite(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    url = sqlite_files.fresh()
    said = search(full(url, 3, 500, tmp_path), needs=100)
    assert {word for word in SAID if said[word] < 5} == set()
    sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_every_slot_was_tried_on_postgresql(
    postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    url = postgres_databases.fresh()
    said = search(full(url, 3, 300, tmp_path), needs=40)
    assert {word for word in SAID if not said[word]} == set()
    postgres_databases.drop(url)
