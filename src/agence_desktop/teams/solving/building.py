"""The problem of allocation in whole numbers, in an order that does not depend on how it was given."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import floor, gcd, lcm

from agence_desktop.teams.feasibility import Fit, Judge, SeatKey, Verdict
from agence_desktop.teams.objective import weight_of
from agence_desktop.teams.problem import Seat
from agence_desktop.teams.solving.model import Model, Row

TIE_BITS = 20


@dataclass(frozen=True, slots=True)
class Keys:
    """What the numbers of a model stand for: seats and members in the order of their keys."""

    seats: tuple[SeatKey, ...]
    members: tuple[str, ...]

    def named(self, pair: tuple[int, int]) -> tuple[SeatKey, str]:
        """The seat and the member of a pair."""
        return self.seats[pair[0]], self.members[pair[1]]


def build_model(
    judge: Judge, verdicts: Mapping[SeatKey, Mapping[str, Verdict]], pins: Mapping[SeatKey, str] | None = None
) -> tuple[Model, Keys]:
    """The model of the judged seats of a problem; every pin is a pair that fits (else KeyError)."""
    seats = {(seat.request, seat.number): seat for seat in judge.problem.seats}
    keys = Keys(tuple(sorted(verdicts)), tuple(sorted(judge.members)))
    ranks = {key: number for number, key in enumerate(keys.members)}
    pairs: list[tuple[int, int]] = []
    fits: list[Fit] = []
    for number, key in enumerate(keys.seats):
        found = [(ranks[member], one) for member, one in verdicts[key].items() if isinstance(one, Fit)]
        for rank, fit in sorted(found, key=lambda each: each[0]):
            pairs.append((number, rank))
            fits.append(fit)
    by_seat = [seats[key] for key in keys.seats]
    unit = lcm(*(seat.effort.denominator for seat in by_seat))
    place = {pair: number for number, pair in enumerate(pairs)}
    numbers = {key: number for number, key in enumerate(keys.seats)}
    model = Model(
        pairs=tuple(pairs),
        weights=tuple(
            weight_of(judge.requests[by_seat[seat].request], judge.problem.settings) for seat, _ in pairs
        ),
        costs=tuple(int(fit.cost.total * 100) for fit in fits),
        loads=tuple(
            int(by_seat[seat].effort * unit) * fit.served_days
            for (seat, _), fit in zip(pairs, fits, strict=True)
        ),
        ties=tuple(_tie(*keys.named(pair)) for pair in pairs),
        rows=tuple(_rows(judge, keys, by_seat, pairs, fits)),
        unit=unit,
        pinned=tuple(sorted(place[numbers[key], ranks[member]] for key, member in (pins or {}).items())),
    )
    return model, keys


def _tie(seat: SeatKey, member: str) -> int:
    """A number drawn from the keys alone: among equals nobody is favoured by the letter of their name."""
    told = "\0".join((seat[0], str(seat[1]), member)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big") >> (64 - TIE_BITS)


def _rows(
    judge: Judge, keys: Keys, seats: Sequence[Seat], pairs: Sequence[tuple[int, int]], fits: Sequence[Fit]
) -> Iterable[Row]:
    """One seat of a request for a member, and no day above what is left."""
    of_request: dict[tuple[str, int], list[int]] = defaultdict(list)
    of_member: dict[int, list[int]] = defaultdict(list)
    for number, (seat, member) in enumerate(pairs):
        of_request[seats[seat].request, member].append(number)
        of_member[member].append(number)
    for group in of_request.values():
        if len(group) > 1:
            yield Row(tuple(group), (1,) * len(group), 1)
    for member, group in of_member.items():
        if len(group) > 1:
            efforts = [seats[pairs[number][0]].effort for number in group]
            served = [fits[number].served for number in group]
            days = judge.days[keys.members[member]]
            shared = {together: days.least_room(on) for together, on in _together(served).items()}
            yield from _capacity_rows(group, efforts, shared)


def _together(served: Sequence[int]) -> Mapping[int, int]:
    """The days by who serves them: sets of pairs (bits) to days (bits)."""
    groups = {0: reduce(int.__or__, served, 0)}
    for number, on in enumerate(served):
        split: dict[int, int] = {}
        for together, days in groups.items():
            if days & on:
                split[together | 1 << number] = days & on
            if days & ~on:
                split[together] = days & ~on
        groups = split
    return groups


def _capacity_rows(
    group: Sequence[int], efforts: Sequence[Fraction], shared: Mapping[int, Fraction]
) -> Iterable[Row]:
    """What does not fit together on some day, without the rows that follow from another one."""
    tight: list[tuple[int, Fraction]] = []
    for together, room in sorted(shared.items(), key=lambda each: (-each[0].bit_count(), each)):
        bits = [bit for bit in range(len(group)) if together >> bit & 1]
        followed = any(together & ~other == 0 and least <= room for other, least in tight)
        if followed or sum(efforts[bit] for bit in bits) <= room:
            continue
        tight.append((together, room))
        yield _whole_row([group[bit] for bit in bits], [efforts[bit] for bit in bits], room)


def _whole_row(pairs: Sequence[int], efforts: Sequence[Fraction], room: Fraction) -> Row:
    """Efforts within a room, in whole numbers: what is left below the common measure is of no use."""
    unit = lcm(*(effort.denominator for effort in efforts))
    values = [int(effort * unit) for effort in efforts]
    measure = gcd(*values)
    return Row(tuple(pairs), tuple(value // measure for value in values), floor(room * unit) // measure)
