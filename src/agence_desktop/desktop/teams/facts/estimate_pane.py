"""The lines of an estimate or a commitment, and their total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from agence_desktop.core.french import format_number
from agence_desktop.core.money import total
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.facts import texts
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.noted_table import NotedModel, NotedView, NoteLine
from agence_desktop.desktop.widgets.page_parts import TitledPane
from agence_desktop.teams.rows import CostLine


class PlainPane(TitledPane):
    """A titled pane whose title follows what it shows."""

    def __init__(self, title: str, icon: str, content: QWidget) -> None:
        super().__init__(title, icon, content)
        self._title = next(label for label in self.findChildren(Label) if label.text() == title)

    def say(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)

    @property
    def title(self) -> str:
        """As it is told."""
        return self._title.text()


ESTIMATE: tuple[Column[CostLine], ...] = (
    Column(
        "ligne", texts.OBJECT, lambda line: line.label, stretch=True, width=240, tip=lambda line: line.label
    ),
    Column(
        "quantite",
        texts.QUANTITY,
        lambda line: f"{format_number(line.quantity)} {line.unit}".strip(),
        align=Align.RIGHT,
        width=100,
    ),
    Column("taux", texts.RATE, lambda line: common.rate(line.rate), align=Align.RIGHT, width=84),
    Column("montant", texts.AMOUNT, lambda line: texts.money(line.amount), align=Align.RIGHT, width=104),
)


class EstimatePane(PlainPane):
    """The lines of the estimate of a request, and their total."""

    def __init__(self) -> None:
        self.model = NotedModel(ESTIMATE)
        self.view = NotedView(self.model, texts.LINES, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.horizontalHeader().setSectionsClickable(False)
        super().__init__(texts.LINES, "cash-multiple", self.view)

    def show_lines(self, request: str, lines: Sequence[CostLine], notes: Sequence[str] = ()) -> None:
        """Show these, with their total; ``notes`` say what they leave out."""
        self.say(texts.estimate_title(request) if request else texts.LINES)
        rows: list[CostLine | NoteLine] = [*lines]
        if lines:
            amount = texts.money(total(line.amount for line in lines))
            rows.append(NoteLine(texts.TOTAL, result=amount, heading=True, at_end=True))
        elif request:
            rows.append(NoteLine(texts.NO_ESTIMATE))
        rows += [NoteLine(note) for note in notes]
        self.model.set_rows(rows)
