"""The coverage matrix: tasks of some positions × persons, what each can do, what rests on whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agence_desktop.core.calendars import months_before
from agence_desktop.positions.coverage import (
    VALID_MONTHS,
    Cover,
    Rests,
    cover_tasks,
    what_rests,
)
from agence_desktop.positions.measures import Post
from agence_desktop.positions.rows import Competence, PersonRef, PositionRow


@dataclass(frozen=True, slots=True)
class Known:
    """A cell of the matrix: what a person can do of a task on a day; ``stale`` is older than 12 months."""

    competence: Competence
    covers: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class MatrixTask:
    """A task, who covers it, and by person what is known of it; levels of 0 tell nothing."""

    position: PositionRow
    cover: Cover
    known: Mapping[int, Known]


@dataclass(frozen=True, slots=True)
class MatrixPost:
    """A position and its tasks."""

    position: PositionRow
    tasks: tuple[MatrixTask, ...]

    @property
    def bare(self) -> int:
        """How many of its tasks nobody covers."""
        return sum(not task.cover.covering for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Positions in the order given; persons: the holders in that order, then the others by name."""

    on: date
    posts: tuple[MatrixPost, ...]
    people: tuple[PersonRef, ...]
    rests: Mapping[int, Rests]


def coverage_matrix(
    posts: Sequence[tuple[PositionRow, Post]],
    people: Iterable[PersonRef],
    on: date,
    also: Iterable[PersonRef] = (),
) -> Matrix:
    """The matrix of positions on a day; ``also`` are persons shown though nothing is known of them."""
    found = tuple(_post(position, post, on) for position, post in posts)
    covers = [
        (one.position.holder.id if one.position.holder else None, [task.cover for task in one.tasks])
        for one in found
    ]
    knowing = {person for post in found for task in post.tasks for person in task.known}
    by_id = {person.id: person for person in (*people, *also)}
    holders = list(dict.fromkeys(post.holder_id for _, post in posts if post.holder_id is not None))
    rest = (knowing | {person.id for person in also}) - set(holders)
    others = sorted(
        (by_id[person] for person in rest if person in by_id), key=lambda one: (one.sort_key, one.id)
    )
    shown = [by_id[person] for person in holders if person in by_id]
    return Matrix(on, found, (*shown, *others), what_rests(covers))


def known_of(cover: Cover, competences: Iterable[Competence], on: date) -> dict[int, Known]:
    """Person → what they can do of the task of a cover, of the competences in that task."""
    since = months_before(on, VALID_MONTHS)
    return {
        one.person_id: Known(
            one, one.person_id in cover.covering, one.validated is None or one.validated < since
        )
        for one in competences
        if one.level > 0 or one.in_training
    }


def _post(position: PositionRow, post: Post, on: date) -> MatrixPost:
    by_task: dict[str, list[Competence]] = {}
    for one in post.competences:
        by_task.setdefault(one.task, []).append(one)
    return MatrixPost(
        position,
        tuple(
            MatrixTask(position, cover, known_of(cover, by_task.get(cover.task.key, ()), on))
            for cover in cover_tasks(post.tasks, post.competences, post.holder_id, on)
        ),
    )
