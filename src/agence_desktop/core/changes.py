"""What a command changed, told to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agence_desktop.core.spans import Span


@dataclass(frozen=True, slots=True)
class Change:
    """Topic (a slice's word such as ``bookings``), ids of the records, the span concerned where one is."""

    topic: str
    ids: tuple[int, ...]
    span: Span | None = None
