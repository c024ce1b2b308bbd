"""reglages: the settings that apply on this computer, and where each comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from agence_desktop.cli import reglages_texts as told
from agence_desktop.cli.context import Context
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.settings import REGISTRY, Loaded, without_password
from agence_desktop.storage.configuration import base_fault, effective_settings


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("reglages", help=told.HELP, description=told.HELP)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Show them; UNREADABLE where a source cannot be read, or the base cannot serve."""
    loaded = effective_settings()
    for setting in REGISTRY:
        row = {"key": setting.key, "value": _plain(loaded, setting.key)}
        context.output.result({**row, "origin": str(loaded.origins[setting.key])})
    for stray in loaded.strays:
        context.output.result({"unknown": stray.key, "origin": str(stray.origin), "place": stray.place})
    rows = [(one.key, one.purpose, _shown(loaded, one.key), _origin(loaded, one.key)) for one in REGISTRY]
    context.output.table((told.KEY, told.PURPOSE, told.VALUE, told.ORIGIN), rows)
    for stray in loaded.strays:
        context.output.message(told.unknown(stray.key, stray.place))
    unusable = base_fault(loaded)
    faults = [*loaded.faults, *([] if unusable is None else [unusable])]
    for fault in faults:
        context.output.message(fault.sentence)
    return int(ExitCode.UNREADABLE if faults else ExitCode.DONE)


def _plain(loaded: Loaded, key: str) -> Any:
    value = _told(loaded, key)
    return str(value) if isinstance(value, Decimal) else value


def _shown(loaded: Loaded, key: str) -> str:
    return told.value(_told(loaded, key))


def _told(loaded: Loaded, key: str) -> Any:
    """What is told goes into logs and messages to support: never a password."""
    value = getattr(loaded.settings, key)
    return without_password(value) if isinstance(value, str) else value


def _origin(loaded: Loaded, key: str) -> str:
    return told.ORIGINS[loaded.origins[key]]
