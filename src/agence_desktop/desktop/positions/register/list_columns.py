"""The columns of the list of positions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from agence_desktop.core.french.sorting import sort_key
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.lines import PostLine, state_chip, state_words
from agence_desktop.desktop.positions.register import texts
from agence_desktop.desktop.widgets.columns import Chip, Column, Look, Meter
from agence_desktop.positions.measures import Measures


def _share(value: Fraction) -> Meter:
    return Meter(float(value))


def holder_ink(line: PostLine) -> str:
    """A vacant position is said quieter."""
    return "" if line.position.holder else "secondary"


def review_words(line: PostLine) -> str:
    """The date of the next review; none of a position that ended."""
    return words.iso(line.standing.next_review) if line.position.active else ""


def review_icon(line: PostLine) -> str:
    """A sign where the review is due."""
    return "calendar-alert" if line.standing.causes else ""


def review_ink(line: PostLine) -> str:
    """Red where the date is past, as its sign says too."""
    if line.overdue:
        return "danger"
    return "warning" if line.standing.causes else ""


def review_tip(line: PostLine) -> str:
    """When and why, in full."""
    day = line.standing.next_review
    return (
        ""
        if day is None or not line.position.active
        else texts.review_tip(day, words.causes(line.standing.causes))
    )


def review_key(line: PostLine) -> date | None:
    """The earliest first; positions without a sheet in force last."""
    return line.standing.next_review


def open_version(line: PostLine) -> str:
    """« version 4, soumise », beside a version in force."""
    row = line.standing.open
    if row is None or line.standing.in_force is None:
        return ""
    return texts.open_version(row.number, row.state)


def sheet_words(line: PostLine) -> str:
    """« Approuvée », « Terminé le 2026-11-19 »."""
    last = line.position.until
    return state_words(line.standing) if last is None or line.position.active else texts.ended(last)


def sheet_chip(line: PostLine) -> Chip:
    """The state of the sheet, or that the position ended."""
    last = line.position.until
    if last is None or line.position.active:
        return state_chip(line.standing)
    return Chip(texts.ended(last), "calendar-remove-outline", Look.DONE)


def _measures(line: PostLine) -> Measures:
    return line.measures


NUMBER = Column[PostLine]("number", texts.NUMBER, lambda line: line.position.number, width=80, strong=True)
TITLE = Column[PostLine](
    "title",
    texts.TITLE,
    lambda line: line.position.title,
    tip=lambda line: line.position.title,
    width=220,
    stretch=True,
)
PLACE = Column[PostLine]("site", texts.PLACE, lambda line: line.position.site, width=100, ending=True)
HOLDER = Column[PostLine](
    "holder",
    texts.HOLDER,
    lambda line: line.holder,
    sort=lambda line: line.position.holder.sort_key if line.position.holder else None,
    ink=holder_ink,
    width=132,
)
COVERAGE = Column[PostLine](
    "coverage",
    texts.COVERAGE,
    lambda line: words.share(line.measures.coverage),
    sort=lambda line: line.measures.coverage,
    meter=lambda line: _share(line.measures.coverage),
    head=texts.COVERAGE_HEAD,
    width=88,
)
UNCOVERED = Column[PostLine](
    "uncovered",
    texts.UNCOVERED,
    lambda line: words.share(line.measures.uncovered_share),
    sort=lambda line: line.measures.uncovered_share,
    meter=lambda line: _share(line.measures.uncovered_share),
    head=texts.UNCOVERED_HEAD,
    width=90,
)
DEFICIT = Column[PostLine](
    "deficit",
    texts.DEFICIT,
    lambda line: words.share(line.measures.documentation_deficit),
    sort=lambda line: line.measures.documentation_deficit,
    meter=lambda line: _share(line.measures.documentation_deficit),
    head=texts.DEFICIT_HEAD,
    width=90,
)
REVIEW = Column[PostLine](
    "review",
    texts.REVIEW,
    review_words,
    sort=review_key,
    icon=review_icon,
    ink=review_ink,
    tip=review_tip,
    width=108,
)

COLUMNS: tuple[Column[PostLine], ...] = (
    NUMBER,
    TITLE,
    Column(
        "unit",
        texts.UNIT,
        lambda line: line.position.unit.name,
        sort=lambda line: sort_key(line.position.unit.name),
        width=132,
        ending=True,
    ),
    PLACE,
    HOLDER,
    Column(
        "sheet",
        texts.SHEET,
        sheet_words,
        chip=sheet_chip,
        tip=sheet_words,
        width=192,
    ),
    Column("open", texts.OPEN_VERSION, open_version, width=128, help=True),
    REVIEW,
    COVERAGE,
    UNCOVERED,
    DEFICIT,
    Column("class", texts.CLASS, lambda line: line.position.job_class, width=150, hidden=True),
    Column(
        "manager",
        texts.MANAGER,
        lambda line: line.position.manager.name if line.position.manager else "",
        width=140,
        hidden=True,
    ),
)
