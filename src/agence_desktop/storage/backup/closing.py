"""The last bytes of an archive: the hash of all before them, so that no byte can change unseen."""

from __future__ import annotations

import hashlib
import os
from typing import IO, Final

_WORD: Final = b"agence sha256 "
_DIGITS: Final = hashlib.sha256().digest_size * 2
OPEN: Final = _WORD + b"0" * _DIGITS
"""The comment of a zip whose hash is still to come; zip puts it last."""


def close(file: IO[bytes]) -> None:
    """Write the hash over the zeros at the end of a finished zip; ``file`` is open for both."""
    digest = _digest(file)
    file.seek(-_DIGITS, os.SEEK_END)
    file.write(digest)


def is_whole(file: IO[bytes]) -> bool:
    """Whether an archive ends with the hash of what stands before."""
    size = file.seek(0, os.SEEK_END)
    if size < len(OPEN):
        return False
    file.seek(-len(OPEN), os.SEEK_END)
    return file.read() == _WORD + _digest(file)


def _digest(file: IO[bytes]) -> bytes:
    left = file.seek(0, os.SEEK_END) - _DIGITS
    file.seek(0)
    found = hashlib.sha256()
    while left > 0 and (content := file.read(min(left, 1 << 20))):
        found.update(content)
        left -= len(content)
    return found.hexdigest().encode()
