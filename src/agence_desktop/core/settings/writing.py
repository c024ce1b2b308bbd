"""The file of a person's settings, written whole or not at all; what others wrote into it stays."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP
from agence_desktop.core.settings.passwords import holds_password
from agence_desktop.core.settings.reading import parsed
from agence_desktop.core.settings.registry import FILE_NAME, REGISTRY, Settings

_OURS = re.compile(rf"\s*(?:{'|'.join(setting.key for setting in REGISTRY)})\s*=")
_ASIDE = "agence-illisible"


def write_settings(folder: Path, settings: Settings) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one, whole.

    Defaults are not written, for they may change with the program. Keys and remarks that are not ours stay,
    as those of a newer program on the same profile; a file that cannot be read stays under another name.
    Raises InputError for an address that holds a password, OSError where the folder cannot be written.
    """
    if settings.base and holds_password(settings.base):
        raise InputError(
            "secret_in_settings",
            "L’adresse de la base contient un mot de passe. Retirez-le de l’adresse\u00a0: "
            "le programme le demandera et le confiera au coffre du système.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    content = _with_strangers(path, _written(settings)).encode("utf-8")
    handle, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _with_strangers(path: Path, ours: str) -> str:
    """Our lines, then those of the former file that are not ours; what cannot be kept so is set aside."""
    if not path.exists():
        return ours
    try:
        before = _without_ours(parsed(path))
        lines = "".join(_strange_lines(path.read_text("utf-8-sig")))
        if lines.strip() == "":
            lines = ""
        text = f"{ours}{lines}"
        if _without_ours(tomllib.loads(text, parse_float=Decimal)) == before:
            return text
    except (InputError, tomllib.TOMLDecodeError):
        pass
    _set_aside(path)
    return ours


def _without_ours(values: dict[str, Any]) -> dict[str, Any]:
    keys = {setting.key for setting in REGISTRY}
    return {key: value for key, value in values.items() if key not in keys}


def _strange_lines(text: str) -> Iterator[str]:
    """Lines that hold no setting of ours; a value over several lines is told by the reading that follows."""
    remarks = {_remark(setting.purpose, setting.accepts) for setting in REGISTRY}
    at_top = True
    for line in text.splitlines(keepends=True):
        at_top = at_top and not line.lstrip().startswith("[")
        if at_top and (_OURS.match(line) or line.rstrip("\r\n") in remarks):
            continue
        yield line if line.endswith("\n") else f"{line}\n"


def _set_aside(path: Path) -> None:
    number, target = 1, path.with_name(f"{_ASIDE}{path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{_ASIDE}-{number}{path.suffix}")
    path.rename(target)


def _remark(purpose: str, accepts: str) -> str:
    return f"# {purpose}{NBSP}: {accepts}"


def _written(settings: Settings) -> str:
    default = Settings()
    lines: list[str] = []
    for setting in REGISTRY:
        value = getattr(settings, setting.key)
        if value != getattr(default, setting.key):
            lines += [_remark(setting.purpose, setting.accepts), f"{setting.key} = {_toml(value)}"]
    return "".join(f"{line}\n" for line in lines)


def _toml(value: str | bool | Decimal) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(value)
    # A JSON string is a TOML string, but for the one control character that JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
