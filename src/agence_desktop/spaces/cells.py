"""Cells of the table `espaces` that hold several values: capacities by layout, and fixed equipment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted

_CAPACITY = re.compile(r"(?P<layout>[^*]+?)\s*\*\s*(?P<places>[0-9]{1,6})")

Word = Callable[[str], str]
"""The code of a word of a list; raises InputError for one that is not known."""


def parse_capacities(text: str, layout: Word) -> dict[str, int]:
    """Read ``u*12+ecole*20``; raises InputError ``bad_capacities``, also for a layout named twice."""
    found: dict[str, int] = {}
    for piece in text.split("+"):
        match = _CAPACITY.fullmatch(piece.strip())
        if match is None or int(match["places"]) < 1:
            raise InputError(
                "bad_capacities",
                f"La capacité {quoted(piece.strip() or text)} ne se lit pas{NBSP}: écrivez une disposition, "
                f"«{NBSP}*{NBSP}» et un nombre de places, par exemple u*12+ecole*20.",
            )
        code = layout(match["layout"])
        if code in found:
            raise InputError("bad_capacities", f"La disposition {quoted(code)} est donnée deux fois.")
        found[code] = int(match["places"])
    return found


def format_capacities(capacities: Mapping[str, int]) -> str:
    """The text that ``parse_capacities`` reads back, layouts in order."""
    return "+".join(f"{layout}*{places}" for layout, places in sorted(capacities.items()))


def parse_codes(text: str, word: Word) -> frozenset[str]:
    """Read ``wifi+projecteur``; raises what ``word`` raises."""
    return frozenset(word(piece.strip()) for piece in text.split("+") if piece.strip())


def format_codes(codes: frozenset[str]) -> str:
    """The text that ``parse_codes`` reads back, in order."""
    return "+".join(sorted(codes))
