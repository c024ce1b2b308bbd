"""« Planning des membres »: requests above, people over weeks below, who is free beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.spans import Span
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.legend import Legend
from agence_desktop.desktop.calendar.people import PeopleView
from agence_desktop.desktop.calendar.period_bar import PeriodBar
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.calendar.texts import days_of
from agence_desktop.desktop.places import Place, Scene, State, Target, Workbench
from agence_desktop.desktop.tasks import Cancel, Failure, Lane
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members.commands import SCENES, open_member_form
from agence_desktop.desktop.teams.printing import preview_planning
from agence_desktop.desktop.teams.requests.strip import RequestStrip
from agence_desktop.desktop.teams.timeline import free_texts, texts
from agence_desktop.desktop.teams.timeline.filter_bar import TimelineFilterBar
from agence_desktop.desktop.teams.timeline.free import AskedSeat, FreeLine, without_anybody
from agence_desktop.desktop.teams.timeline.free_panel import FreePanel
from agence_desktop.desktop.teams.timeline.items import TimelinePicture, timeline_picture
from agence_desktop.desktop.teams.timeline.moves import Moves
from agence_desktop.desktop.teams.timeline.reading import TimelineFilter, TimelineReading
from agence_desktop.desktop.teams.timeline.work import read_timeline
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.teams.rows import Bar, RequestCard, RequestState

TICK_MS = 60_000
_FILTER, _PANEL, _SPLIT, _REACH = "teams/filter", "teams/free", "teams/free_width", "teams/reach"
_LEAST_WIDTH = 1000
"""From this width on, at 100 %, the panel stands beside the planning."""
_STRIP_FROM, _LEGEND_FROM = 460, 420
_WHOLE_DAY = Hours(0, 24 * 60)


class MembersPlace(Place):
    """The timeline; the place reads everything it shows at once."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.view = PeopleView(texts.NAME)
        self.strip = RequestStrip()
        self.filter_bar = TimelineFilterBar()
        self.free = FreePanel(desk)
        kept: Any = desk.recall(_REACH)
        reach = Reach(kept) if kept in (Reach.FOUR_WEEKS, Reach.QUARTER) else Reach.QUARTER
        self.period_bar = PeriodBar(
            Period.holding(reach, self._anchor()), (Reach.FOUR_WEEKS, Reach.QUARTER), self._anchor
        )
        self.reading: TimelineReading | None = None
        self.picture: TimelinePicture | None = None
        self._loading: Cancel | None = None
        self._judging: Cancel | None = None
        self._stale = True
        self._after: State = {}
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(lambda: self.view.set_now(desk.session.clock.now()))
        self._arrange()
        self._connect()
        if isinstance(found := desk.recall(_FILTER), dict):
            self.filter_bar.set_filter(TimelineFilter.of_state(found))

    # Place.

    @property
    def title(self) -> str:
        """Of the window."""
        return common.TIMELINE_TITLE

    def state(self) -> State:
        """Period, filter, selection, scroll, the request chosen."""
        card = self.strip.current
        return {
            "reach": str(self.period.reach),
            "first": self.period.first.isoformat(),
            "filter": self.filter_bar.wanted.state(),
            "selected": self.view.selected,
            "scroll": self.view.verticalScrollBar().value(),
            "collapsed": sorted(self.view.collapsed),
            "request": card.id if card is not None else None,
        }

    def restore(self, state: State) -> None:
        """Show that again; ``member`` puts the keyboard on one."""
        reach = Reach(state.get("reach", self.period.reach))
        first = state.get("first")
        self.period_bar.show_period(
            Period.holding(reach, date.fromisoformat(first) if first else self.period.first)
        )
        if "filter" in state:
            self.filter_bar.set_filter(TimelineFilter.of_state(state["filter"]))
        elif "member" in state:
            self.filter_bar.set_filter(TimelineFilter())
        if "collapsed" in state:
            self.view.set_collapsed(str(key) for key in state["collapsed"])
        wanted = ("selected", "scroll", "request", "member", "free")
        self._after = {key: state[key] for key in wanted if key in state}
        self.refresh()

    def refresh(self) -> None:
        """Read again; where the place is not shown, when it is."""
        self._stale = True
        if self.isVisible():
            self._load()

    def take_focus(self) -> None:
        """On the planning."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether anything is still being read or judged."""
        reading = self._stale or self._loading is not None or self._judging is not None
        return reading or (self.free.isVisible() and self.free.busy())

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self.reading.timeline.read_at if self.reading else None

    def print_view(self) -> None:
        """The planning of one team on paper; where several are shown, which one is asked."""
        teams = [group.title for group in self.picture.groups] if self.picture is not None else []
        if len(teams) == 1:
            self._print(teams[0])
        elif teams:
            menu = QMenu(common.PRINT_WHICH, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for team in teams:
                menu.addAction(keep_shown(team), partial(self._print, team))
            menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def _print(self, team: str) -> None:
        period = self.period
        weeks = ((period.last - period.first).days + 1) // 7
        preview_planning(self.desk, self.gateway, team, period.first, weeks)

    def capture_scenes(self) -> Sequence[Scene]:
        """Four weeks; over the quarter again, who is free for a proposed request."""

        def free() -> None:
            self.period_bar.set_reach(Reach.QUARTER)
            proposed = (one for one in self.strip.cards if one.state is RequestState.PROPOSED)
            wanted = next(proposed, None)
            self.strip.choose(wanted.id if wanted is not None else None)
            self.open_free()

        return (
            Scene("quatre-semaines", partial(self.period_bar.set_reach, Reach.FOUR_WEEKS)),
            Scene("libre", free),
            *(Scene(word, partial(self._keep, form)) for word, form in SCENES),
        )

    def _keep(self, form: str) -> None:
        """Open a form of the first member, as its command does."""
        rows = self.picture.rows if self.picture is not None else ()
        if rows and (stops := self.view.stops_of(rows[0].key)):
            self.view.set_focus_stop(stops[0])
            open_member_form(self.desk, self.gateway, self, form)

    # What commands do here.

    @property
    def period(self) -> Period:
        """What is shown."""
        return self.period_bar.period

    def set_period(self, period: Period) -> None:
        """Show another period."""
        self.period_bar.show_period(period)
        self.desk.remember(_REACH, str(period.reach))
        self.refresh()

    def clear_filters(self) -> None:
        """Show every member."""
        self.filter_bar.set_filter(TimelineFilter())
        self._filtered(self.filter_bar.wanted)

    def bar(self) -> Bar | None:
        """The deployment under the keyboard."""
        return self.bar_of(self.view.selected)

    def bar_of(self, block_key: str) -> Bar | None:
        """A deployment that is shown, by the key of its block."""
        bars = self.reading.timeline.bars if self.reading else ()
        return next((bar for bar in bars if str(bar.id) == block_key), None)

    def member_id(self) -> int | None:
        """The member on whose line the keyboard stands."""
        stop = self.view.focus_stop
        return int(stop.row_key) if stop is not None else None

    def day(self) -> date | None:
        """The first day under the keyboard."""
        stop = self.view.focus_stop
        return days_of(stop.span, QUEBEC)[0] if stop is not None else None

    def toggle_free(self) -> None:
        """F4 opens the panel, and closes it where the keyboard is in it."""
        inside = self.free.isVisible() and self.free.isAncestorOf(self.focusWidget() or self)
        if inside:
            self.close_free()
        else:
            self.open_free()

    def open_free(self) -> None:
        """Show who is free for the request chosen, or over the days under the keyboard."""
        self.desk.remember(_PANEL, True)
        self.free.show()
        card, stop = self.strip.current, self.view.focus_stop
        seats = [one for one in self._seats() if card is not None and one[0] == card.number]
        if seats:
            self.free.ask_for(seats[0])
        elif self.free.first.value() is None:
            first = self.desk.session.today()
            if stop is not None:
                first = max(first, stop.span.start.date())
            self.free.ask_period(first, first + timedelta(weeks=4, days=-1))
        self.free.ask()
        self.free.seat.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_free(self) -> None:
        """Leave the room to the planning."""
        self.desk.remember(_PANEL, False)
        self.free.hide()
        self.take_focus()

    # Reading.

    def _anchor(self) -> date:
        """The week before the present one: what has just begun stays on view."""
        return self.desk.session.today() - timedelta(weeks=1)

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.request()
        self._stale = False
        self._loading = Cancel()
        self.desk.tasks.run(
            read_timeline,
            self.gateway,
            self.period.first,
            self.period.last + timedelta(days=1),
            owner=self,
            cancel=self._loading,
            done=partial(self._read, self.period),
            failed=self._failed,
        )

    def _read(self, period: Period, reading: TimelineReading) -> None:
        self._loading = None
        self.reading = reading
        self.filter_bar.offer(reading.timeline.members)
        self._draw(period)
        self.strip.show_cards(reading.cards, reading.timeline.read_at)
        self.free.show_seed(reading.seed)
        self._judge_cards(reading)
        self._resume()
        self.desk.session.note_refresh()
        self.commands_changed.emit()

    def _judge_cards(self, reading: TimelineReading) -> None:
        """Find the requests that no member could take, off the screen's thread."""
        if self._judging is not None:
            self._judging.request()
        self._judging = Cancel()
        self.desk.tasks.run(
            without_anybody,
            reading.seed,
            lane=Lane.POOL,
            owner=self,
            cancel=self._judging,
            done=self._judged,
            failed=lambda _failure: self._judged(frozenset()),
        )

    def _judged(self, numbers: frozenset[str]) -> None:
        self._judging = None
        self.strip.show_nobody(numbers)

    def _draw(self, period: Period) -> None:
        if self.reading is None:
            return
        wanted = self.filter_bar.wanted
        former = self.picture
        self.picture = made = timeline_picture(self.reading.timeline, wanted, period, self.desk.session.actor)
        if former is None or former.days != made.days:
            self.view.set_range(made.days, _WHOLE_DAY)
        self.view.set_closed(made.closed)
        if former is None or (former.rows, former.groups) != (made.rows, made.groups):
            self.view.set_rows(made.rows, made.groups)
        self.view.set_blocks(made.blocks)
        self.view.set_loads(made.loads)
        self.view.set_now(self.desk.session.clock.now())
        self.view.set_corner(texts.corner(len(made.rows)), texts.CORNER, texts.CORNER_NOTE)
        self.period_bar.show_period(period, made.days[-1].date if made.days else None)

    def _resume(self) -> None:
        after, self._after = self._after, {}
        if "scroll" in after:
            self.view.verticalScrollBar().setValue(int(after["scroll"]))
        if after.get("selected"):
            self.view.select(str(after["selected"]))
        if after.get("member"):
            stops = self.view.stops_of(str(after["member"]))
            if stops:
                self.view.set_focus_stop(stops[0])
        if after.get("request"):
            self.strip.choose(int(after["request"]))
        if after.get("free"):
            self.open_free()

    def _failed(self, failure: Failure) -> None:
        self._loading = None
        self.desk.tell(failure.sentence, kind="danger")

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        self.refresh()

    def _filtered(self, wanted: TimelineFilter) -> None:
        self.desk.remember(_FILTER, wanted.state())
        self._draw(self.period)

    # Wishes.

    def _seats(self) -> list[tuple[str, int]]:
        return [seat.key for seat in self.reading.seed.seats] if self.reading else []

    def _chose(self, card: object) -> None:
        if isinstance(card, RequestCard) and self.free.isVisible():
            key = next((seat for seat in self._seats() if seat[0] == card.number), None)
            if key is not None:
                self.free.ask_for(key)
        self.commands_changed.emit()

    def _assign(self, asked: AskedSeat, line: FreeLine) -> None:
        """Propose a member for a seat by hand; one who does not fit is not."""
        if not line.fits:
            (seat,) = asked.question.as_request().seats
            words = free_texts.not_fitting(line, seat, self.reading.seed.people if self.reading else None)
            self.desk.tell(words, kind="warning")
            return
        sentence = free_texts.assigned(line.member.name, asked.title)
        self.desk.tasks.run(
            self.gateway.assign,
            asked.seat_id,
            line.member_id,
            owner=self.desk.parent_widget,
            done=partial(self._assigned, sentence),
        )

    def _assigned(self, sentence: str, written: Written) -> None:
        self.desk.hub.publish(written.changes)
        self.desk.tell(sentence)

    def _open(self, key: str) -> None:
        """Entrée on a deployment goes to it in the list; on an absence it does nothing."""
        if key.isdigit():
            self.desk.go(keys.deployment_target(int(key)))

    def _ask_free(self, row_key: str, span: Span) -> None:
        """Days of a member, drawn or entered: who is free then, and that member first."""
        first, last = days_of(span, QUEBEC)
        self.desk.remember(_PANEL, True)
        self.free.show()
        if first == last:
            last = first + timedelta(weeks=4, days=-1)
        self.free.ask_period(first, last)
        self.free.prefer(int(row_key))

    def deed(self, kind: str) -> None:
        """A gesture on the deployment under the keyboard."""
        stop = self.view.focus_stop
        if stop is not None and stop.block is not None:
            self.moves.deed(kind, stop.block.key)

    def _propose(self) -> None:
        """For the request of the seat that is asked about, else for all that may be proposed."""
        from agence_desktop.desktop.teams.proposals.running import run_proposal

        asked, reading = self.free.seat.currentData(), self.reading
        cards = reading.cards if asked is not None and reading is not None else ()
        ids = [card.id for card in cards if card.number == asked[0]]
        run_proposal(self.desk, self.gateway, ids or None)

    def _member_chosen(self, member_id: int) -> None:
        """The line of the member comes into view."""
        band = self.view.scene.bands.of(str(member_id))
        if band is not None and not self.view.hasFocus():
            down = self.view.verticalScrollBar()
            room = self.view.body_rect().height()
            if not down.value() <= band.top <= down.value() + room - band.height:
                down.setValue(band.top - room // 3)

    # Events.

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read yet, and follow the time."""
        super().showEvent(event)
        self._tick.start()
        if self._stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Time goes on elsewhere."""
        self._tick.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the planning comes first."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.scaled(_LEAST_WIDTH)
        self.free.setVisible(wide and self.desk.recall(_PANEL) is not False)
        self.strip.setVisible(event.size().height() >= theme.scaled(_STRIP_FROM))
        self.legend.setVisible(event.size().height() >= theme.scaled(_LEGEND_FROM))

    def _arrange(self) -> None:
        self.period_bar.stand_in(self.filter_bar.layout_bar)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.legend = Legend(texts.LEGEND, bookings=False, remark=texts.LOAD_LEGEND)
        rule = QFrame()
        rule.setFixedHeight(1)
        rule.setProperty("surface", "separator")
        inner.addWidget(self.strip)
        inner.addWidget(rule)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.legend)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.free)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(4)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        kept: Any = self.desk.recall(_SPLIT)
        width = int(kept) if isinstance(kept, int) else theme.scaled(300)
        self.splitter.setSizes([10 * width, width])
        self.splitter.splitterMoved.connect(
            lambda _pos, _index: self.desk.remember(_SPLIT, self.splitter.sizes()[1])
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filter_bar)
        box.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.period_bar.period_changed.connect(self.set_period)
        self.filter_bar.filter_changed.connect(self._filtered)
        self.view.period_requested.connect(self.period_bar.move_by)
        self.view.selection_changed.connect(lambda _key: self.commands_changed.emit())
        self.view.row_changed.connect(lambda _row: self.commands_changed.emit())
        self.strip.chosen.connect(self._chose)
        self.strip.opened.connect(lambda card: self.desk.go(keys.request_target(card.number)))
        self.strip.all_requested.connect(lambda: self.desk.go(Target(keys.REQUESTS)))
        self.free.propose_requested.connect(self._propose)
        self.free.assign_requested.connect(self._assign)
        self.free.closed.connect(self.close_free)
        self.free.member_chosen.connect(self._member_chosen)
        self.moves = Moves(self.desk, self.gateway, self.view, lambda: self.reading)
        self.view.open_requested.connect(self._open)
        self.view.create_requested.connect(self._ask_free)
        self.desk.hub.subscribe(self, keys.TOPICS, self._on_changes)
