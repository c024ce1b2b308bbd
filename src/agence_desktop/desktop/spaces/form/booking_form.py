"""The form of a new booking, and the one door by which forms of bookings are opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from agence_desktop.core.errors import UnreachableError
from agence_desktop.core.roles import Role
from agence_desktop.desktop.dialogs.draft_offer import DraftOffer
from agence_desktop.desktop.dialogs.texts import OPEN_WITHOUT
from agence_desktop.desktop.drafts import Draft
from agence_desktop.desktop.places import Target, ToastAction, Workbench
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_choosers import organisation_choice, room_choice
from agence_desktop.desktop.spaces.form.booking_dialog import BookingDialog
from agence_desktop.desktop.spaces.form.booking_edit import EditDialog, draft_key
from agence_desktop.desktop.spaces.form.booking_model import Series, Slot
from agence_desktop.desktop.spaces.form.booking_work import (
    Opening,
    judge_sheet,
    read_opening,
    take_booking_back,
)
from agence_desktop.desktop.spaces.form.sheet_model import (
    Choices,
    choices_of_stored,
    dates_of_stored,
    seeded_choices,
    stored_choices,
    stored_dates,
    with_choices,
    without_places,
)
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import BOOKING_DRAFT, PLANNING
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.spaces.summaries import button_text, series_summary, totals_of

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.booking import Booked
    from agence_desktop.spaces.commands.revising import Changed


def open_booking_form(desk: Workbench, gateway: Gateway, seed: BookingSeed | EditSeed) -> None:
    """Open the form of a new or of a stored booking, once what it names was read."""
    desk.tasks.run(
        read_opening,
        gateway,
        seed,
        owner=desk.parent_widget,
        done=partial(_show, desk, gateway, seed),
    )


def resume_booking_draft(desk: Workbench, gateway: Gateway, draft: Draft) -> None:
    """Take up the draft of a new booking, once what its form needs was read."""
    desk.tasks.run(
        read_opening,
        gateway,
        BookingSeed(),
        owner=desk.parent_widget,
        done=partial(_show_draft, desk, gateway, draft),
    )


def _show_draft(desk: Workbench, gateway: Gateway, draft: Draft, opening: Opening) -> None:
    # Taken up already, by a second press or from the list.
    if all(one.key != draft.key for one in _left_drafts(desk)):
        return
    dialog = NewDialog(desk, gateway, opening)
    dialog.resume(draft)
    dialog.show()


def _show(desk: Workbench, gateway: Gateway, seed: BookingSeed | EditSeed, opening: Opening) -> None:
    if isinstance(seed, EditSeed):
        _show_edit(desk, gateway, seed, opening)
        return
    left = _left_drafts(desk)
    if left:
        take_up = partial(_show_draft, desk, gateway, left[0], opening)
        show_new = partial(_show_new, desk, gateway, seed, opening)
        DraftOffer(
            desk.parent_widget,
            desk.drafts,
            left[0],
            desk.session.base.zone,
            take_up,
            show_new,
            texts.START_ANEW,
        ).open()
    else:
        _show_new(desk, gateway, seed, opening)


def resume_edit_draft(desk: Workbench, gateway: Gateway, draft: Draft) -> None:
    """Take up the draft of an edited booking, once the booking was read."""

    def read() -> Opening:
        page = gateway.booking_numbered(draft.values["number"])
        return read_opening(gateway, EditSeed(page.booking.id))

    desk.tasks.run(read, owner=desk.parent_widget, done=partial(_resume_edit, desk, gateway, draft))


def _show_edit(desk: Workbench, gateway: Gateway, seed: EditSeed, opening: Opening) -> None:
    """The form of a stored booking; what was left of an edit of it is offered first."""

    def anew() -> None:
        EditDialog(desk, gateway, opening, seed.occurrence_id).show()

    draft = desk.drafts.load(draft_key(seed.booking_id))
    number = opening.page.booking.number if opening.page is not None else ""
    if draft is None or draft.values.get("number") != number or draft.key in _kept_edits(desk):
        anew()
    else:
        take_up = partial(_resume_edit, desk, gateway, draft, opening)
        DraftOffer(
            desk.parent_widget,
            desk.drafts,
            draft,
            desk.session.base.zone,
            take_up,
            anew,
            OPEN_WITHOUT,
            texts.RESUME_EDIT,
        ).open()


def _resume_edit(desk: Workbench, gateway: Gateway, draft: Draft, opening: Opening) -> None:
    if draft.key in _kept_edits(desk):
        return
    dialog = EditDialog(desk, gateway, opening, draft.values["date"])
    dialog.resume(draft)
    dialog.show()


def _kept_edits(desk: Workbench) -> set[str]:
    """The drafts that an open form is keeping."""
    return {draft_key(one.booking_id) for one in desk.parent_widget.findChildren(EditDialog)}


def _show_new(desk: Workbench, gateway: Gateway, seed: BookingSeed, opening: Opening) -> NewDialog:
    dialog = NewDialog(desk, gateway, opening)
    dialog.start(seed)
    dialog.show()
    return dialog


def _left_drafts(desk: Workbench) -> list[Draft]:
    """Drafts of bookings that no open form is keeping, newest first."""
    kept = {one.draft_key for one in desk.parent_widget.findChildren(NewDialog)}
    return [draft for draft in desk.drafts.waiting(BOOKING_DRAFT) if draft.key not in kept]


class NewDialog(BookingDialog):
    """A booking to be made: each date settled, then sent once, whatever happens to the connection."""

    def __init__(self, desk: Workbench, gateway: Gateway, opening: Opening) -> None:
        super().__init__(desk, gateway, opening, texts.NEW_TITLE, texts.SAVE_NEW)
        self._send_key = uuid4()
        self._sent: BookingDraft | None = None
        """What was sent, while it is not known whether it arrived."""
        self._where: tuple[object, ...] = ()
        self.draft_key = ""
        self._first_choices: Choices = {}
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
            self.panel.choices = seeded_choices(seed.rooms, seed.end - seed.start)
        if seed.rule is not None:
            values["series"] = Series(seed.rule)
        values["wheelchair"] = seed.accessible
        participants = "" if seed.participants is None else str(seed.participants)
        values["crowd"] = {"participants": participants, "layout": seed.layout}
        if self.opening.person is not None:
            self.fields.take_person(self.opening.person)
        self.fields.take(values, clean=True)
        self._first_choices = dict(self.panel.choices)
        self._begin(None)

    def resume(self, draft: Draft) -> None:
        """Take up what a draft kept: its fields, choices and the key by which it may have been sent."""
        kept: Mapping[str, Any] = draft.values
        if "key" in kept:
            self._send_key = UUID(kept["key"])
        # The choices belong to the room and hours of the draft: they come with them, not after.
        self.fields.take(kept, clean=False)
        sent, draft_sent = kept.get("sent"), self.draft
        if sent is not None and draft_sent is not None:
            self._sent = replace(draft_sent, dates=dates_of_stored(sent["dates"]))
        self.panel.choices = choices_of_stored(kept.get("choices", ()))
        self._begin(draft.key)
        self.draft_note.setText(texts.RECOVERED)

    @property
    def dirty(self) -> bool:
        """Choices count as much as fields."""
        return super().dirty or self.panel.choices != self._first_choices

    def kept(self) -> dict[str, object]:
        """The fields, the choices, and the key of the command."""
        return {
            **super().kept(),
            "choices": stored_choices(self.panel.choices),
            "key": str(self._send_key),
            "sent": None if self._sent is None else {"dates": stored_dates(self._sent.dates)},
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
        if self._sent is not None:
            # Sent again as it was, or as it is now: either way the key tells whether it had arrived. The
            # sheet does not: it may hold our own dates for somebody else's.
            same = replace(draft, dates=self._sent.dates) == self._sent
            self._send(self._sent if same else draft)
            return
        lines, totals = self.panel.lines, self.panel.totals
        left = sum(not line.settled for line in lines)
        if left:
            self.refused(texts.to_settle(left) if len(lines) > 1 else texts.to_settle_alone())
            self.panel.go_to_first_unsettled()
        elif lines and not totals.confirmed + totals.requested:
            self.refused(texts.NOTHING_LEFT)
            self.panel.go_to_choice_of(lines[0])
        else:
            self._send(with_choices(draft, [line.found for line in lines], self.panel.choices))

    def save_when_judged(self) -> None:
        """A request that may have arrived waits for no judgement."""
        if self._sent is not None:
            self.save()
        else:
            super().save_when_judged()

    def _send(self, draft: BookingDraft) -> None:
        self.set_saving(True)
        self.desk.tasks.run(
            self.gateway.book,
            replace(draft, key=self._send_key),
            owner=self,
            done=self._booked,
            failed=partial(self._not_booked, draft),
        )

    def _begin(self, draft_key: str | None) -> None:
        self.draft_key = self.keep(BOOKING_DRAFT, draft_key).key
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
        self._sent = None
        if booked.number is None:
            # Its dates refused it, and the key keeps that answer: what comes next is another request.
            self._send_key = uuid4()
            if booked.judgement is not None:
                self.panel.show_refusal(booked.judgement.dates)
            self.refused(texts.TAKEN_MEANWHILE)
            self.panel.judge_now()
            return
        desk, number, booking_id = self.desk, booked.number, booked.booking_id
        told = totals_of(booked.judgement.dates) if booked.judgement is not None else self.panel.totals
        see = ToastAction(texts.OPEN, partial(desk.go, self._target(booked)))
        self.saved()
        if booked.change is not None:
            desk.hub.publish([booked.change])
        else:
            desk.hub.publish_everything()
        if booking_id is not None:
            undo = partial(_take_back, desk, self.gateway, booking_id, number)
            desk.offer_undo(texts.booked(number, series_summary(told)), undo, see)
        else:
            desk.tell(texts.see(number), see)

    def _not_booked(self, draft: BookingDraft, failure: Failure) -> None:
        """Nothing typed is lost; where it is unknown whether the request arrived, its key stays."""
        if self._sent is not None and failure.detail == "key_reused":
            self.refused(texts.OTHER_CONTENT)
            return
        if isinstance(failure.error, UnreachableError):
            self._sent = self._sent or draft
            self.keep_draft()
            self.refused(f"{failure.sentence} {texts.STILL_SAVED}")
        else:
            self._sent = None
            self._send_key = uuid4()
            self.refused(failure.sentence)

    def _target(self, booked: Booked) -> Target:
        """The planning on the day of the first date."""
        first = datetime.fromisoformat(booked.answer["occurrences"][0]["start"])
        state: dict[str, Any] = {"first": first.date().isoformat()}
        if (draft := self.draft) is not None:
            state["site"] = self.opening.reference.site(draft.space_id).id
        if booked.change is not None and booked.change.ids:
            state["selected"] = str(booked.change.ids[0])
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
