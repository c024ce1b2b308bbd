"""Passwords in addresses of bases: found before an address is kept, hidden before it is shown."""

from __future__ import annotations

import re
from typing import Final

_USERS: Final = re.compile(r"(://[^/@\s]*?:).+(?=@)")
_GIVEN: Final = re.compile(r"([?&](?:ssl)?password=)[^&]*", re.IGNORECASE)
_HIDDEN: Final = r"\1…"


def without_password(address: str) -> str:
    """The address with « … » in the place of a password."""
    return _GIVEN.sub(_HIDDEN, _USERS.sub(_HIDDEN, address))


def holds_password(address: str) -> bool:
    """Whether an address must not be written anywhere."""
    return _USERS.search(address) is not None or _GIVEN.search(address) is not None
