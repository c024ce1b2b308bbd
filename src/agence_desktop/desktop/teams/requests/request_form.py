"""The form of a request: client and place, what is needed, seats, and what it would cost as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_phone, search_key
from agence_desktop.core.relief import ReliefNeed
from agence_desktop.desktop import theme
from agence_desktop.desktop.drafts import Draft, DraftKeeper
from agence_desktop.desktop.places import ToastAction, Workbench
from agence_desktop.desktop.tasks import Cancel, Failure, Lane
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.facts.estimate_pane import EstimatePane
from agence_desktop.desktop.teams.facts.places import find_places
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.requests import form_texts as texts
from agence_desktop.desktop.teams.requests.form_model import (
    FormSeed,
    SeatEntry,
    all_remote,
    estimated,
    family_of,
    seat_of_need,
    tasks_words,
    template,
)
from agence_desktop.desktop.teams.requests.form_way import WayPeople, WayQuestion, homes_of
from agence_desktop.desktop.teams.requests.seats_field import SeatsField
from agence_desktop.desktop.teams.requests.work import StoredRequest, request_seed, way_people
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.teams.nearest import NearestHome
from agence_desktop.teams.rows import RequestDraft

_MOST = 60
WIDE, NARROW = 892, 440
"""From this width on, at 100 %, the columns stand side by side; below the other one it scrolls sideways."""


def open_request_form(
    desk: Workbench,
    gateway: Gateway,
    *,
    need: ReliefNeed | None = None,
    before: StoredRequest | None = None,
    draft: Draft | None = None,
) -> None:
    """Read what can be chosen, and open the form: empty, from a need, of a stored request or of a draft."""

    def opened(seed: FormSeed) -> None:
        form = RequestForm(desk, gateway, seed, before, draft.key if draft is not None else None)
        if draft is not None:
            form.take_draft(draft.values)
        elif need is not None:
            form.take_need(need)
        form.open()

    desk.tasks.run(request_seed, gateway, owner=desk.parent_widget, done=opened)


class RequestForm(FormDialog):
    """Makes a request, or changes ``before``."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        seed: FormSeed,
        before: StoredRequest | None = None,
        draft_key: str | None = None,
    ) -> None:
        title, save = (texts.EDIT_TITLE, texts.SAVE) if before else (texts.NEW_TITLE, texts.SAVE_NEW)
        super().__init__(title, save, desk.parent_widget, judge=self._misplaced)
        self._desk, self._gateway, self._seed, self._before = desk, gateway, seed, before
        self.client = Chooser(desk.tasks, self._find_clients, lane=Lane.POOL)
        self.place = Chooser(desk.tasks, self._find_places, lane=Lane.POOL)
        self.unit, self.contact, self.phone, self.email = (QLineEdit() for _ in range(4))
        self.position = QLineEdit()
        self.family = QComboBox()
        self.priority = Segments(texts.PRIORITY.replace("&", ""), texts.PRIORITIES, 3)
        self.description, self.tasks = QPlainTextEdit(), QPlainTextEdit()
        self.seats = SeatsField(seed, desk.session.today, self._fresh)
        self.estimate, self.estimate_note = EstimatePane(), Label("", Type.HELP, "secondary", wrap=True)
        self._typed_seats = False
        self._people: WayPeople | None = None
        self._asked: WayQuestion | None = None
        self._asking = Cancel()
        self._homes: Mapping[int, NearestHome] | None = None
        self._fill()
        self._lay_out()
        self._start()
        keeper = DraftKeeper(
            desk.drafts, keys.REQUEST_DRAFT, self._draft_title, self.form.draft_values, draft_key
        )
        self.keep_drafts(keeper)
        self.family.currentIndexChanged.connect(self._family_chosen)
        self.form.edited.connect(self._estimate)
        self.form.edited.connect(self._hint_place)
        self.save_requested.connect(self._save)
        self._estimate()
        desk.tasks.run(way_people, gateway, owner=self, done=self._people_read)
        self._hint_place()
        self.client.setFocus()

    # What it is opened with.

    def take_need(self, need: ReliefNeed) -> None:
        """Prefill from what an absence leaves uncovered."""
        client = next((one for one in self._seed.clients if one[0] == need.organisation_id), None)
        place = next((one for one in self._seed.places if one.site_id == need.site_id), None)
        family = family_of(self._seed, need.family)
        self.family.setCurrentIndex(max(self.family.findData(family), 0))
        self.form.set_values(
            {
                "client": Choice(*client) if client else None,
                "place": place.choice if place is not None and need.site_id is not None else None,
                "unit": need.unit,
                "position": need.position,
                "tasks": tasks_words(need),
            },
            clean=False,
        )
        self.seats.set_entries([seat_of_need(self._seed, need, self._desk.session.today())])
        self._typed_seats = True

    def take_draft(self, values: Mapping[str, Any]) -> None:
        """Take up what was typed before."""
        self._typed_seats = True
        self.form.set_values(values, clean=False)

    # Inside.

    def _fresh(self) -> SeatEntry:
        return template(self._seed, self.family.currentData() or "", self._desk.session.today())

    def _fill(self) -> None:
        self.family.addItem(texts.NO_FAMILY, "")
        for code, name in self._seed.families:
            self.family.addItem(name, code)
        self.priority.setToolTip(texts.PRIORITY_HELP)
        for box in (self.description, self.tasks):
            box.setFixedHeight(theme.scaled(54))

    def _lay_out(self) -> None:
        left, right, fields = QWidget(), QWidget(), QWidget()
        rows = _rows(fields)
        left_box = QVBoxLayout(left)
        left_box.setContentsMargins(0, 0, 0, 0)
        left_box.addWidget(fields)
        left_box.addStretch(1)
        named: tuple[tuple[str, QWidget, str, bool], ...] = (
            ("client", self.client, texts.CLIENT, True),
            ("place", self.place, texts.PLACE, False),
            ("unit", self.unit, texts.UNIT, False),
            ("family", self.family, texts.FAMILY, False),
            ("priority", self.priority, texts.PRIORITY, False),
            ("description", self.description, texts.DESCRIPTION, False),
            ("contact", self.contact, texts.CONTACT, False),
            ("phone", self.phone, texts.PHONE, False),
            ("email", self.email, texts.EMAIL, False),
            ("position", self.position, texts.POSITION, False),
            ("tasks", self.tasks, texts.TASKS, False),
        )
        checks = {"phone": _phone_fault, "email": _email_fault}
        for key, widget, words, required in named:
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(key, widget, label, required=required, check=checks.get(key))
        right_box = QVBoxLayout(right)
        right_box.setContentsMargins(0, 0, 0, 0)
        right_box.setSpacing(8)
        holder = QWidget()
        seat_rows = _rows(holder)
        label = QLabel(texts.SEATS)
        label.setProperty("strong", True)
        seat_rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        seat_rows.addRow(label, self.seats)
        self.form.add("seats", self.seats, label)
        right_box.addWidget(holder)
        self.estimate.setFixedHeight(theme.scaled(156))
        right_box.addWidget(self.estimate)
        right_box.addWidget(self.estimate_note)
        right_box.addStretch(1)
        self.body.addWidget(roomy(TwoSides(left, right), NARROW, 600))
        self.ask_room(1080, 716)

    def _start(self) -> None:
        if self._before is None:
            self.form.mark_clean()
            return
        draft = self._before.draft
        client = next((one for one in self._seed.clients if one[0] == draft.client_id), None)
        place = next(
            (one for one in self._seed.places if one.key == (draft.site_id, draft.municipality_id)), None
        )
        if draft.family and self.family.findData(draft.family) < 0:
            # The family of a team that was retired since, or of a file.
            self.family.addItem(draft.family, draft.family)
        self.family.setCurrentIndex(max(self.family.findData(draft.family), 0))
        self._typed_seats = True
        self.form.set_values(
            {
                "client": Choice(*client) if client else None,
                "place": place.choice if place else None,
                "unit": draft.unit,
                "priority": draft.priority,
                "description": draft.description,
                "contact": draft.contact,
                "phone": draft.contact_phone,
                "email": draft.contact_email,
                "position": draft.position,
                "tasks": draft.tasks,
                "seats": [SeatEntry.of_draft(seat).state() for seat in draft.seats],
            }
        )

    def _family_chosen(self, _at: int) -> None:
        """Seats that nobody touched follow the template; skills of the family come first."""
        family = self.family.currentData() or ""
        ordered = sorted(self._seed.skills, key=lambda one: one.family != family)
        self.seats.editor.offer(ordered)
        if not self._typed_seats and len(self.seats.entries) == 1:
            self.seats.set_entries([self._fresh()])
        else:
            self.seats.set_entries(self.seats.entries)

    def _estimate(self) -> None:
        family = self.family.currentData() or ""
        self._ask_way()
        found, why = estimated(self._seed, family, self.seats.entries, self._homes)
        self.estimate.show_lines("", found.lines if found is not None else ())
        self.estimate_note.setText(why or (" ".join(found.notes) if found is not None else ""))

    def _people_read(self, people: WayPeople) -> None:
        self._people = people
        self._estimate()

    def _ask_way(self) -> None:
        """Who would come from nearest is judged in the pool; until it is known, the last answer stands."""
        place = self.place.value()
        question = WayQuestion(
            (place.key[0], place.key[1]) if place is not None else None, tuple(self.seats.entries)
        )
        if self._people is None or question == self._asked:
            return
        self._asking.request()
        self._asked, self._asking = question, Cancel()
        if question.place is None or all_remote(question.seats):
            self._homes = None
            return
        self._desk.tasks.run(
            homes_of,
            self._people,
            question,
            owner=self,
            lane=Lane.POOL,
            cancel=self._asking,
            done=self._homes_found,
        )

    def _homes_found(self, homes: Mapping[int, NearestHome]) -> None:
        self._homes = homes
        self._estimate()

    def _hint_place(self) -> None:
        """Where nothing is chosen, the field says what that means."""
        remote = all_remote(self.seats.entries)
        self.place.setPlaceholderText(texts.REMOTE_PLACE if remote else texts.PLACE_HINT)

    def _misplaced(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """A seat on site needs a place: said at the field, before the command would refuse it."""
        if values.get("place") is not None or all_remote(self.seats.entries):
            return {}
        return {"place": texts.PLACE_MISSING}

    def _find_clients(self, text: str) -> Sequence[Choice]:
        words = search_key(text).split()
        found = [one for one in self._seed.clients if all(word in search_key(one[1]) for word in words)]
        return [Choice(key, name) for key, name in found[:_MOST]]

    def _find_places(self, text: str) -> Sequence[Choice]:
        client = self.client.value()
        return find_places(self._seed.places, text, client.key if client is not None else None)

    def _draft_title(self) -> str:
        chosen = self.client.value()
        return texts.draft_title(chosen.title if chosen is not None else "")

    def _draft(self) -> RequestDraft:
        values = self.form.values()
        place = values["place"]
        site, municipality = place.key if isinstance(place, Choice) else (None, None)
        return RequestDraft(
            client_id=values["client"].key,
            family=values["family"] or "",
            description=values["description"],
            seats=tuple(entry.draft() for entry in self.seats.entries),
            site_id=site,
            municipality_id=municipality,
            unit=values["unit"],
            priority=int(values["priority"]),
            contact=values["contact"],
            contact_phone=values["phone"],
            contact_email=values["email"],
            position=values["position"],
            tasks=values["tasks"],
        )

    def _save(self) -> None:
        before = self._before
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.save_request,
            self._draft(),
            before.id if before else None,
            before.version if before else 0,
            owner=self,
            done=self._stored,
            failed=self._not_stored,
        )

    def _stored(self, written: Written) -> None:
        self._desk.hub.publish(written.changes)
        self.saved()
        action = ToastAction(texts.SEATS, lambda: self._desk.go(keys.request_target(written.number)))
        self._desk.tell(texts.saved(written.number, new=self._before is None), action)

    def _not_stored(self, failure: Failure) -> None:
        self.refused(failure.sentence)


class TwoSides(QWidget):
    """Two columns, or where the width does not do, the second below the first."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 8, 0)
        self._line.setSpacing(24)
        self._line.addWidget(left, 4)
        self._line.addWidget(right, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width passes the limit; the height is that of what stands there."""
        super().resizeEvent(event)
        beside = event.size().width() >= theme.scaled(WIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
        self.setMinimumHeight(max(self._line.minimumSize().height(), theme.scaled(600) if beside else 0))


def _rows(holder: QWidget) -> QFormLayout:
    rows = QFormLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(16)
    rows.setVerticalSpacing(8)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return rows


def _phone_fault(value: Any) -> str:
    try:
        parse_phone(str(value))
    except InputError as error:
        return error.sentence
    return ""


def _email_fault(value: Any) -> str:
    name, at, domain = str(value).partition("@")
    return "" if name and at and "." in domain and " " not in str(value) else texts.BAD_EMAIL
