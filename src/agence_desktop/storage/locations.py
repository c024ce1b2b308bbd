"""Where a database stands: a file of this computer or a PostgreSQL server."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from agence_desktop.core.errors import InputError, UnreachableError
from agence_desktop.storage import sentences

NETWORK_FILE_SYSTEMS = frozenset(
    {"9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "smb2", "smb3", "smbfs"}
    | {"fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
)
_SCHEME = re.compile(r"^([a-z][a-z0-9+]+)://", re.IGNORECASE)
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}
_DRIVE_REMOTE = 4

DriveProbe = Callable[[Path], str | None]
"""Tells the kind of network a path leads to, or None when it stands on this computer."""


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database in one file of this computer; ``path`` is absolute."""

    path: Path

    @property
    def shown(self) -> str:
        """What may be shown and logged."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A database on a PostgreSQL server; the URL may hold a password, which is never shown."""

    url: URL = field(repr=False)

    @property
    def shown(self) -> str:
        """What may be shown and logged: server and name, without user nor password."""
        host = self.url.query.get("host", "") if self.url.host is None else self.url.host
        port = f":{self.url.port}" if self.url.port else ""
        return f"{host if isinstance(host, str) else ', '.join(host)}{port}/{self.url.database or ''}"

    def with_password(self, password: str) -> PostgresServer:
        """The same database with the password kept elsewhere (the operating system's store)."""
        return PostgresServer(self.url.set(password=password))


DatabaseLocation = SqliteFile | PostgresServer


def parse_location(text: str) -> DatabaseLocation:
    """Read a file path, ``sqlite:///path``, ``postgresql://…`` or ``postgres://…``; else raise InputError."""
    text = text.strip()
    if not text:
        raise InputError("bad_location", sentences.EMPTY_LOCATION)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return SqliteFile(_absolute(text))
    name = scheme.group(1).lower()
    if name == "sqlite" and text[scheme.end() :].startswith("/"):
        return SqliteFile(_absolute(text[scheme.end() + 1 :]))
    if name not in _POSTGRESQL:
        raise InputError("bad_location", sentences.BAD_LOCATION.format(text=f"{name}://"))
    try:
        url = make_url(text).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # The text itself is not repeated: it may hold a password.
        raise InputError("bad_location", sentences.BAD_LOCATION.format(text=f"{name}://…")) from None
    return PostgresServer(url)


def _absolute(text: str) -> Path:
    # A UNC path typed on Linux is kept as it is, to be refused with its own sentence.
    return Path(text) if text.startswith("\\\\") else Path(text).expanduser().absolute()


def refuse_network_drive(path: Path, probe: DriveProbe | None = None) -> None:
    """Raise UnreachableError where SQLite's locks cannot be trusted: UNC paths, mapped and mounted drives."""
    kind = "UNC" if _is_unc(str(path)) else (probe or network_kind)(path)
    if kind is not None:
        raise UnreachableError("network_drive", sentences.NETWORK_DRIVE.format(path=path, kind=kind))


def _is_unc(text: str, windows: bool = os.name == "nt") -> bool:
    if not windows and not text.startswith("\\\\"):
        return False
    drive = PureWindowsPath(text).drive.upper()
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive.startswith(("\\\\?\\UNC", "\\\\.\\UNC"))
    return drive.startswith("\\\\")


def network_kind(path: Path) -> str | None:
    """The network file system that holds the path, as this operating system tells it."""
    if sys.platform == "win32":
        return _windows_kind(path)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None  # not Linux: nothing to ask
    return mounted_kind(path.resolve(), mounts)


def mounted_kind(path: Path, mounts: str) -> str | None:
    """The network file system of an absolute path, by the text of ``/proc/mounts``."""
    kind, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), fields[1]))
        # The last of two mounts on one point hides the first.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = fields[2], len(point.parts)
    return kind if kind in NETWORK_FILE_SYSTEMS else None


def _windows_kind(path: Path) -> str | None:  # pragma: no cover - Windows
    import ctypes

    drive_type = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009 - absent from Linux's ctypes
    for candidate in (path.absolute(), path.resolve()):
        if _is_unc(str(candidate), windows=True):
            return "UNC"
        if drive_type(f"{candidate.drive}\\") == _DRIVE_REMOTE:
            return candidate.drive
    return None
