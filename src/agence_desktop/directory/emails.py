"""What an e-mail address is: one rule for forms, commands and files."""

from __future__ import annotations

import re
from typing import Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import quoted
from agence_desktop.directory import sentences

LONGEST_EMAIL: Final = 200
_APART: Final = r"\s@,;<>\x00-\x1f"
_EMAIL: Final = re.compile(rf"[^{_APART}]+@[^{_APART}.]+(\.[^{_APART}.]+)+")


def parse_email(text: str) -> str:
    """An address in lower case, the key of a person; raises InputError ``bad_email``.

    One « @ », a domain of several labels, nothing that separates addresses, 200 characters at most.
    """
    email = text.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise InputError("bad_email", sentences.BAD_EMAIL.format(text=quoted(text.strip())))
    return email
