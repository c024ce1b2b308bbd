"""What the forms of a new and of a stored booking share: fields left, sheet right, both kept in step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.core.french import NBSP
from agence_desktop.core.roles import Role
from agence_desktop.desktop import theme
from agence_desktop.desktop.drafts import DraftKeeper
from agence_desktop.desktop.generated.ui_booking import Ui_Booking
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form import recurrence_texts
from agence_desktop.desktop.spaces.form.booking_fields import BookingFields
from agence_desktop.desktop.spaces.form.booking_model import draft_of
from agence_desktop.desktop.spaces.form.booking_work import Opening
from agence_desktop.desktop.spaces.form.person_dialog import PersonDialog
from agence_desktop.desktop.spaces.form.recurrence_dialog import RecurrenceDialog
from agence_desktop.desktop.spaces.form.sheet_panel import SheetPanel
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.room import room_under_title
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.spaces.terms import nearest_rates
from agence_desktop.spaces.terms_sentence import terms_sentence

_SIZE = (1296, 816)
_SIDE_BY_SIDE = 1000
"""From this width on the fields stand beside the sheet, otherwise above it."""


class BookingDialog(FormDialog):
    """A subclass gives ``ask`` what is to be judged and answers ``save``."""

    settled = Signal()
    """Nothing that was asked of the base is on its way any more."""

    def __init__(self, desk: Workbench, gateway: Gateway, opening: Opening, title: str, save: str) -> None:
        super().__init__(title, save, desk.parent_widget)
        self.desk, self.gateway, self.opening = desk, gateway, opening
        self.ui, inner = Ui_Booking(), QWidget()
        self.ui.setupUi(inner)
        self.panel = SheetPanel(self.ui, desk, gateway, self)
        may_add = any(gateway.actor.holds(role) for role in (Role.CLERK, Role.ADMINISTRATOR))
        self.fields = BookingFields(
            self.form, self.ui, desk.tasks, gateway, desk.session.today, may_add_person=may_add
        )
        # Last: a widget that is laid out no longer looks at the properties of its style.
        self._arrange_panes(inner)
        self._order_tabs()
        self._save_waits = False
        self._asked: BookingDraft | None = None
        self.fields.set_reference(opening.reference)
        self.fields.edited.connect(self._edited)
        self.fields.person_wanted.connect(self._create_person)
        self.fields.series.change_requested.connect(self.edit_series)
        self.ui.addDate.clicked.connect(self.add_date)
        self.panel.judged.connect(self._judged)
        self.save_requested.connect(self.save_when_judged)

    # What a subclass gives.

    def ask(self, draft: BookingDraft | None) -> None:
        """Have the panel judge what the form now asks for."""
        raise NotImplementedError

    def save(self) -> None:
        """Send what was asked for; every date is judged."""
        raise NotImplementedError

    # What both do.

    @property
    def draft(self) -> BookingDraft | None:
        """The request as the fields stand, None while it is not known who, where or when."""
        return draft_of(self.fields.values())

    def touch(self) -> None:
        """Something other than a field changed: keep the draft."""
        if self._keeper is not None:
            self._keeper.touch()

    def keep(self, kind: str, key: str | None = None) -> DraftKeeper:
        """Keep a draft of this form from now on."""
        keeper = DraftKeeper(self.desk.drafts, kind, self.draft_title, self.kept, key)
        self.keep_drafts(keeper)
        self.panel.chosen.connect(keeper.touch)
        return keeper

    def kept(self) -> dict[str, object]:
        """What a draft keeps; a subclass adds to it."""
        return dict(self.fields.kept())

    def draft_title(self) -> str:
        """How a draft is told from another."""
        room = self.fields.space.text().partition(",")[0]
        return texts.draft_title(self.ui.purpose.text().strip(), room)

    def save_when_judged(self) -> None:
        """Save; where an answer is still on its way, once it is there."""
        if self.panel.waiting:
            self._save_waits = True
            self.set_saving(True)
            self.panel.judge_now()
        else:
            self.save()

    def edit_series(self) -> None:
        """Open the editor of the repetition."""
        slot = self.fields.slot.value()
        if slot is None:
            self._ask_for_slot()
            return
        series = self.fields.series
        RecurrenceDialog(self, series.series, slot.start, self.desk.session.today, series.set_series).open()

    def add_date(self) -> None:
        """Ask for one more date."""
        slot = self.fields.slot.value()
        if slot is not None:
            AddDateDialog(self, self.desk, slot.start, self.fields.series.add_date).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.ui.panes.setDirection(across if wide else down)
        self.ui.fieldsPane.setMinimumWidth(theme.scaled(452) if wide else 0)
        self.ui.fieldsPane.setMaximumWidth(theme.scaled(452) if wide else 16_777_215)
        for line in (self.ui.alikeBox, self.ui.totalsBox):
            line.setDirection(across if wide else down)

    def show_terms(self) -> None:
        """The terms of the room that is chosen, as one sentence."""
        choice = self.fields.space.value()
        if choice is None:
            self.panel.set_terms("", "")
            return
        facts = self.opening.reference.facts[int(choice.key)]
        rates = nearest_rates(facts.rate_scopes, self.desk.session.today())
        site = self.opening.reference.site(facts.space_id)
        self.panel.set_terms(texts.terms_of(site.name), terms_sentence(facts.terms, rates))

    def _order_tabs(self) -> None:
        """From top to bottom, the fields before the sheet: widgets are made in another order."""
        ui, fields = self.ui, self.fields
        slot, crowd, extras = fields.slot, fields.crowd, fields.extras
        stops: tuple[QWidget, ...] = (
            *(fields.organisation, fields.person, ui.purpose, ui.phone, fields.space),
            *(slot.day, slot.start, slot.end, fields.series.button, crowd.number, crowd.layouts),
            *(ui.wheelchair, ui.needs, extras.add_equipment, extras.add_support, ui.note),
            *(self.panel.table, ui.nextFree, ui.skipTaken, ui.addDate),
            *(self.cancel_button, self.save_button),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _edited(self) -> None:
        self.show_terms()
        draft = self.draft
        # What no rule looks at is not judged again at every letter.
        judged = draft and replace(draft, purpose="", person_id=None, support="", note="", phone="")
        if judged is None or judged != self._asked:
            self._asked = judged
            self.ask(judged)

    def _judged(self) -> None:
        sheet = self.panel.sheet
        if sheet is not None:
            self.fields.extras.set_free(sheet.free)
        if self._save_waits and not self.panel.waiting:
            self._save_waits = False
            self.set_saving(False)
            self.save()
        if not self.panel.waiting:
            self.settled.emit()

    def _ask_for_slot(self) -> None:
        self.form.focus("slot")
        announce(self, f"Écrivez d’abord la date et les heures{NBSP}: la répétition en part.", urgent=True)

    def _create_person(self, typed: str) -> None:
        organisation = self.fields.organisation.value()
        PersonDialog(
            self,
            self.desk,
            self.gateway,
            typed,
            int(organisation.key) if organisation is not None else None,
            self.fields.take_person,
        ).open()

    def _arrange_panes(self, inner: QWidget) -> None:
        for pane, role in (
            (self.ui.fieldsPane, QPalette.ColorRole.Base),
            (self.ui.sheetPane, QPalette.ColorRole.Window),
        ):
            pane.setBackgroundRole(role)
            pane.setAutoFillBackground(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(area)
        window = self.desk.parent_widget.size()
        wanted = [theme.scaled(length) for length in _SIZE]
        size = QSize(
            min(wanted[0], max(window.width() - 48, 640)), min(wanted[1], max(window.height() - 36, 480))
        )
        self.resize(size.boundedTo(room_under_title(self)))


class AddDateDialog(FormDialog):
    """Asks for one date; it has the hours of the others."""

    def __init__(
        self, parent: QWidget, desk: Workbench, start: datetime, chosen: Callable[[datetime], object]
    ) -> None:
        super().__init__(recurrence_texts.ADD_DATE_TITLE, recurrence_texts.ADD, parent)
        self._start, self._chosen = start, chosen
        self.day = DateField(desk.session.today)
        label = QLabel(f"&{texts.DATE}")
        line = QVBoxLayout()
        line.addWidget(label)
        line.addWidget(self.day)
        self.body.addLayout(line)
        self.form.add("day", self.day, label, required=True)
        self.save_requested.connect(self._take)
        self.day.setFocus()

    def reject(self) -> None:
        """One date is soon typed again."""
        self._abandon()

    def _take(self) -> None:
        wall = datetime.combine(self.day.value(), self._start.time())
        self.saved()
        self._chosen(wall)
