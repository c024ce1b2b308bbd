"""What the answer to a search shows, line by line, without a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_hours,
    format_money,
    format_slot,
)
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars.ghost_words import facts_of
from agence_desktop.desktop.spaces.calendars.planning_rows import ACCESSIBLE, equipment_marks
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.day_strip import Strip, strip_hours, strip_of
from agence_desktop.desktop.spaces.finding.find_form import REPEAT_WORDS, NeedForm, Repeating, rule_of
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine, Results, RoomWords
from agence_desktop.desktop.spaces.finding.find_links import link_of
from agence_desktop.desktop.spaces.finding.find_work import FindAnswer, shown_spans
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.finding import Found, NearFit
from agence_desktop.spaces.finding_sentences import (
    find_fault_fact,
    format_km,
    near_fit_words,
    places_fact,
)
from agence_desktop.spaces.finding_series import MOST_NEAR, SeriesFindings, SeriesNearFit
from agence_desktop.spaces.reason_sentences import reason_fact
from agence_desktop.spaces.rows import FindFault, OccurrenceState, Reason
from agence_desktop.spaces.slots import NearKind

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

NEAR_ICONS = {
    NearKind.OTHER_TIME: "clock-edit-outline",
    NearKind.OTHER_DAY: "calendar-arrow-right",
    NearKind.SHORTER: "arrow-collapse-horizontal",
}
_OTHER_ROOM = "door-open"
_ICONS: dict[FindFault | Reason, str] = {
    FindFault.EQUIPMENT_MISSING: "package-variant-closed",
    FindFault.NOT_ACCESSIBLE: "human-wheelchair",
    FindFault.OUT_OF_REGION: "map-marker-outline",
    FindFault.TOO_FAR: "map-marker-distance",
    Reason.PAST: "history",
    Reason.NOT_SHAREABLE: "lock-outline",
    Reason.NOT_ELIGIBLE: "account-cancel",
    Reason.CAPACITY: "account-multiple",
    Reason.CLOSED: "door-closed-lock",
    Reason.HOLIDAY: "calendar-star",
    Reason.WHOLE_DAYS: "calendar-blank-outline",
    Reason.NOTICE: "timer-alert-outline",
    Reason.HORIZON: "calendar-end",
    Reason.OUTSIDE_HOURS: "clock-alert-outline",
    Reason.TOO_SHORT: "timer-outline",
    Reason.TOO_LONG: "timer-outline",
    Reason.GRID: "clock-edit-outline",
    Reason.QUOTA: "scale-balance",
    Reason.EQUIPMENT_STOCK: "package-variant-closed",
    Reason.RELATED_SPACE: "link-variant",
    Reason.OVERLAP: "account-lock",
}


def results_of(answer: FindAnswer) -> Results:
    """What an answer shows."""
    return _Shown(answer).results()


def need_words(form: NeedForm, reference: Reference) -> str:
    """« jeudi 22 octobre 2026, 9 h à 12 h, 14 personnes, à 60 km ou moins de Lévis »."""
    walls = form.walls
    words = [format_slot(*walls)] if walls else []
    if form.repeating is not Repeating.ONCE:
        words.append(f"{REPEAT_WORDS[form.repeating]}, {texts.times(form.count)}")
    words.append(counted(form.participants, "personne"))
    if form.place:
        words.append(texts.around(form.km, form.place))
    elif form.region:
        words.append(reference.directory.regions[form.region])
    return ", ".join(words)


class _Shown:
    """The lines of one answer."""

    def __init__(self, answer: FindAnswer) -> None:
        self._answer, self._reference = answer, answer.reference
        self._form, self._need = answer.form, answer.need
        self._rule = rule_of(answer.form)
        self._hours = strip_hours(answer.reference, shown_spans(answer.findings))
        self._found = {one.space_id: one for one in answer.findings.spaces}

    def results(self) -> Results:
        findings = self._answer.findings
        fits = tuple(self._fit(one) for one in findings.spaces if one.fits)
        if isinstance(findings, SeriesFindings):
            near = tuple(self._series_near(one, findings) for one in findings.near)
        else:
            near = tuple(self._near(one) for one in self._nearest(findings.near))
        others = tuple(self._other(one) for one in findings.spaces if not one.fits)
        detail = need_words(self._form, self._reference)
        return Results(texts.fitting(len(fits)), detail, fits, near, others, self._hours)

    def _nearest(self, near: Sequence[NearFit]) -> list[NearFit]:
        """What gives the least in each room; of all rooms the nearest, as those that fit are ranked."""
        best: dict[int, NearFit] = {}
        for fit in near:
            best.setdefault(fit.space_id, fit)

        def rank(fit: NearFit) -> tuple[object, ...]:
            found = self._found[fit.space_id]
            shift = abs(fit.span.start - found.span.start)
            kind = list(NearKind).index(fit.kind)
            return kind, shift, found.unused_capacity, found.km or 0.0, fit.price, fit.space_id

        return sorted(best.values(), key=rank)[:MOST_NEAR]

    def _fit(self, found: Found) -> OfferLine:
        room, seed = self._room(found), self._seed(found.space_id, found.span)
        asked = found.state is OccurrenceState.REQUESTED
        price = _price(found.price)
        strip = strip_of(self._answer, found.space_id, found.span, self._hours)
        note = texts.HOST_DECIDES if asked else ""
        told = (f"{found.rank}", *_told(room), price, note, strip.words)
        return OfferLine(
            room=room,
            rank=found.rank or 0,
            price=price,
            note=note,
            strip=strip,
            action=texts.ASK if asked else texts.CHOOSE,
            seed=seed,
            spoken=_sentence(told),
        )

    def _near(self, fit: NearFit) -> OfferLine:
        zone = self._reference.zone(fit.space_id)
        asked = place(self._need.start, self._need.end, zone)
        what, slot = near_fit_words(fit.kind, asked, fit.span, zone)
        if fit.kind is NearKind.OTHER_DAY:
            slot = _near_slot(to_wall(fit.span.start, zone), to_wall(fit.span.end, zone), slot)
        strip = strip_of(self._answer, fit.space_id, fit.span, self._hours, other=True)
        seed = self._seed(fit.space_id, fit.span)
        return self._offer(fit, seed, strip, NEAR_ICONS[fit.kind], what, slot)

    def _series_near(self, fit: SeriesNearFit, findings: SeriesFindings) -> OfferLine:
        names = list(dict.fromkeys(self._reference.spaces[one.space_id].name for one in fit.stand_ins))
        what, slot = texts.another_room(names, len(fit.stand_ins), len(findings.walls))
        span = self._found[fit.space_id].span
        strip = strip_of(self._answer, fit.space_id, span, self._hours, other=True)
        zone = self._reference.zone(fit.space_id)
        first = place(self._need.start, self._need.end, zone)
        rooms = tuple((one.wall, one.space_id) for one in fit.stand_ins)
        seed = self._seed(fit.space_id, first, rooms)
        days = texts.days([one.wall.date() for one in fit.stand_ins])
        return self._offer(fit, seed, strip, _OTHER_ROOM, what, slot, days)

    def _offer(
        self,
        fit: NearFit | SeriesNearFit,
        seed: BookingSeed,
        strip: Strip,
        icon: str,
        what: str,
        slot: str,
        more: str = "",
    ) -> OfferLine:
        room = self._room(self._found[fit.space_id])
        price = _price(fit.price)
        note = texts.HOST_DECIDES if fit.state is OccurrenceState.REQUESTED else ""
        told = (f"{what}{NBSP}: {slot}", more, *_told(room), price, note, strip.words)
        return OfferLine(
            room, 0, price, note, strip, texts.TAKE, seed, _sentence(told), icon, what, slot, more
        )

    def _other(self, found: Found) -> OtherLine:
        space, site = self._reference.spaces[found.space_id], self._reference.site(found.space_id)
        why = "; ".join(self._why(found, reason) for reason in found.reasons)
        findings = self._answer.findings
        if isinstance(findings, SeriesFindings):
            failing = len(findings.failing.get(found.space_id, ()))
            if failing:
                why = f"{texts.fails_on(failing, len(findings.walls))}{NBSP}: {why}"
        link = link_of(found, self._form, self._reference, self._answer.now)
        told = (space.name, site.municipality, why, link.words if link else "")
        icon = _ICONS[found.reasons[0]]
        return OtherLine(space.id, icon, space.name, site.municipality, why, link, _sentence(told))

    def _why(self, found: Found, reason: FindFault | Reason) -> str:
        """A few words, with the facts they need."""
        space = self._reference.spaces[found.space_id]
        if isinstance(reason, FindFault):
            words = self._reference.words["equipment"]
            missing = [
                words[code].label.lower() for code in words if code in self._need.equipment - space.equipment
            ]
            return find_fault_fact(reason, missing=missing, km=found.km, limit=self._need.max_km)
        facts = facts_of(
            self._reference,
            found.space_id,
            found.span,
            self._answer.now,
            participants=self._need.participants,
            blockers=found.blockers,
        )
        if self._need.layout:
            label = self._reference.words["layout"][self._need.layout].label.lower()
            facts = replace(facts, layout=self._need.layout, layout_label=label)
        fact = reason_fact(reason, facts)
        return texts.taken_words(fact) if reason is Reason.OVERLAP else fact

    def _room(self, found: Found) -> RoomWords:
        space, site = self._reference.spaces[found.space_id], self._reference.site(found.space_id)
        where = site.name
        if found.km is not None:
            near = site.municipality == self._form.place
            where = f"{site.name}, {texts.ON_SITE if near else format_km(_rounded(found.km))}"
        marks = equipment_marks(space.equipment, self._reference.words["equipment"])
        places = capacity_for(self._reference.facts[space.id], self._need.layout)
        return RoomWords(
            space_id=space.id,
            name=space.name,
            where=where,
            seats=texts.seats(places),
            spare=places_fact(found.unused_capacity),
            marks=(*marks, *((ACCESSIBLE,) if space.accessible else ())),
        )

    def _seed(self, space_id: int, span: Span, rooms: tuple[tuple[datetime, int], ...] = ()) -> BookingSeed:
        zone = self._reference.zone(space_id)
        start, end = to_wall(span.start, zone), to_wall(span.end, zone)
        if self._rule is not None:
            # A series keeps the wall clock that was asked for, whatever its first date.
            start, end = self._need.start, self._need.end
        return BookingSeed(
            space_id=space_id,
            start=start,
            end=end,
            participants=self._form.participants,
            layout=self._form.layout,
            organisation_id=self._form.organisation_id,
            accessible=self._form.accessible,
            rule=self._rule,
            rooms=rooms,
        )


def _price(amount: Decimal | None) -> str:
    return format_money(amount) if amount else texts.FREE


def _rounded(km: float) -> float:
    return float(round(km)) if km >= 1 else km


def _told(room: RoomWords) -> Sequence[str]:
    marks = ", ".join(mark.word for mark in room.marks)
    return (room.name, room.where, f"{room.seats}, {room.spare}", marks)


def _sentence(parts: Sequence[str]) -> str:
    """What a screen reader says of a line."""
    return ", ".join(part for part in parts if part)


def _near_slot(start: datetime, end: datetime, slot: str) -> str:
    """« vendredi 23 octobre, 9 h à 12 h »: the year goes without saying; ``slot`` where it takes days."""
    if start.date() != (end - timedelta.resolution).date():
        return slot
    return f"{format_date(start, year=False)}, {format_hours(start, end)}"
