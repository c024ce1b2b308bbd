"""The steps of a version as lines with an icon: submitted, signed, approved, acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.positions.approval import Comparison, awaited_substitutes, decide_by
from agence_desktop.positions.rows import IN_FORCE, SheetState, Signature, Signer
from agence_desktop.positions.sentences import DECLARATIONS, STATE_SENTENCES

DONE, NOW = ("check-circle", "ok"), ("contrast-circle", "accent")
LATER = ("progress-clock", "secondary")


@dataclass(frozen=True, slots=True)
class Step:
    """A line: its icon and ink, its words, whether it is what is awaited now."""

    icon: tuple[str, str]
    words: str
    now: bool = False


def steps_of(found: Comparison, today: date, observed: frozenset[date], *, own: bool) -> list[Step]:
    """The steps of the newer version; ``own``: its decision is this person's."""
    file, row = found.file, found.file.row
    if row.submitted_at is None:
        return [Step(NOW, STATE_SENTENCES[row.state], True)]
    signed = {signer: [one for one in file.signatures if one.signer is signer] for signer in Signer}
    by = signed[Signer.HOLDER][-1].person if signed[Signer.HOLDER] else _name(row.holder)
    steps = [Step(DONE, texts.submitted(by, row.submitted_at, today))]
    if signed[Signer.HOLDER]:
        steps.append(Step(DONE, texts.signed(DECLARATIONS[Signer.HOLDER], by)))
    if row.state is SheetState.SUBMITTED:
        limit = decide_by(to_wall(row.submitted_at, QUEBEC).date(), observed)
        steps.append(Step(NOW, texts.approval_by(limit, own=own), True))
    elif row.approved_at is not None:
        manager = signed[Signer.MANAGER][-1].person if signed[Signer.MANAGER] else _name(row.manager)
        steps.append(Step(DONE, texts.approved(manager, to_wall(row.approved_at, QUEBEC).date())))
    else:
        steps.append(Step(NOW, STATE_SENTENCES[row.state], True))
        return steps
    return [*steps, _acknowledged(found, signed[Signer.SUBSTITUTE], today)]


def _acknowledged(found: Comparison, signatures: list[Signature], today: date) -> Step:
    awaited = awaited_substitutes(found.file, today)
    done = len({one.person_id for one in signatures} & {person.id for person in awaited})
    words = texts.acknowledgement(len(awaited), done)
    if found.file.row.state not in IN_FORCE:
        return Step(LATER, words)
    return Step(DONE if awaited and done == len(awaited) else NOW, words, done < len(awaited))


def _name(person: object) -> str:
    return getattr(person, "name", "")


class StepList(QWidget):
    """The steps, replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.words: list[str] = []

    def show_steps(self, steps: list[Step]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.words = [step.words for step in steps]
        for row, step in enumerate(steps):
            icon, ink = step.icon
            self._grid.addWidget(IconLabel(icon, ink, 16), row, 0, Qt.AlignmentFlag.AlignTop)
            role = Type.SUBJECT if step.now else Type.BODY
            self._grid.addWidget(Label(step.words, role, wrap=True), row, 1)
