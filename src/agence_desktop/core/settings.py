"""The settings of this computer's user: one typed registry, read from a TOML file and the environment."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from agence_desktop.core.appearance import Theme
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted

FILE_NAME: Final = "agence.toml"
BASE_VARIABLE: Final = "AGENCE_BASE"

# tomllib tells where it stopped in English only.
_LINE = re.compile(r"\bline ([0-9]+)")
_PASSWORD = re.compile(r"://[^/@\s]*:[^@]+@|[?&]password=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; ``base`` is an SQLite file or a ``postgresql://`` address.

    ``keep_password`` says only that the system's store is to be asked; the password itself stands there.
    """

    base: str | None = None
    theme: Theme = Theme.SYSTEM
    hours_per_day: Decimal = Decimal(7)
    hours_per_week: Decimal = Decimal(35)
    keep_password: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of the registry: what it is for, what it accepts, and how its TOML value is read.

    ``read`` raises ValueError or TypeError for a value it does not accept.
    """

    key: str
    purpose: str
    accepts: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read, with the keys of the file that no setting has."""

    settings: Settings
    unknown: tuple[str, ...] = ()


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a text")
    return value.strip()


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _hours(most: int) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise TypeError("a number")
        hours = Decimal(value)
        if not hours.is_finite() or not 0 < hours <= most:
            raise ValueError("out of bounds")
        return hours

    return read


REGISTRY: Final = (
    Setting("base", "Base de données à ouvrir", "un fichier ou une adresse postgresql://", _text),
    Setting("theme", "Couleurs de la fenêtre", f"un de ces mots{NBSP}: {', '.join(Theme)}", Theme),
    Setting("hours_per_day", "Durée d’une journée de travail", "un nombre d’heures, 24 au plus", _hours(24)),
    Setting(
        "hours_per_week", "Durée d’une semaine de travail", "un nombre d’heures, 168 au plus", _hours(168)
    ),
    Setting("keep_password", "Mot de passe confié au coffre du système", "true ou false", _yes_or_no),
)


def read_settings(folder: Path, environ: Mapping[str, str]) -> Loaded:
    """The settings of ``folder``; ``AGENCE_BASE`` of the environment wins over the file.

    An absent file gives the defaults. Raises InputError for an unreadable file or value.
    """
    raw = _parsed(folder / FILE_NAME)
    values = {
        setting.key: _value(setting, raw.pop(setting.key)) for setting in REGISTRY if setting.key in raw
    }
    settings = Settings(**values)
    if address := environ.get(BASE_VARIABLE, "").strip():
        settings = replace(settings, base=address)
    return Loaded(settings, tuple(sorted(raw)))


def write_settings(folder: Path, settings: Settings) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one, whole.

    Defaults are not written, for they may change with the program, nor unknown keys. Raises InputError for an
    address that holds a password, OSError where the folder cannot be written.
    """
    if settings.base and _PASSWORD.search(settings.base):
        raise InputError(
            "secret_in_settings",
            "L’adresse de la base contient un mot de passe. Retirez-le de l’adresse\u00a0: "
            "le programme le demandera et le confiera au coffre du système.",
        )
    content = _written(settings).encode("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / FILE_NAME)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        line = _LINE.search(str(fault))
        where = f" (ligne{NBSP}{line[1]})" if line else ""
        raise InputError(
            "bad_settings",
            f"Le fichier de réglages {quoted(str(path))} ne peut pas être lu{where}. "
            "Corrigez-le, ou renommez-le pour repartir des réglages d’origine.",
        ) from fault


def _value(setting: Setting, raw: Any) -> Any:
    try:
        return setting.read(raw)
    except (TypeError, ValueError) as fault:
        raise InputError(
            "bad_setting",
            f"Le réglage {quoted(setting.key)} n’est pas valide. Écrivez {setting.accepts}.",
        ) from fault


def _written(settings: Settings) -> str:
    default = Settings()
    lines: list[str] = []
    for setting in REGISTRY:
        value = getattr(settings, setting.key)
        if value != getattr(default, setting.key):
            lines += [f"# {setting.purpose}{NBSP}: {setting.accepts}", f"{setting.key} = {_toml(value)}"]
    return "".join(f"{line}\n" for line in lines)


def _toml(value: str | bool | Decimal) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(value)
    # A JSON string is a TOML string, but for the one control character that JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
