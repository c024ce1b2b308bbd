"""The text of a cell: one form for every value, the same in CSV and XLSX, and harmless in office programs.

Office programs run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. Texts are therefore
written with an apostrophe before such a beginning, and read without it; numbers are written as they are. The
rule is the same for texts that already begin so with apostrophes: what is written is always read back.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | bool | date | datetime | None
"""What a table gives to be written; None and the empty text are both an empty cell."""

_FORMULA = re.compile(r"'*[=+\-@\t\n]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\n]")


def text_of(value: Cell) -> str:
    """``oui``/``non``, 2026-12-01, 2026-12-01T09:00, numbers with a point and no exponent, texts as given."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case datetime():
            return value.isoformat(timespec="minutes" if value.second == 0 else "seconds")
        case date():
            return value.isoformat()
        case float():
            return format(Decimal(repr(value)).normalize() + 0, "f")
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def harmless(text: str) -> str:
    """The text as it is written where it might be taken for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """What ``harmless`` was given; line ends of every system become one ``\\n``."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain[1:] if _QUOTED_FORMULA.match(plain) else plain
