"""The matrix laid out as a grid of faces, either way round: what each cell shows and tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.positions.coverage import Rests, required_of, weight_of
from agence_desktop.positions.matrix import Known, Matrix, MatrixPost, MatrixTask
from agence_desktop.positions.rows import Colour, PersonRef

NOTHING = Rests()


class Kind(StrEnum):
    """What a face is, for whoever draws it."""

    TEXT = "text"
    STRONG = "strong"
    GROUP = "group"
    LEVEL = "level"
    HOLDER = "holder"
    DEPTH = "depth"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Face:
    """One cell: its text, what a screen reader is told, and what is behind it.

    ``quiet`` follows the text of a group; ``colour`` is that of a depth; ``ink`` a token.
    """

    kind: Kind
    text: str
    said: str
    task: MatrixTask | None = None
    person: PersonRef | None = None
    known: Known | None = None
    colour: Colour | None = None
    quiet: str = ""
    ink: str = "text"
    post: MatrixPost | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a column, what it is in full, its width at 100 % and whether it stays in place."""

    title: str
    said: str
    width: int
    frozen: bool = False
    stretch: bool = False


Line = Callable[[int], Face]
"""A line as a function of its column."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns (frozen ones at the left and right ends), lines that scroll and lines that stay below."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    foot: tuple[Line, ...]
    group_lines: frozenset[int] = frozenset()

    @property
    def left(self) -> int:
        """How many columns stay at the left."""
        return next((n for n, head in enumerate(self.heads) if not head.frozen), len(self.heads))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks: of at least this criticality (4: only these), perhaps only those nobody covers."""

    criticality: int = 0
    bare_only: bool = False

    def admits(self, task: MatrixTask) -> bool:
        """Whether the task is shown."""
        weight = weight_of(task.cover.task)
        return weight >= self.criticality and not (self.bare_only and task.cover.covering)


def tasks_by_persons(matrix: Matrix, wanted: Filter, folded: Collection[int]) -> Grid:
    """A line for each task under its position, a column for each person, totals below."""
    people = matrix.people
    heads = (
        Head(texts.NUMBER, texts.NUMBER, 46, True),
        Head(texts.TASK, texts.TASK, 210, True),
        Head(texts.CRITICALITY, "Criticité", 44, True),
        Head(texts.REQUIRED, "Niveau requis", 66, True),
        *(Head(texts.two_lines(person.name), person.name, 108) for person in people),
        Head(texts.COVERS, "Relèves sur voulues", 96, True),
    )
    lines: list[Line] = []
    groups: set[int] = set()
    shown: list[MatrixTask] = []
    for post in matrix.posts:
        tasks = [task for task in post.tasks if wanted.admits(task)]
        if not tasks:
            continue
        groups.add(len(lines))
        lines.append(_group(post, folded=post.position.id in folded))
        shown += tasks
        if post.position.id not in folded:
            lines += [_task_line(task, people) for task in tasks]
    foot = _totals(matrix, shown, people) if lines else ()
    return Grid(heads, tuple(lines), foot, frozenset(groups))


def persons_by_tasks(matrix: Matrix, wanted: Filter) -> Grid:
    """A line for each person, a column for each task, what tasks ask and have below."""
    tasks = [task for post in matrix.posts for task in post.tasks if wanted.admits(task)]
    heads = (
        Head(texts.PERSON, texts.PERSON, 170, True),
        Head(texts.OWN_BARE_HEAD, texts.OWN_BARE, 92, True),
        Head(texts.SOLE_HEAD, texts.SOLE, 80, True),
        *(
            Head(
                f"{task.position.number}\n{task.cover.task.key}",
                f"{task.position.number} {texts.task_words(task)}",
                108,
            )
            for task in tasks
        ),
    )
    lines = tuple(
        _person_line(person, tasks, matrix.rests.get(person.id, NOTHING)) for person in matrix.people
    )
    foot = (
        _foot(texts.CRITICALITY, tasks, lambda task: _text(texts.weight(task))),
        _foot("Niveau requis", tasks, lambda task: _text(str(required_of(task.cover.task)))),
        _foot("Relèves sur voulues", tasks, _depth),
    )
    return Grid(heads, lines if tasks else (), foot if tasks else ())


def _text(words: str, kind: Kind = Kind.TEXT, said: str = "", ink: str = "text") -> Face:
    return Face(kind, words, said or words, ink=ink)


def _depth(task: MatrixTask) -> Face:
    return Face(Kind.DEPTH, texts.on_wanted(task), texts.on_wanted(task), task, colour=task.cover.colour)


def cell(task: MatrixTask, person: PersonRef) -> Face:
    """What a person can do of a task."""
    known = task.known.get(person.id)
    said = texts.said(task, person, known)
    if task.position.holder is not None and task.position.holder.id == person.id:
        return Face(Kind.HOLDER, texts.HOLDER, said, task, person)
    words = "0"
    if known is not None:
        day = known.competence.validated
        date = texts.TRAINING if known.competence.in_training else day.strftime("%Y-%m") if day else ""
        words = f"{known.competence.level} {date}".strip()
    return Face(Kind.LEVEL, words, said, task, person, known)


def _group(post: MatrixPost, *, folded: bool) -> Line:
    title, quiet = texts.group(post)
    state = "replié" if folded else "déplié"
    face = Face(Kind.GROUP, title, f"{title}, {quiet}, {state}", quiet=quiet, post=post, ink=state)
    return lambda _column: face


def _task_line(task: MatrixTask, people: Sequence[PersonRef]) -> Line:
    left = (
        Face(Kind.STRONG, task.cover.task.key, task.cover.task.key, task),
        Face(Kind.TEXT, task.cover.task.title, task.cover.task.title, task),
        Face(Kind.TEXT, texts.weight(task), f"criticité {texts.weight(task)}", task),
        Face(
            Kind.TEXT,
            str(required_of(task.cover.task)),
            f"niveau requis {required_of(task.cover.task)}",
            task,
        ),
    )

    def at(column: int) -> Face:
        if column < len(left):
            return left[column]
        person = column - len(left)
        return cell(task, people[person]) if person < len(people) else _depth(task)

    return at


def _totals(matrix: Matrix, shown: Sequence[MatrixTask], people: Sequence[PersonRef]) -> tuple[Line, ...]:
    bare = sum(not task.cover.covering for task in shown)
    sole = sum(len(task.cover.covering) == 1 for task in shown)

    def line(words: str, value: Callable[[Rests], int], total: int, ink: str) -> Line:
        def at(column: int) -> Face:
            if column == 0:
                return _text(words, Kind.TOTAL)
            if column < 4:
                return _text("", Kind.TOTAL)
            if column - 4 < len(people):
                person = people[column - 4]
                number = value(matrix.rests.get(person.id, NOTHING))
                return _text(texts.count(number), Kind.TOTAL, f"{person.name}, {words}\u00a0: {number}")
            return _text(texts.tasks(total), Kind.TOTAL, f"{words}\u00a0: {texts.tasks(total)}", ink)

        return at

    return (
        line(texts.OWN_BARE, lambda rests: rests.uncovered, bare, "danger" if bare else "text"),
        line(texts.SOLE, lambda rests: rests.sole, sole, "warning" if sole else "text"),
    )


def _person_line(person: PersonRef, tasks: Sequence[MatrixTask], rests: Rests) -> Line:
    left = (
        Face(Kind.STRONG, person.name, person.name, person=person),
        Face(
            Kind.TOTAL,
            texts.count(rests.uncovered),
            f"{texts.OWN_BARE}\u00a0: {rests.uncovered}",
            ink="danger" if rests.uncovered else "text",
        ),
        Face(Kind.TOTAL, texts.count(rests.sole), f"{texts.SOLE}\u00a0: {rests.sole}"),
    )
    return lambda column: left[column] if column < len(left) else cell(tasks[column - len(left)], person)


def _foot(words: str, tasks: Sequence[MatrixTask], face: Callable[[MatrixTask], Face]) -> Line:
    def at(column: int) -> Face:
        if column < 3:
            return _text(words if column == 0 else "", Kind.TOTAL)
        task = tasks[column - 3]
        made = face(task)
        said = f"{task.position.number} {task.cover.task.key}, {words}\u00a0: {made.text}"
        return Face(made.kind, made.text, said, task, colour=made.colour)

    return at
