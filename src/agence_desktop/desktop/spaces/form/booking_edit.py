"""The form of a stored booking: its fields, and where one of its dates goes, alone or with others."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QLabel

from agence_desktop.core.errors import StaleError, UnreachableError
from agence_desktop.core.recurrence import describe
from agence_desktop.desktop import theme
from agence_desktop.desktop.dialogs import compare_texts
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.drafts import Draft
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.facts import compare_texts as record_texts
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE, Scope
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_choosers import organisation_choice, room_choice
from agence_desktop.desktop.spaces.form.booking_dialog import BookingDialog
from agence_desktop.desktop.spaces.form.booking_model import Extras, accessibility_parts
from agence_desktop.desktop.spaces.form.booking_versions import booking_versions
from agence_desktop.desktop.spaces.form.booking_work import (
    Edited,
    EditWish,
    Opening,
    judge_edit,
    send_edit,
    slot_of,
    stored_draft,
)
from agence_desktop.desktop.spaces.form.edit_undo import offer_edit_undo
from agence_desktop.desktop.spaces.form.sheet_words import SheetWords
from agence_desktop.desktop.spaces.form.support_lines import support_lines
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.keys import EDIT_DRAFT
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.spaces.journal import OccurrenceDetail
from agence_desktop.spaces.rows import BookingDraft, Judgement


def draft_key(booking_id: int) -> str:
    """The one draft of the edit of a booking."""
    return f"{EDIT_DRAFT}-{booking_id}"


class EditDialog(BookingDialog):
    """Edits the booking of an opening; ``occurrence_id`` is the date whose room and hours may change."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, opening: Opening, occurrence_id: int | None
    ) -> None:
        page = opening.page
        if page is None:
            raise ValueError("an edit needs the stored booking")
        super().__init__(desk, gateway, opening, texts.edit_title(page.booking.number), texts.SAVE_EDIT)
        self._page = page
        self._keys = (uuid4(), uuid4())
        self._before: dict[str, Any] = {}
        to_come = [
            one
            for one in page.booking.occurrences
            if one.span.start > opening.now and one.state in CHANGEABLE
        ]
        chosen = next((one for one in to_come if one.id == occurrence_id), None)
        self.occurrence: OccurrenceDetail | None = chosen or next(iter(to_come), None)
        self.scope = Segments(
            texts.SCOPE,
            (
                (Scope.THIS, texts.SCOPE_THIS),
                (Scope.FOLLOWING, texts.SCOPE_FOLLOWING),
                (Scope.TO_COME, texts.SCOPE_TO_COME),
            ),
        )
        words = QLabel(texts.SCOPE)
        self.ui.scopeBox.addWidget(words)
        self.ui.scopeBox.addWidget(self.scope)
        self.ui.scopeBox.addStretch(1)
        for widget in (words, self.scope):
            widget.setVisible(len(to_come) > 1)
        self.scope.value_changed.connect(lambda _: self._edited())
        self._fill()

    @property
    def booking_id(self) -> int:
        """The booking that is edited."""
        return self._page.booking.id

    @property
    def wish(self) -> EditWish:
        """What the form asks for."""
        stored = stored_draft(self._page)
        values = self.fields.values()
        draft = self.draft or stored
        slot, space_id = values.slot, values.space_id
        return EditWish(
            self._page,
            replace(draft, organisation_id=stored.organisation_id),
            self.occurrence,
            space_id,
            slot if self.occurrence is not None else None,
            self.scope.value(),
            self._keys,
        )

    def kept(self) -> dict[str, object]:
        """The fields and what they were, the booking by its number, the date and the scope."""
        return {
            **super().kept(),
            "before": self._before,
            "number": self._page.booking.number,
            "date": self.occurrence.id if self.occurrence is not None else None,
            "scope": str(self.scope.value()),
        }

    def draft_title(self) -> str:
        """« Modifier R-2026-000123 »."""
        return texts.edit_title(self._page.booking.number)

    def resume(self, draft: Draft) -> None:
        """Take up what somebody had changed, and nothing else: others may have changed the rest since."""
        values = draft.values
        before = values.get("before", {})
        self.fields.take({key: values[key] for key in before if values[key] != before[key]}, clean=False)
        self.scope.set_value(Scope(values["scope"]))
        self.draft_note.setText(texts.RECOVERED)
        self._edited()

    def ask(self, draft: BookingDraft | None) -> None:
        """Judge where the dates go; where none moves there is nothing to judge before saving."""
        wish = self.wish
        if draft is None or not wish.moves:
            self.panel.ask(None)
            self.panel.explain(texts.UNCHANGED)
        else:
            self.panel.ask(lambda gateway, _choices: judge_edit(gateway, wish))

    def save(self) -> None:
        """Send what changed."""
        wish = self.wish
        if not wish.moves and not wish.edits:
            self.desk.tell(texts.NOTHING_CHANGED)
            self.saved()
            return
        self.set_saving(True)
        self.desk.tasks.run(
            send_edit,
            self.gateway,
            wish,
            owner=self,
            done=partial(self._answered, wish),
            failed=self._not_saved,
        )

    def _edited(self) -> None:
        # The scope and the fields that nobody judges count here as well.
        self._asked = None
        super()._edited()

    def _fill(self) -> None:
        reference, booking = self._page.reference, self._page.booking
        wheelchair, needs = accessibility_parts(booking.accessibility)
        draft = stored_draft(self._page)
        room = self.occurrence.space_id if self.occurrence is not None else booking.space_id
        if self.opening.person is not None:
            self.fields.take_person(self.opening.person)
        self.fields.take(
            {
                "organisation": organisation_choice(
                    reference.directory.organisations[booking.organisation_id]
                ),
                "purpose": booking.purpose,
                "phone": booking.phone,
                "space": room_choice(reference, room),
                "slot": slot_of(self.occurrence or booking.occurrences[-1]),
                "crowd": {"participants": str(booking.participants), "layout": booking.layout},
                "wheelchair": wheelchair,
                "needs": needs,
                "extras": Extras(draft.equipment, support_lines(booking.support)),
                "note": booking.note,
            },
            clean=True,
        )
        self.fields.organisation.setEnabled(False)
        rule = booking.rule
        self.fields.series.fix(texts.ONCE if rule is None else describe(rule, booking.series_start))
        for widget in (self.fields.space, self.fields.slot):
            widget.setEnabled(self.occurrence is not None)
        self.panel.adds_dates = False
        self._before = dict(self.fields.kept())
        self.keep(EDIT_DRAFT, draft_key(booking.id))
        self.setMinimumWidth(theme.scaled(640))
        self._edited()
        self.form.focus("purpose")

    def _answered(self, wish: EditWish, answer: Edited) -> None:
        self._keys = (uuid4(), uuid4())
        for changed in answer.changes:
            if changed.change is not None:
                self.desk.hub.publish([changed.change])
        refusal = answer.refusal
        if refusal is None:
            desk = self.desk
            self.saved()
            offer_edit_undo(desk, self.gateway, wish, answer)
            return
        sentence = self._reasons(refusal)
        self.panel.show_judgement(refusal)
        if answer.changes:
            self.refused(texts.edited_not_moved(sentence))
            self._read_again()
        else:
            self.refused(texts.not_edited(sentence))

    def _reasons(self, refusal: Judgement) -> str:
        """Why the first date that fails does."""
        words = SheetWords(self._page.reference, self.wish.draft, self.opening.now)
        failing = next((one for one in refusal.dates if one.reasons), None)
        return words.why(failing) if failing is not None else ""

    def _not_saved(self, failure: Failure) -> None:
        self.refused(failure.sentence)
        if isinstance(failure.error, StaleError):
            self.desk.tasks.run(self.gateway.booking, self._page.booking.id, owner=self, done=self._compare)
        elif not isinstance(failure.error, UnreachableError):
            self._keys = (uuid4(), uuid4())

    def _compare(self, now: BookingPage) -> None:
        """Show the two versions; what was typed is sent on the present one only when it was seen."""
        rows = booking_versions(self._page, now, self.wish)
        self._keys = (uuid4(), uuid4())

        def again() -> None:
            self._take_page(now)
            self.save_when_judged()

        CompareDialog(self, compare_texts.TITLE, record_texts.RECORD, rows, again).open()

    def _read_again(self) -> None:
        self.desk.tasks.run(self.gateway.booking, self._page.booking.id, owner=self, done=self._take_page)

    def _take_page(self, page: BookingPage) -> None:
        """Go on from the present version; what is typed stays."""
        self._page = page
        if self.occurrence is not None:
            chosen = self.occurrence.id
            self.occurrence = next((one for one in page.booking.occurrences if one.id == chosen), None)
        self._edited()
