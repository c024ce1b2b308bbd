"""The one way in which rows of texts become the bytes of an archive's CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

LINE_END: Final = "\r\n"
"""Of RFC 4180; both characters are then quoted wherever a value holds them."""


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Lines of CSV in UTF-8."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=LINE_END).writerows(rows)
    return buffer.getvalue().encode()
