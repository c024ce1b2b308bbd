"""French as the Office québécois de la langue française writes it, as people type it, and as it sorts.

A part is imported when one of its names is first asked for: the first window writes a date and reads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agence_desktop.core.french.dates import (
        format_date,
        format_end_time,
        format_hours,
        format_moment,
        format_month,
        format_near_date,
        format_near_moment,
        format_period,
        format_short_date,
        format_slot,
        format_time,
        format_weekdays,
    )
    from agence_desktop.core.french.grammar import (
        at,
        counted,
        elided,
        elides,
        listed,
        of,
        ordinal,
        pluralized,
        uncapitalized,
    )
    from agence_desktop.core.french.need import Need, parse_need
    from agence_desktop.core.french.numbers import (
        format_age,
        format_duration,
        format_money,
        format_number,
        format_percent,
        format_phone,
        format_quantity,
    )
    from agence_desktop.core.french.parse_dates import parse_date, parse_moment
    from agence_desktop.core.french.parse_iso import parse_iso_date, parse_iso_wall
    from agence_desktop.core.french.parse_times import TimeRange, parse_end_time, parse_hours, parse_time
    from agence_desktop.core.french.parse_values import (
        parse_decimal,
        parse_duration,
        parse_phone,
        parse_whole,
        parse_yes_no,
    )
    from agence_desktop.core.french.sorting import search_key, sort_key
    from agence_desktop.core.french.words import (
        MONTHS,
        NBSP,
        SHORT_MONTHS,
        SHORT_WEEKDAYS,
        WEEKDAYS,
        quoted,
    )

__all__ = [
    "MONTHS",
    "NBSP",
    "SHORT_MONTHS",
    "SHORT_WEEKDAYS",
    "WEEKDAYS",
    "Need",
    "TimeRange",
    "at",
    "counted",
    "elided",
    "elides",
    "format_age",
    "format_date",
    "format_duration",
    "format_end_time",
    "format_hours",
    "format_moment",
    "format_money",
    "format_month",
    "format_near_date",
    "format_near_moment",
    "format_number",
    "format_percent",
    "format_period",
    "format_phone",
    "format_quantity",
    "format_short_date",
    "format_slot",
    "format_time",
    "format_weekdays",
    "listed",
    "of",
    "ordinal",
    "parse_date",
    "parse_decimal",
    "parse_duration",
    "parse_end_time",
    "parse_hours",
    "parse_iso_date",
    "parse_iso_wall",
    "parse_moment",
    "parse_need",
    "parse_phone",
    "parse_time",
    "parse_whole",
    "parse_yes_no",
    "pluralized",
    "quoted",
    "search_key",
    "sort_key",
    "uncapitalized",
]

_PARTS = {
    "dates": (
        "format_date format_end_time format_hours format_moment format_month format_near_date "
        "format_near_moment "
        "format_period format_short_date format_slot format_time format_weekdays"
    ),
    "grammar": "at counted elided elides listed of ordinal pluralized uncapitalized",
    "need": "Need parse_need",
    "numbers": (
        "format_age format_duration format_money format_number format_percent format_phone format_quantity"
    ),
    "parse_dates": "parse_date parse_moment",
    "parse_iso": "parse_iso_date parse_iso_wall",
    "parse_times": "TimeRange parse_end_time parse_hours parse_time",
    "parse_values": "parse_decimal parse_duration parse_phone parse_whole parse_yes_no",
    "sorting": "search_key sort_key",
    "words": "MONTHS NBSP SHORT_MONTHS SHORT_WEEKDAYS WEEKDAYS quoted",
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names.split()}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if (part := _PART_OF.get(name)) is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{part}"), name)
        return found
