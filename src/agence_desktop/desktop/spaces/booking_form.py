"""The form of a new booking, and the one door by which forms of bookings are opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import UnreachableError
from agence_desktop.core.roles import Role
from agence_desktop.desktop.drafts import Draft
from agence_desktop.desktop.places import Target, ToastAction, Workbench
from agence_desktop.desktop.spaces import booking_texts as texts
from agence_desktop.desktop.spaces.booking_choosers import organisation_choice, room_choice
from agence_desktop.desktop.spaces.booking_dialog import BookingDialog
from agence_desktop.desktop.spaces.booking_edit import EditDialog
from agence_desktop.desktop.spaces.booking_model import (
    Slot,
    choices_of_stored,
    stored_choices,
    with_choices,
    without_places,
)
from agence_desktop.desktop.spaces.booking_work import (
    Opening,
    judge_sheet,
    read_opening,
    take_booking_back,
)
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.spaces.summaries import button_text, series_summary

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.booking import Booked
    from agence_desktop.spaces.commands.revising import Changed

KIND = "reservation"
"""The kind of draft of a new booking."""


def open_booking_form(desk: Workbench, gateway: Gateway, seed: BookingSeed | EditSeed) -> None:
    """Open the form of a new or of a stored booking, once what it names was read."""
    desk.tasks.run(
        read_opening,
        gateway,
        seed,
        owner=desk.parent_widget,
        done=partial(_show, desk, gateway, seed),
    )


def _show(desk: Workbench, gateway: Gateway, seed: BookingSeed | EditSeed, opening: Opening) -> None:
    if isinstance(seed, EditSeed):
        EditDialog(desk, gateway, opening, seed.occurrence_id).show()
        return
    left = _left_drafts(desk)
    if left:
        DraftOffer(desk, gateway, seed, opening, left[0]).open()
    else:
        _show_new(desk, gateway, seed, opening)


def _show_new(desk: Workbench, gateway: Gateway, seed: BookingSeed, opening: Opening) -> NewDialog:
    dialog = NewDialog(desk, gateway, opening)
    dialog.start(seed)
    dialog.show()
    return dialog


def _left_drafts(desk: Workbench) -> list[Draft]:
    """Drafts of bookings that no open form is keeping, newest first."""
    kept = {one.draft_key for one in desk.parent_widget.findChildren(NewDialog)}
    return [draft for draft in desk.drafts.waiting(KIND) if draft.key not in kept]


class DraftOffer(QMessageBox):
    """Offers what was left in a form: to take it up, to throw it away, or to leave it for later."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, seed: BookingSeed, opening: Opening, draft: Draft
    ) -> None:
        super().__init__(desk.parent_widget)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("Agence")
        self.setText(texts.OFFER_TITLE)
        self.setInformativeText(texts.offer(draft.title, to_wall(draft.saved, desk.session.base.zone)))
        self._desk, self._gateway, self._seed = desk, gateway, seed
        self._opening, self._draft = opening, draft
        self.resume = self.addButton(texts.RESUME, QMessageBox.ButtonRole.AcceptRole)
        self.anew = self.addButton(texts.START_ANEW, QMessageBox.ButtonRole.RejectRole)
        self.discard = self.addButton(texts.DISCARD, QMessageBox.ButtonRole.DestructiveRole)
        self.resume.setProperty("kind", "primary")
        self.setDefaultButton(self.resume)
        self.setEscapeButton(self.anew)
        self.buttonClicked.connect(self._answered)

    def _answered(self, button: object) -> None:
        if button is self.resume:
            dialog = NewDialog(self._desk, self._gateway, self._opening)
            dialog.resume(self._draft)
            dialog.show()
            return
        if button is self.discard:
            self._desk.drafts.forget(self._draft.key)
        _show_new(self._desk, self._gateway, self._seed, self._opening)


class NewDialog(BookingDialog):
    """A booking to be made: each date settled, then sent once, whatever happens to the connection."""

    def __init__(self, desk: Workbench, gateway: Gateway, opening: Opening) -> None:
        super().__init__(desk, gateway, opening, texts.NEW_TITLE, texts.SAVE_NEW)
        self._send_key = uuid4()
        self._unknown = False
        self._where: tuple[object, ...] = ()
        self.draft_key = ""
        self.panel.judged.connect(self._restate)
        self.panel.chosen.connect(self._restate)

    def start(self, seed: BookingSeed) -> None:
        """Begin with what is known."""
        reference = self.opening.reference
        organisation_id = seed.organisation_id or self._own_organisation()
        values: dict[str, Any] = {"purpose": seed.purpose}
        if organisation_id is not None:
            values["organisation"] = organisation_choice(reference.directory.organisations[organisation_id])
        if seed.space_id is not None:
            values["space"] = room_choice(reference, seed.space_id)
        if seed.start is not None and seed.end is not None:
            values["slot"] = Slot(seed.start, seed.end)
        participants = "" if seed.participants is None else str(seed.participants)
        values["crowd"] = {"participants": participants, "layout": seed.layout}
        if self.opening.person is not None:
            self.fields.take_person(self.opening.person)
        self.fields.take(values, clean=True)
        self._begin(None)

    def resume(self, draft: Draft) -> None:
        """Take up what a draft kept: its fields, choices and the key by which it may have been sent."""
        kept: Mapping[str, Any] = draft.values
        if "key" in kept:
            self._send_key = UUID(kept["key"])
        self._unknown = bool(kept.get("sent"))
        # The choices belong to the room and hours of the draft: they come with them, not after.
        self.fields.take(kept, clean=False)
        self.panel.choices = choices_of_stored(kept.get("choices", ()))
        self._begin(draft.key)
        self.draft_note.setText(texts.RECOVERED)

    def kept(self) -> dict[str, object]:
        """The fields, the choices, and the key of the command."""
        return {
            **super().kept(),
            "choices": stored_choices(self.panel.choices),
            "key": str(self._send_key),
            "sent": self._unknown,
        }

    def ask(self, draft: BookingDraft | None) -> None:
        """Judge the dates of the series; other slots were chosen for one room and its hours only."""
        where = (draft.space_id, draft.start, draft.end) if draft is not None else ()
        if where != self._where:
            if self._where:
                self.panel.choices = without_places(self.panel.choices)
            self._where = where
        if draft is None:
            self.panel.ask(None)
        else:
            self.panel.ask(lambda gateway, choices: judge_sheet(gateway, draft, choices))

    def save(self) -> None:
        """Send the request, unless a date is not settled."""
        draft = self.draft
        if draft is None:
            return
        lines, totals = self.panel.lines, self.panel.totals
        left = sum(not line.settled for line in lines)
        if left:
            self.refused(texts.to_settle(left) if len(lines) > 1 else texts.to_settle_alone())
            self.panel.go_to_first_unsettled()
            return
        if lines and not totals.confirmed + totals.requested:
            self.refused(texts.NOTHING_LEFT)
            self.panel.go_to_choice_of(lines[0])
            return
        found = [line.found for line in lines]
        wanted = with_choices(draft, found, self.panel.choices) if lines else draft
        self.set_saving(True)
        self.desk.tasks.run(
            self.gateway.book,
            replace(wanted, key=self._send_key),
            owner=self,
            done=self._booked,
            failed=self._not_booked,
        )

    def _begin(self, draft_key: str | None) -> None:
        self.draft_key = self.keep(KIND, draft_key).key
        self.show_terms()
        self._edited()
        first = next((key for key, value in self.form.values().items() if value in (None, "")), "purpose")
        self.form.focus(first)

    def _own_organisation(self) -> int | None:
        own = self.gateway.actor.organisations(Role.CLERK)
        return next(iter(own)) if own is not None and len(own) == 1 else None

    def _restate(self) -> None:
        self.set_save_text(button_text(self.panel.totals))

    def _booked(self, booked: Booked) -> None:
        self._unknown = False
        if booked.number is None:
            # Its dates refused it, and the key keeps that answer: what comes next is another request.
            self._send_key = uuid4()
            if booked.judgement is not None:
                self.panel.show_refusal(booked.judgement.dates)
            self.refused(texts.TAKEN_MEANWHILE)
            self.panel.judge_now()
            return
        summary = series_summary(self.panel.totals)
        desk, gateway, number, booking_id = self.desk, self.gateway, booked.number, booked.booking_id
        self.saved()
        if booked.change is not None:
            desk.hub.publish([booked.change])
        if booking_id is not None:
            desk.offer_undo(
                texts.booked(number, summary), partial(_take_back, desk, gateway, booking_id, number)
            )
        desk.tell(texts.see(number), ToastAction(texts.OPEN, partial(desk.go, self._target(booked.change))))

    def _not_booked(self, failure: Failure) -> None:
        """Nothing typed is lost; where it is unknown whether the request arrived, its key stays."""
        lost = isinstance(failure.error, UnreachableError)
        if self._unknown and failure.detail == "key_reused":
            self.refused(texts.OTHER_CONTENT)
            return
        if lost:
            self._unknown = True
        else:
            self._send_key = uuid4()
            self._unknown = False
        self.refused(f"{failure.sentence} {texts.STILL_SAVED}" if lost else failure.sentence)
        self.keep_draft()

    def _target(self, change: Change | None) -> Target:
        """The planning on the day of the first date that was obtained."""
        line = next(line for line in self.panel.lines if line.settled and not line.skipped)
        one = line.result or line.found
        day = to_wall(one.span.start, self.opening.reference.zone(one.space_id)).date()
        state: dict[str, Any] = {"first": day.isoformat()}
        if change is not None and change.ids:
            state["selected"] = str(change.ids[0])
        return Target(PLANNING, state)


def _take_back(desk: Workbench, gateway: Gateway, booking_id: int, number: str) -> None:
    def done(changed: Changed) -> None:
        if changed.change is not None:
            desk.hub.publish([changed.change])
        desk.tell(texts.taken_back(number))

    desk.tasks.run(
        take_booking_back,
        gateway,
        booking_id,
        owner=desk.parent_widget,
        done=done,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )
