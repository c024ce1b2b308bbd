"""What the series sheet says of each date: chips, facts, explanations; no widget, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.french import format_money
from agence_desktop.desktop.spaces.facts.card_texts import floor
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.sheet_model import Line, Wish
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.spaces.alternatives import Alternative
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.clock_sentences import skipped_hours
from agence_desktop.spaces.reason_sentences import Facts, reason_fact, reason_sentences
from agence_desktop.spaces.rows import BookingDraft, JudgedDate, OccurrenceState
from agence_desktop.spaces.sentences import STATE_LABELS, chip_text
from agence_desktop.spaces.summaries import DateFinding, count_findings, finding_of

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

WISH_WORDS: Mapping[Wish, str] = {
    Wish.ASK: texts.ASK,
    Wish.TIME: texts.OTHER_TIME,
    Wish.ROOM: texts.OTHER_ROOM,
    Wish.SKIP: texts.SKIP,
}
_LOOKS = {
    DateFinding.FREE: ("check-circle", Look.FREE),
    DateFinding.TAKEN: ("account-lock", Look.TAKEN),
    DateFinding.CLOSED: ("door-closed-lock", Look.CLOSED),
    DateFinding.OUTSIDE_TERMS: ("scale-balance", Look.OUTSIDE),
    DateFinding.IMPOSSIBLE: ("close-circle", Look.TAKEN),
}


class SheetWords:
    """The words about the dates of one request, as of one moment."""

    def __init__(self, reference: Reference, draft: BookingDraft, now: datetime) -> None:
        self.reference, self.draft, self.now = reference, draft, now
        word = reference.words.get("layout", {}).get(draft.layout or "")
        self._layout = word.label if word else ""
        self._names = {one.id: one.name for one in reference.spaces.values()}
        self._holidays = dict(reference.directory.observed)

    def walls(self, one: JudgedDate) -> tuple[datetime, datetime]:
        """The wall clocks of a date at its site."""
        zone = self.reference.zone(one.space_id)
        return to_wall(one.span.start, zone), to_wall(one.span.end, zone)

    def day(self, one: JudgedDate) -> str:
        """« jeu. 12 nov. 2026 »."""
        return texts.short_day(self.walls(one)[0].date())

    def hours(self, one: JudgedDate) -> str:
        """« 13 h à 15 h 30 »."""
        return texts.hours(*self.walls(one))

    def alternative_hours(self, one: Alternative) -> str:
        """« 9 h à 11 h 30 »."""
        zone = self.reference.zone(one.space_id)
        return texts.hours(to_wall(one.span.start, zone), to_wall(one.span.end, zone))

    def room(self, space_id: int) -> str:
        """The name of a room."""
        return self._names[space_id]

    def chip(self, line: Line) -> Chip:
        """How the slot of the series stands."""
        icon, look = _LOOKS[line.finding]
        return Chip(chip_text(line.found), icon, look)

    def fact(self, line: Line) -> str:
        """The few words under the chip: about the first reason that the chip tells."""
        reasons = line.found.reasons
        told = next((one for one in reasons if finding_of([one]) is line.finding), None)
        return reason_fact(told, self._facts(line.found)) if told else ""

    def stored(self, line: Line) -> str:
        """What would be stored, in words."""
        if line.skipped:
            return texts.NOT_OBTAINED
        if line.choice is not None and line.choice.wish in (Wish.TIME, Wish.ROOM) and not line.choice.place:
            return texts.SEARCHING
        if line.result is None or not line.result.passes:
            return texts.TO_CHOOSE if line.options else self._as_it_stays(line)
        if line.result.state is OccurrenceState.REQUESTED:
            return texts.REQUESTED
        moved = line.choice is not None and line.choice.wish is Wish.TIME
        return self.hours(line.result) if moved else self.room(line.result.space_id)

    def _as_it_stays(self, line: Line) -> str:
        """A date of a stored booking that nothing is chosen for: its state, where it has one."""
        state = line.result.state if line.result is not None else None
        return STATE_LABELS[state] if state is not None else texts.NO_PRICE

    def price(self, line: Line) -> str:
        """The price of what would be stored."""
        stored = line.as_stored()
        return format_money(stored.price) if line.settled and stored.price is not None else texts.NO_PRICE

    def explanation(self, line: Line) -> str:
        """The selected line: hours that clocks skip, why it stands as it does, what the choice comes to."""
        zone = self.reference.zone(line.found.space_id)
        start, end = line.origin, line.origin + (self.draft.end - self.draft.start)
        as_typed = line.found.span == place(start, end, zone)
        skipped = skipped_hours(start, end, zone) if as_typed else ""
        return f"{skipped} {self._standing(line)}".strip()

    def _standing(self, line: Line) -> str:
        if not line.found.reasons:
            room = self.room(line.found.space_id)
            if line.found.state is OccurrenceState.REQUESTED:
                return texts.asked_line(room)
            price = line.found.price
            return texts.free_line(room, format_money(price) if price else "gratuit")
        why = self.why(line.found)
        if line.skipped:
            return texts.skipped(why)
        if line.choice is not None and line.choice.wish is Wish.ASK:
            return texts.host_will_decide(why)
        if line.choice is None or line.result is None or not line.result.passes:
            return why
        if line.choice.wish is Wish.TIME:
            return f"{why} {texts.time_fits(self.hours(line.result))}"
        return f"{why} {self._room_compared(line)}"

    def why(self, one: JudgedDate) -> str:
        """Every reason against a date, as sentences."""
        return " ".join(reason_sentences(one.reasons, self._facts(one)))

    def chips(self, lines: Sequence[Line]) -> list[Chip]:
        """« 3 libres », « 2 prises »…"""
        counts = count_findings(line.found for line in lines)
        return [Chip(words, _LOOKS[finding][0], _LOOKS[finding][1]) for finding, words in counts]

    def _facts(self, one: JudgedDate) -> Facts:
        return Facts.about(
            one,
            self.reference.facts[one.space_id],
            self.now,
            participants=self.draft.participants,
            layout=self.draft.layout,
            layout_label=self._layout[:1].lower() + self._layout[1:],
            holidays=self._holidays,
            space_names=self._names,
        )

    def _room_compared(self, line: Line) -> str:
        if line.result is None:
            return ""
        here, there = (self.reference.spaces[one.space_id] for one in (line.found, line.result))
        words = self.reference.words.get("equipment", {})
        lacking = sorted(here.equipment - there.equipment)
        return texts.room_fits(
            there.name,
            capacity_for(self.reference.facts[there.id], self.draft.layout),
            [words[code].label if code in words else code for code in lacking],
            texts.price_compared(line.result.price, line.found.price),
            "même étage" if here.floor == there.floor else floor(there.floor),
        )
