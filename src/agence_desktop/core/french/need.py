"""« 14 personnes jeudi 22, 9-12, visio, près de Lévis »: a need typed in one line, read into its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.folding import WORD_END, folded, phrase_pattern, tidied
from agence_desktop.core.french.parse_dates import find_date
from agence_desktop.core.french.parse_times import MARKED_TIME, RANGE, parse_time, range_of

_PEOPLE = re.compile(
    r"(?:(?<!\w)pour )?(?<![\w.,/-])(?P<count>[0-9]{1,4}) ?"
    r"(?:personnes?|pers\b\.?|participante?s?|gens|places?)(?!\w)"
    r"|(?<!\w)pour (?P<only>[0-9]{1,4})(?= ?(?:,|$))"
)
_DISTANCE = re.compile(
    r"(?:(?<!\w)(?:a|dans un rayon de) )?(?:(?<!\w)(?:moins de|au plus) )?"
    r"(?<![\w.,])(?P<km>[0-9]{1,4}) ?km(?!\w)(?: (?:ou moins|au plus|maximum|max)(?!\w)\.?)?"
)
_LENGTH = re.compile(
    r"(?<!\w)(?:pendant|durant|pour|duree(?: de)?) (?:"
    r"(?P<hours>[0-9]{1,2}) ?h(?:eures?)?(?: ?(?P<rest>[0-5][0-9]))?"
    r"|(?P<minutes>[0-9]{1,4}) ?min(?:utes?)?"
    r")(?!\w)"
)
_HOURS = re.compile(rf"(?<![\w.,/:-]){RANGE}")
_FROM = re.compile(rf"(?:(?<!\w)(?:a|vers|des|de) )?(?<![\w.,/:-])(?P<start>{MARKED_TIME})(?!\w)")
_NEAR = (
    r"(?:(?<!\w)(?:(?:pres|autour|proche|a proximite|aux environs|region) (?:de |d'|du |des )"
    r"|(?:a|aux?|de) |d'))?"
)

# Words that carry nothing once the rest is read.
_FILLING = re.compile(
    r"a|aux?|avec|ayant|ce|dans|d|de|des|du|en|et|les?|la|l|pour|pres|proche|autour|qui|sur|une?|vers|ou|il|me|nous|"
    r"j|ai|je|faut|besoin|espaces?|local|salles?|reunion|rencontre"
)
_TAKEN = "\x00"
_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Need:
    """What was understood; None or empty where nothing was said.

    ``end`` of 00:00 is the midnight that ends the day; ``minutes`` is a length said without an end;
    ``equipment`` holds codes of the vocabulary in the order typed; ``unread`` is what was left, as typed.
    """

    participants: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    place: str | None = None
    km: int | None = None
    equipment: tuple[str, ...] = ()
    unread: str = ""

    @property
    def understood(self) -> bool:
        """Whether something was said and all of it was read."""
        return not self.unread and self != Need()


def parse_need(text: str, today: date, equipment: Mapping[str, str], places: Iterable[str]) -> Need:
    """Read a need; ``equipment`` gives a code for each French word or phrase, ``places`` the known names.

    A word of four letters or more may stand for the one piece of equipment that it begins (« visio »).
    Raises InputError for a date or time that does not exist, or nobody.
    """
    rest = _Rest(text)
    participants = _people(rest)
    distance = rest.take(_DISTANCE)
    minutes = _length(rest)
    day = rest.take_date(today)
    start, end = _times(rest)
    if start is not None and end is None and minutes is not None:
        end = _end(start, minutes)
    place = _place(rest, places)
    found = _equipment(rest, equipment)
    return Need(
        participants,
        day,
        start,
        end,
        None if end is not None else minutes,
        place,
        int(distance["km"]) if distance else None,
        found,
        rest.words(),
    )


class _Rest:
    """The text that is still unread: what is taken leaves a mark that no pattern crosses."""

    def __init__(self, text: str) -> None:
        self._tidy = tidied(text.replace(_TAKEN, " "))
        self.plain = folded(self._tidy)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.plain)
        if found:
            self.blank(*found.span())
        return found

    def take_date(self, today: date) -> date | None:
        found = find_date(self.plain, today)
        if found is None:
            return None
        day, start, end = found
        self.blank(start, end)
        return day

    def blank(self, start: int, end: int) -> None:
        self.plain = self.plain[:start] + _TAKEN * (end - start) + self.plain[end:]

    def words(self) -> str:
        """The words left, as typed, without those that carry nothing."""
        left = []
        for found in re.finditer(rf"[^\s,;'{_TAKEN}]+", self.plain):
            word = re.sub(r"^\W+|\W+$", "", found[0])
            if word and not _FILLING.fullmatch(word):
                left.append(self._tidy[found.start() : found.end()])
        return " ".join(left)


def _people(rest: _Rest) -> int | None:
    found = rest.take(_PEOPLE)
    if not found:
        return None
    count = int(found["count"] or found["only"])
    if not count:
        raise InputError("bad_number", "Écrivez au moins une personne, par exemple 14 personnes.")
    return count


def _length(rest: _Rest) -> int | None:
    found = rest.take(_LENGTH)
    if not found:
        return None
    minutes = int(found["minutes"] or 60 * int(found["hours"]) + int(found["rest"] or 0))
    return minutes or None


def _times(rest: _Rest) -> tuple[time | None, time | None]:
    if found := rest.take(_HOURS):
        hours = range_of(found)
        return hours.start, hours.end
    if found := rest.take(_FROM):
        return parse_time(found["start"]), None
    return None, None


def _end(start: time, minutes: int) -> time | None:
    """The end within the same day, midnight included, or None."""
    end = 60 * start.hour + start.minute + minutes
    return time(*divmod(end % _A_DAY, 60)) if end <= _A_DAY else None


def _place(rest: _Rest, places: Iterable[str]) -> str | None:
    for name in sorted(places, key=len, reverse=True):
        bare = re.sub(r"^(?:Les?|La) ", "", name)
        if rest.take(re.compile(rf"{_NEAR}(?:(?<!\w)(?:les?|la) )?{phrase_pattern(bare)}")):
            return name
    return None


def _equipment(rest: _Rest, vocabulary: Mapping[str, str]) -> tuple[str, ...]:
    where: dict[str, int] = {}
    for phrase in sorted(vocabulary, key=len, reverse=True):
        pattern = re.compile(phrase_pattern(phrase).removesuffix(WORD_END) + "s?" + WORD_END)
        if found := rest.take(pattern):
            where.setdefault(vocabulary[phrase], found.start())
    names = [(folded(tidied(phrase)), code) for phrase, code in vocabulary.items()]
    for word in list(re.finditer(r"[^\W\d_]{4,}", rest.plain)):
        codes = {code for name, code in names if name.startswith(word[0])}
        if len(codes) == 1 and not _FILLING.fullmatch(word[0]):
            rest.blank(*word.span())
            where.setdefault(codes.pop(), word.start())
    return tuple(sorted(where, key=lambda code: where[code]))
