"""What a check of the database found wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: a code for programs, its subject, a French sentence."""

    code: str
    subject: str
    sentence: str
