"""How a connection to a server is encrypted where its address does not say so itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from sqlalchemy import URL

VERIFIED: Final = "verify-full"
SYSTEM: Final = "system"
"""libpq's word for the authorities that the operating system trusts."""


def encryption(
    url: URL, environment: Mapping[str, str] = os.environ, own_root: Path | None = None
) -> dict[str, str]:
    """What libpq has to be told beyond the address: a server elsewhere proves who it is, encrypted.

    What the address, its service or the environment says of it (``sslmode``, ``sslrootcert``) stands. The
    authority is that of libpq's own file, where there is one, else those of the system. ``own_root`` is that
    file.
    """
    if "service" in url.query or "PGSERVICE" in environment:
        return {}
    told: dict[str, str] = {}
    mode = _word(url, "sslmode") or environment.get("PGSSLMODE", "")
    if not mode and not is_local(url, environment):
        told["sslmode"] = mode = VERIFIED
    named = "sslrootcert" in url.query or "PGSSLROOTCERT" in environment
    if mode == VERIFIED and not named and not (own_root or _own_root(environment)).exists():
        told["sslrootcert"] = SYSTEM
    return told


def is_local(url: URL, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the address names this computer: a socket, ``localhost`` or a loopback address.

    The name decides, not where it leads: the other end of a tunnel proves its name as well.
    """
    given = url.query.get("host") or url.query.get("hostaddr") or environment.get("PGHOST", "")
    names = [url.host] if url.host else given.split(",") if isinstance(given, str) else given
    return all(_names_here(name.strip()) for name in names)


def _names_here(name: str) -> bool:
    if not name or name.startswith(("/", "@")):
        return True
    bare = name.partition(":")[0] if name.count(":") == 1 else name.strip("[]")
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare.lower().rstrip(".") == "localhost"


def _word(url: URL, name: str) -> str:
    given = url.query.get(name, "")
    return given if isinstance(given, str) else given[-1]


def _own_root(environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environment.get("APPDATA", "")) / "postgresql" / "root.crt"
    return Path.home() / ".postgresql" / "root.crt"
