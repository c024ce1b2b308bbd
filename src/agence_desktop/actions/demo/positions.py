"""Unique positions of the demonstration: units, sheets at every stage, levels, drills, absences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from agence_desktop.actions.demo.people import work_phone
from agence_desktop.actions.demo.positions_aims import covering, dated
from agence_desktop.actions.demo.positions_bank import themes
from agence_desktop.actions.demo.positions_cast import STORY, Cast, Colleague
from agence_desktop.actions.demo.positions_history import Hands, instant, versions_of
from agence_desktop.actions.demo.positions_spec import PostSpec, Stage, UnitSpec
from agence_desktop.actions.demo.positions_story import (
    STORY_NUMBER,
    STORY_TITLE,
    story_absence,
    story_comments,
    story_dates,
    story_levels,
    story_versions,
)
from agence_desktop.directory.rows import Directory
from agence_desktop.positions.commands.loading import (
    LoadedAbsence,
    LoadedComment,
    LoadedLevel,
    LoadedPosition,
    UnitDraft,
)
from agence_desktop.positions.commands.posts import PositionDraft
from agence_desktop.positions.content import AbsenceLength, Action, Relief, Sheet, Task, Work, YearDate
from agence_desktop.positions.coverage import cover_tasks
from agence_desktop.positions.rows import Competence, Drill, DrillResult, SheetReason

_FAVOURED: Final = 9
"""How much more often the few of a unit are asked to cover than anybody else."""
_WELL_COVERED: Final = 85
"""Per cent from which somebody may be away already and little stops."""
_FAILING: Final = 6
"""The place in a unit of the position whose last drill failed."""
_DECIDED: Final = (
    Stage.APPROVED,
    Stage.ACKNOWLEDGED,
    Stage.RENEWED,
    Stage.REOPENED,
    Stage.AWAITING,
)


def plan_units(directory: Directory, units: Sequence[UnitSpec]) -> list[UnitDraft]:
    """The units as they are stored."""
    return [UnitDraft(unit.code, unit.name, directory.by_acronym[unit.organisation]) for unit in units]


def plan_positions(
    seed: int, directory: Directory, units: Sequence[UnitSpec], ids: Sequence[int], cast: Cast, today: date
) -> tuple[list[LoadedPosition], list[LoadedAbsence]]:
    """The positions of all units, and who is away; ``ids`` are those of the units."""
    positions: list[LoadedPosition] = []
    absences: list[LoadedAbsence] = []
    for unit, unit_id in zip(units, ids, strict=True):
        planner = _Unit(Random(f"{seed} {unit.code}"), directory, unit, unit_id, cast, today)
        positions += planner.positions()
        absences += planner.absences()
    return positions, absences


class _Unit:
    """Plans the positions of one unit."""

    def __init__(
        self, rng: Random, directory: Directory, unit: UnitSpec, unit_id: int, cast: Cast, today: date
    ) -> None:
        self._rng, self._unit, self._unit_id, self._cast, self._today = rng, unit, unit_id, cast, today
        self._organisation = directory.by_acronym[unit.organisation]
        sites = {site.name: site.id for site in directory.sites.values()}
        self._sites = [sites.get(name) for name in unit.sites]
        self._team = cast.team(unit)
        self._manager = cast.managers[unit.code]
        self._by_name = {one.name: one for one in self._team}

    def positions(self) -> Iterator[LoadedPosition]:
        """The positions in their order."""
        for place, spec in enumerate(self._unit.posts):
            yield self._position(place, spec)

    def absences(self) -> Iterator[LoadedAbsence]:
        """Who of the unit is away: soon, or now."""
        today, by = self._today, self._manager.login
        monday = _monday_after(today + timedelta(days=7))
        for place, spec in enumerate(self._unit.posts):
            holder = self._cast.holders.get(spec.number)
            if holder is None or spec.stage not in _DECIDED:
                continue
            if spec.number == STORY_NUMBER:
                yield story_absence(holder, self._by_name, by, monday, today)
            elif spec.holder == "Karim Benali":
                friday = monday + timedelta(days=11)
                yield LoadedAbsence(holder.person_id, friday, friday, today - timedelta(days=3), by)
            elif spec.number in ("P-0166", "P-0204"):
                friday = monday + timedelta(days=4)
                yield LoadedAbsence(holder.person_id, monday, friday, today - timedelta(days=20), by)
            elif spec.aim.coverage >= _WELL_COVERED:
                first = today - timedelta(days=1)
                yield LoadedAbsence(
                    *(holder.person_id, first, today + timedelta(days=6)), first - timedelta(days=9), by
                )
            elif place == 1 and not spec.holder:
                first = monday + timedelta(days=14)
                yield LoadedAbsence(
                    *(holder.person_id, first, first + timedelta(days=4)), today - timedelta(days=5), by
                )

    def _position(self, place: int, spec: PostSpec) -> LoadedPosition:
        holder = self._cast.holders.get(spec.number)
        former: Sheet | None = None
        if spec.theme == STORY:
            sheet, former = story_versions(self._today)
        else:
            sheet = self._sheet(spec)
        levels = self._levels(spec, sheet.tasks, holder)
        covers = self._covering(sheet.tasks, levels, holder)
        if spec.theme != STORY:
            sheet = replace(sheet, relief=_relief(sheet.relief, covers))
        hands = Hands(holder, self._manager, covers)
        reason = SheetReason.ABSENCE if spec.theme == STORY else SheetReason.PREVENTIVE
        versions = versions_of(self._rng, spec, sheet, hands, self._today, former, reason)
        return LoadedPosition(
            self._draft(spec, holder),
            spec.attrition,
            versions,
            tuple(levels) if versions else (),
            self._drills(place, spec, sheet.tasks, covers),
            self._comments(spec, holder),
        )

    def _draft(self, spec: PostSpec, holder: Colleague | None) -> PositionDraft:
        theme = None if spec.theme == STORY else themes()[spec.theme]
        return PositionDraft(
            number=spec.number,
            title=spec.title or (theme.title if theme else STORY_TITLE),
            unit_id=self._unit_id,
            organisation_id=self._organisation,
            site_id=self._sites[spec.site],
            job_class=theme.job_class if theme else "Agent d’aide financière",
            manager_id=self._manager.person_id,
            holder_id=holder.person_id if holder else None,
            impact=spec.impact,
        )

    def _sheet(self, spec: PostSpec) -> Sheet:
        """The sheet of the theme with what only the people of the position know."""
        rng, today = self._rng, self._today
        given = themes()[spec.theme].sheet
        told = story_dates(spec.number, given, today)
        tasks = told.tasks if told else dated(rng, given.tasks, spec.aim.documentation, today)
        line = 100 + rng.randrange(90)
        contacts = tuple(
            replace(one, phone=work_phone(self._unit.region, line + place), introduced=place < 3)
            for place, one in enumerate(given.contacts)
        )
        accesses = tuple(replace(one, substitute_has=rng.random() < 0.6) for one in given.accesses)
        work = Work(
            file=f"Dossier {today.year}-{rng.randrange(100, 400)}",
            status=rng.choice(("En analyse", "En attente d’une réponse", "À moitié fait")),
            next_action=rng.choice(
                ("Relancer le partenaire", "Obtenir l’avis demandé", "Rédiger la réponse")
            ),
            due=today + timedelta(days=rng.randrange(4, 40)),
        )
        action = Action(
            "Former une deuxième personne à la première tâche",
            self._manager.name,
            today + timedelta(days=rng.randrange(20, 90)),
        )
        dates = (YearDate(today + timedelta(days=rng.randrange(30, 200)), "Bilan de la région"),)
        return replace(
            given,
            tasks=tasks,
            contacts=contacts,
            accesses=accesses,
            works=(work,),
            actions=(action,),
            dates=dates,
        )

    def _levels(self, spec: PostSpec, tasks: Sequence[Task], holder: Colleague | None) -> list[LoadedLevel]:
        """What is on record of the position, in order of recording."""
        found = story_levels(spec.number, self._by_name, self._today, self._manager.login)
        if found is None:
            peers = [one for one in self._team if one != holder]
            if spec.number == "P-0155":
                peers.insert(0, self._cast.operator)
            found = [
                level
                for task, count in zip(tasks, covering(self._rng, tasks, spec.aim), strict=True)
                for level in self._task_levels(task, count, peers)
            ]
        return sorted(found, key=lambda one: (one.validated or date.min, one.task, one.person_id))

    def _task_levels(self, task: Task, count: int, peers: Sequence[Colleague]) -> Iterator[LoadedLevel]:
        rng, asked = self._rng, task.required_level or 1
        chosen = self._chosen(peers, count + 1)
        for person in chosen[:count]:
            days = rng.randint(5, 340)
            if asked > 1 and rng.random() < 0.5:
                yield self._level(task, person, asked - 1, days + rng.randint(30, 85), access=False)
            level = min(asked + rng.randrange(2), 4)
            yield self._level(task, person, level, days, access=rng.random() < 0.85)
        for person in chosen[count:]:
            chance = rng.random()
            if chance < 0.25:
                yield self._level(task, person, asked, rng.randint(372, 424), access=True)
            elif chance < 0.45 and asked > 1:
                yield self._level(task, person, asked - 1, rng.randint(10, 300), access=rng.random() < 0.5)
            elif chance < 0.6:
                yield self._level(task, person, 1, rng.randint(5, 90), access=False, training=True)

    def _level(
        self, task: Task, person: Colleague, level: int, days: int, *, access: bool, training: bool = False
    ) -> LoadedLevel:
        day = self._today - timedelta(days=days)
        return LoadedLevel(task.key, person.person_id, level, day, access, training, self._manager.login)

    def _chosen(self, peers: Sequence[Colleague], count: int) -> list[Colleague]:
        """So many different persons, the few of the unit first more often than not."""
        left, chosen = list(peers), list[Colleague]()
        while left and len(chosen) < count:
            weights = [_FAVOURED if one in peers[: self._unit.few] else 1 for one in left]
            chosen.append(left.pop(self._rng.choices(range(len(left)), weights)[0]))
        return chosen

    def _covering(
        self, tasks: Sequence[Task], levels: Sequence[LoadedLevel], holder: Colleague | None
    ) -> list[Colleague]:
        """Who covers a task of the position today, by how many."""
        latest = {(one.task, one.person_id): one for one in levels}
        known = [
            Competence(one.person_id, 0, one.task, one.level, one.validated, one.access, one.in_training)
            for one in latest.values()
        ]
        covers = cover_tasks(tasks, known, holder.person_id if holder else None, self._today)
        counted = Counter(person for cover in covers for person in cover.covering)
        people = {one.person_id: one for one in (*self._team, self._cast.operator)}
        return [people[person] for person, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]

    def _drills(
        self, place: int, spec: PostSpec, tasks: Sequence[Task], covers: Sequence[Colleague]
    ) -> tuple[Drill, ...]:
        """Drills of some positions; a failed one after the approval brings the review forward."""
        if spec.stage not in _DECIDED or not covers or (place % 3 and spec.theme != STORY):
            return ()
        rng, today = self._rng, self._today
        tried = tasks[:2]
        first = Drill(
            today - timedelta(days=rng.randint(200, 260)),
            covers[0].person_id,
            tuple(DrillResult(task.key, rng.choice((85, 90, 100))) for task in tried),
        )
        if place != _FAILING or spec.age < 15:
            return (first,)
        failed = Drill(
            today - timedelta(days=rng.randint(4, min(spec.age, 24))),
            covers[-1].person_id,
            tuple(DrillResult(task.key, rng.choice((40, 55, 70))) for task in tried),
            "Reprendre la procédure à deux, puis refaire l’essai sans aide.",
        )
        return (first, failed)

    def _comments(self, spec: PostSpec, holder: Colleague | None) -> tuple[LoadedComment, ...]:
        if holder is None:
            return ()
        if spec.theme == STORY:
            return story_comments(self._manager, holder, self._today)
        manager, day = self._manager, self._today - timedelta(days=1)
        if spec.stage is Stage.RETURNED:
            text = "Le plan de relève nomme une seule personne. Ajoutez qui la seconde."
            return (LoadedComment("", manager.name, manager.login, instant(day, 11, 10), text),)
        if spec.stage in (Stage.AWAITING, Stage.REOPENED):
            key = themes()[spec.theme].sheet.tasks[1].key
            path = f"tasks/{key}/wanted"
            text = "J’en voudrais deux\u00a0: les deux personnes prennent leurs vacances ensemble."
            answer = "D’accord, je l’ai corrigé."
            return (
                LoadedComment(path, manager.name, manager.login, instant(day, 9, 40), text),
                LoadedComment(path, holder.name, holder.login, instant(day, 13, 15), answer, replies_to=0),
            )
        return ()


def _relief(lines: Sequence[Relief], covers: Sequence[Colleague]) -> tuple[Relief, ...]:
    """The plan with who replaces, from whom covers most."""
    names = [one.name for one in covers]
    told: Mapping[AbsenceLength, str] = {
        AbsenceLength.SHORT: names[0] if names else "Personne\u00a0: la direction répartit les urgences",
        AbsenceLength.MEDIUM: " et ".join(names[:2])
        or "Une personne du bureau voisin, à nommer le jour même",
        AbsenceLength.LONG: f"{names[0]}, avec une équipe volante" if names else "Une équipe volante",
    }
    return tuple(replace(line, who=told[line.length]) for line in lines)


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
