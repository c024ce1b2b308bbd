"""What stood in the way of a file or a folder, in French; the system tells it in its own language."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP

_WHY: Final[Mapping[int | None, str]] = {
    errno.ENOENT: "il n’y a rien à cet endroit",
    errno.ENOTDIR: "il n’y a rien à cet endroit",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EROFS: "le disque ne s’écrit pas",
    errno.ENOSPC: "le disque est plein",
    errno.EFBIG: "le disque ne prend pas un fichier si grand",
    errno.EIO: "le disque ne répond pas correctement",
    errno.ENAMETOOLONG: "le nom est trop long",
}
_WHY_OF_WINDOWS: Final[Mapping[int | None, str]] = {
    32: "il est ouvert dans un autre programme",
    33: "il est ouvert dans un autre programme",
}
"""Windows tells a file that another program holds as a refusal like any other, but for its own number."""


def why(fault: OSError) -> str:
    """The reason in a few words, to follow a colon."""
    held = _WHY_OF_WINDOWS.get(getattr(fault, "winerror", None))
    return held or _WHY.get(fault.errno) or f"erreur {fault.errno or type(fault).__name__} du système"


def file_refused(fault: OSError) -> InputError | None:
    """The same as an error for people, where a file or folder is what refused; None otherwise.

    A file that is not there may be one that should have come with the program: that is none of theirs.
    """
    place = fault.filename2 or fault.filename
    if not isinstance(place, str) or fault.errno == errno.ENOENT:
        return None
    told = (
        f"«{NBSP}{place}{NBSP}» ne peut pas être lu ou écrit{NBSP}: {why(fault)}. Choisissez un autre "
        "dossier, ou vérifiez vos droits et l’espace libre."
    )
    return InputError("file_refused", told)
