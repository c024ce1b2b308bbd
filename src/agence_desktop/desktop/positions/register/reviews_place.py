"""« Révisions »: the sheets in force that are to be reviewed, overdue ones first, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from agence_desktop.desktop.places import State, Workbench
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.lines import PostLine, Register, state_chip, state_words
from agence_desktop.desktop.positions.register import list_columns as shared
from agence_desktop.desktop.positions.register import reviews_texts as texts
from agence_desktop.desktop.positions.register import texts as list_texts
from agence_desktop.desktop.positions.register.post_list import PostListPlace
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.segments import Segments


def review_order(line: PostLine) -> tuple[bool, date, str]:
    """What is due before what comes, by date and number."""
    standing = line.standing
    return not standing.causes, standing.next_review or date.max, line.position.number


def columns(today: Callable[[], date]) -> tuple[Column[PostLine], ...]:
    """The columns; ``today`` tells how far dates are."""
    return (
        shared.NUMBER,
        shared.TITLE,
        Column("unit", list_texts.UNIT, lambda line: line.position.unit.name, width=150, ending=True),
        shared.HOLDER,
        Column(
            "version",
            texts.VERSION,
            lambda line: texts.version(line.standing.in_force.number if line.standing.in_force else None),
            sort=lambda line: line.standing.in_force.number if line.standing.in_force else None,
            align=Align.RIGHT,
            width=68,
        ),
        Column(
            "sheet",
            list_texts.SHEET,
            lambda line: state_words(line.standing),
            chip=lambda line: state_chip(line.standing),
            tip=lambda line: state_words(line.standing),
            width=110,
        ),
        Column("open", list_texts.OPEN_VERSION, shared.open_version, width=116, help=True),
        shared.REVIEW,
        Column(
            "when",
            texts.WHEN,
            lambda line: texts.when(line.standing.overdue, _left(line, today())),
            sort=shared.review_key,
            ink=lambda line: "danger" if line.overdue else "",
            width=146,
        ),
        Column(
            "why",
            texts.REASONS,
            lambda line: words.causes(line.standing.causes),
            tip=lambda line: words.causes(line.standing.causes),
            width=200,
        ),
    )


class ReviewsPlace(PostListPlace):
    """What is due, or all sheets in force."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(
            *(desk, gateway, columns(desk.session.today)), "positions/reviews_columns", texts.EMPTY_DUE
        )
        self.which = Segments(texts.WHICH, [(True, texts.DUE), (False, texts.ALL)])
        self.panel.bar.insertWidget(2, self.which)
        self.which.value_changed.connect(lambda _value: self.fill())

    def state(self) -> State:
        """And which sheets."""
        return {**super().state(), "due": self.which.value()}

    def restore(self, state: State) -> None:
        """Show these."""
        if "due" in state:
            self.which.set_value(bool(state["due"]))
        super().restore(state)

    def lines(self, found: Register) -> Sequence[PostLine]:
        """Sheets in force, the most pressing first."""
        due = bool(self.which.value())
        shown = [line for line in found.lines if line.standing.causes or (not due and line.standing.in_force)]
        return sorted(shown, key=review_order)


def _left(line: PostLine, today: date) -> int | None:
    day = line.standing.next_review
    return None if day is None else (day - today).days
