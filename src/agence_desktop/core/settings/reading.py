"""Settings as they apply: policy of the computer, its file, its package, environment, person, defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted
from agence_desktop.core.settings.policy import KEY, PACKAGE_KEY
from agence_desktop.core.settings.registry import (
    BASE_VARIABLE,
    FILE_NAME,
    REGISTRY,
    Origin,
    Setting,
    Settings,
)

# tomllib tells where it stopped in English only.
_LINE = re.compile(r"\bline ([0-9]+)")
POLICY_PLACE: Final = rf"HKLM\{KEY}"
PACKAGE_PLACE: Final = rf"HKLM\{PACKAGE_KEY}"

PolicyReader = Callable[[], Mapping[str, Any]]
"""Gives the values that the administration of the computer imposes, by key; raises OSError."""


Trust = Callable[[Path], bool]
"""Whether a file was written by somebody who may speak for everybody on this computer."""


def no_policy() -> Mapping[str, Any]:
    """Nothing is imposed."""
    return {}


def anybody(_: Path) -> bool:
    """Whoever wrote a file may."""
    return True


@dataclass(frozen=True, slots=True)
class Sources:
    """Where settings are looked for: the folders of the person and of the computer, and the rest.

    ``here`` holds what the person chose for this computer alone, where ``user`` follows them to others.
    """

    user: Path
    machine: Path | None = None
    environ: Mapping[str, str] = field(default_factory=dict)
    policy: PolicyReader = no_policy
    package: PolicyReader = no_policy
    here: Path | None = None
    trusted: Trust = anybody


class Stray(NamedTuple):
    """A key that no setting has, and where it stands."""

    origin: Origin
    place: str
    key: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as they apply, where each comes from, the keys that no setting has, and what was not readable.

    A value that cannot be read counts as absent; ``faults`` tell of it.
    """

    settings: Settings
    origins: Mapping[str, Origin] = field(default_factory=dict)
    strays: tuple[Stray, ...] = ()
    faults: tuple[InputError, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The keys that no setting has."""
        return tuple(sorted({stray.key for stray in self.strays}))

    def imposed(self, key: str) -> bool:
        """Whether the person cannot change this setting."""
        return self.origins.get(key) in (Origin.POLICY, Origin.MACHINE, Origin.INSTALLER)

    def or_fault(self) -> Loaded:
        """The same; raises the InputError of the first value or file that is not readable."""
        if self.faults:
            raise self.faults[0]
        return self


def read_settings(folder: Path, environ: Mapping[str, str]) -> Loaded:
    """The settings of ``folder``; ``AGENCE_BASE`` of the environment wins over the file.

    An absent file gives the defaults. Raises InputError for an unreadable file or value.
    """
    return load_settings(Sources(folder, environ=environ)).or_fault()


def load_settings(sources: Sources) -> Loaded:
    """What applies of all sources; never raises, for a damaged source must not bar the others."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    strays: list[Stray] = []
    faults: list[InputError] = []
    for layer in _layers(sources, faults):
        for key, raw in layer.raw.items():
            setting = _BY_KEY.get(key)
            if setting is None:
                strays.append(Stray(layer.origin, layer.place, key))
            elif key not in values:
                try:
                    values[key] = layer.read(setting, raw)
                    origins[key] = layer.origin
                except (TypeError, ValueError):
                    faults.append(_bad_value(setting, layer))
    for setting in REGISTRY:
        origins.setdefault(setting.key, Origin.DEFAULT)
    return Loaded(Settings(**values), origins, tuple(strays), tuple(faults))


_BY_KEY: Final = {setting.key: setting for setting in REGISTRY}


class _Layer(NamedTuple):
    origin: Origin
    place: str
    raw: Mapping[str, Any]
    read: Callable[[Setting, Any], Any] = lambda setting, raw: setting.read(raw)


def _layers(sources: Sources, faults: list[InputError]) -> Iterator[_Layer]:
    """The strongest first; a source that cannot be read is told in ``faults``."""
    yield from _registry_layer(Origin.POLICY, POLICY_PLACE, sources.policy, faults)
    if sources.machine is not None:
        path = sources.machine / FILE_NAME
        for layer in _file_layer(Origin.MACHINE, path, faults):
            # Asked once it is read: what is put there meanwhile is a stranger's too.
            if layer.raw and not sources.trusted(path):
                faults.append(_not_trusted(path))
            else:
                yield layer
    yield from _registry_layer(Origin.INSTALLER, PACKAGE_PLACE, sources.package, faults)
    if address := sources.environ.get(BASE_VARIABLE, "").strip():
        yield _Layer(Origin.ENVIRONMENT, BASE_VARIABLE, {"base": address})
    for folder in (sources.here, sources.user):
        if folder is not None:
            yield from _file_layer(Origin.USER, folder / FILE_NAME, faults)


def _registry_layer(
    origin: Origin, place: str, read: PolicyReader, faults: list[InputError]
) -> Iterator[_Layer]:
    try:
        imposed = {_canonical(key): value for key, value in read().items()}
        yield _Layer(origin, place, imposed, lambda setting, raw: setting.read_policy(raw))
    except OSError:
        faults.append(
            InputError(
                "bad_settings",
                f"Les réglages imposés à cet ordinateur ({place}) ne peuvent pas être lus. "
                "Signalez-le à votre soutien informatique.",
            )
        )


def _canonical(name: str) -> str:
    """Names of the registry of Windows have no case."""
    return name.lower()


def _file_layer(origin: Origin, path: Path, faults: list[InputError]) -> Iterator[_Layer]:
    try:
        yield _Layer(origin, str(path), parsed(path))
    except InputError as fault:
        faults.append(fault)


def parsed(path: Path) -> dict[str, Any]:
    """What a file of settings says, empty where there is none; raises InputError ``bad_settings``."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise InputError(
            "bad_settings",
            f"Le fichier de réglages «{NBSP}{path}{NBSP}» ne peut pas être lu{_reason(fault)}. "
            "Corrigez-le, ou renommez-le pour repartir des réglages d’origine.",
        ) from fault


def _reason(fault: Exception) -> str:
    if isinstance(fault, UnicodeDecodeError):
        return f"{NBSP}: il n’est pas en UTF-8"
    line = _LINE.search(str(fault))
    if not line:
        return ""
    # A path between quotation marks: the first mistake of everybody on Windows.
    escaped = "escape" in str(fault) or "hex value" in str(fault)
    path = "; un chemin s’écrit entre apostrophes" if escaped else ""
    return f" (ligne{NBSP}{line[1]}{path})"


def _not_trusted(path: Path) -> InputError:
    return InputError(
        "bad_settings",
        f"Le fichier de réglages «{NBSP}{path}{NBSP}» est pour tout cet ordinateur, mais il n’appartient "
        "pas à son administration. Il est sans effet. Signalez-le à votre soutien informatique.",
    )


def _bad_value(setting: Setting, layer: _Layer) -> InputError:
    accepts = setting.policy_accepts if layer.origin is Origin.POLICY else setting.accepts
    return InputError(
        "bad_setting",
        f"Le réglage {quoted(setting.key)} de «{NBSP}{layer.place}{NBSP}» n’est pas valide. "
        f"Écrivez {accepts}.",
    )
