"""Due dates as blocks of a month and lines of a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import format_time
from agence_desktop.desktop.calendar.items import Block, Row, Style
from agence_desktop.desktop.positions.dues import texts
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.positions.dues import Due, UnitDues
from agence_desktop.positions.formats import task_name

LEGEND = (
    (Style.FIRM, texts.COVERED),
    (Style.TENTATIVE, texts.AWAY),
    (Style.MISSED, texts.NOBODY),
)
_LENGTH = timedelta(minutes=30)


def rows_of(unit: UnitDues) -> list[Row]:
    """A row for each post: what a screen reader calls it."""
    return [Row(post.position.number, f"{post.position.number} {post.position.title}") for post in unit.posts]


def block_of(due: Due) -> Block:
    """A due date at its hour, or the whole day; bare ones are outlined, those of somebody away hatched."""
    before = due.task.due.before if due.task.due is not None else None
    midnight = datetime.combine(due.day, time())
    start = midnight if before is None else datetime.combine(due.day, before)
    end = midnight + timedelta(days=1) if before is None else start + _LENGTH
    names = [person.name for person in due.covering]
    style = Style.MISSED if due.bare else Style.TENTATIVE if due.away else Style.FIRM
    return Block(
        due.key,
        due.position.number,
        place(start, end, QUEBEC),
        style,
        f"{due.position.number} {due.task.key}",
        due.task.title,
        texts.state(names, away=due.away),
        editable=False,
        detail=task_name(due.task),
    )


def hour_of(due: Due) -> str:
    """« 16 h », empty for the whole day."""
    before = due.task.due.before if due.task.due is not None else None
    return "" if before is None else format_time(before)


def relief_of(due: Due) -> str:
    """« Karim Benali, Josée Lachance », « aucune relève »."""
    return ", ".join(person.name for person in due.covering) or texts.NOBODY


COLUMNS: tuple[Column[Due], ...] = (
    Column("heure", texts.HOUR, hour_of, width=60),
    Column(
        "poste", texts.POST, lambda due: due.position.number, width=72, tip=lambda due: due.position.title
    ),
    Column(
        "tache",
        texts.TASK,
        lambda due: task_name(due.task),
        stretch=True,
        tip=lambda due: task_name(due.task),
    ),
    Column(
        "releve",
        texts.RELIEF,
        relief_of,
        icon=lambda due: "alert-circle" if due.bare else "account-check",
        ink=lambda due: "danger" if due.bare else "",
        tip=lambda due: texts.state([person.name for person in due.covering], away=due.away),
        width=150,
    ),
)
