"""A draft of a sheet as it is kept on this computer, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agence_desktop.core.errors import InputError
from agence_desktop.desktop.positions.keys import SHEET_DRAFT
from agence_desktop.positions.codec import read_sheet, write_sheet
from agence_desktop.positions.editing import Content
from agence_desktop.positions.rows import Control, Diffusion, SheetReason

KIND = SHEET_DRAFT
"""The kind of draft of a sheet."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was being written: on which version of which sheet, as it was read, and as it stood.

    ``row_version`` is the one with which it may be saved.
    """

    number: str
    version: int
    row_version: int
    seen: Content
    content: Content
    not_secrets: tuple[str, ...] = ()


def draft_key(number: str, version: int) -> str:
    """The key of the draft of a version: one for each."""
    return f"{KIND}-{number}-{version}"


def kept_values(draft: KeptDraft) -> dict[str, Any]:
    """A draft as JSON values."""
    return {
        "number": draft.number,
        "version": draft.version,
        "row_version": draft.row_version,
        "seen": _written(draft.seen),
        "content": _written(draft.content),
        "not_secrets": list(draft.not_secrets),
    }


def kept_draft(values: Mapping[str, Any]) -> KeptDraft | None:
    """The draft of JSON values; None where they cannot be read."""
    try:
        return KeptDraft(
            str(values["number"]),
            int(values["version"]),
            int(values["row_version"]),
            _read(values["seen"]),
            _read(values["content"]),
            tuple(map(str, values.get("not_secrets", ()))),
        )
    except (InputError, KeyError, TypeError, ValueError):
        return None


def _written(content: Content) -> dict[str, Any]:
    control = content.control
    return {
        "sheet": write_sheet(content.sheet),
        "reason": control.reason and control.reason.value,
        "diffusion": control.diffusion and control.diffusion.value,
        "written_on": control.written_on and control.written_on.isoformat(),
        "next_review": control.next_review and control.next_review.isoformat(),
        "names": {name: list(names) for name, names in content.names.items()},
        "fresh": content.fresh,
    }


def _read(values: Mapping[str, Any]) -> Content:
    control = Control(
        SheetReason(values["reason"]) if values["reason"] else None,
        Diffusion(values["diffusion"]) if values["diffusion"] else None,
        date.fromisoformat(values["written_on"]) if values["written_on"] else None,
        date.fromisoformat(values["next_review"]) if values["next_review"] else None,
    )
    names = {str(name): tuple(map(int, known)) for name, known in values["names"].items()}
    return Content(read_sheet(values["sheet"]), control, names, int(values["fresh"]))
