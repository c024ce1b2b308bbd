"""Whose a file of Windows is: one for everybody on a computer is written by its administration."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any, Final, Protocol

ADMINISTRATION: Final = frozenset({"S-1-5-18", "S-1-5-32-544"})
"""The system, by which deployments write, and the administrators, as whom an elevated one does."""
_FILE, _OWNER, _QUERY, _USER = 1, 1, 8, 1
_PERSON_BYTES: Final = 256


class Accounts(Protocol):
    """What is asked of Windows; both raise OSError. An account is told as its SID."""

    def owner(self, path: Path) -> str: ...

    def person(self) -> str: ...


def may_speak_for_everybody(path: Path, accounts: Accounts | None = None) -> bool:
    """Whether administration wrote the file, or the person who runs this, who decides for themself anyway.

    Anybody may make files under ProgramData. A file whose owner cannot be told is a stranger's; elsewhere
    than on Windows such files stand where administration alone writes.
    """
    accounts = accounts or _windows()
    if accounts is None:
        return True
    try:
        owner = accounts.owner(path)
        return owner in ADMINISTRATION or owner == accounts.person()
    except OSError:
        return False


def _windows() -> Accounts | None:
    return _Windows() if sys.platform == "win32" else None


class _Windows:  # pragma: no cover - Windows
    def __init__(self) -> None:
        load = getattr(ctypes, "WinDLL")  # noqa: B009 - absent from Linux's ctypes
        self._security: Any = load("advapi32")
        self._system: Any = load("kernel32")
        pointer = ctypes.c_void_p
        self._security.GetNamedSecurityInfoW.argtypes = [
            *(ctypes.c_wchar_p, ctypes.c_int, ctypes.c_uint32),
            *[pointer] * 5,
        ]
        self._security.ConvertSidToStringSidW.argtypes = [pointer, pointer]
        self._security.OpenProcessToken.argtypes = [pointer, ctypes.c_uint32, pointer]
        self._security.GetTokenInformation.argtypes = [
            *(pointer, ctypes.c_int, pointer, ctypes.c_uint32, pointer),
        ]
        self._system.GetCurrentProcess.restype = pointer
        self._system.CloseHandle.argtypes = self._system.LocalFree.argtypes = [pointer]

    def owner(self, path: Path) -> str:
        owner, described = ctypes.c_void_p(), ctypes.c_void_p()
        code = self._security.GetNamedSecurityInfoW(
            *(str(path), _FILE, _OWNER, ctypes.byref(owner), None, None, None, ctypes.byref(described))
        )
        if code:
            raise OSError(code, "GetNamedSecurityInfo")
        try:
            return self._told(owner)
        finally:
            self._system.LocalFree(described)

    def person(self) -> str:
        token = ctypes.c_void_p()
        process = self._system.GetCurrentProcess()
        if not self._security.OpenProcessToken(process, _QUERY, ctypes.byref(token)):
            raise OSError("OpenProcessToken")
        try:
            found = ctypes.create_string_buffer(_PERSON_BYTES)
            size = ctypes.c_uint32()
            if not self._security.GetTokenInformation(
                *(token, _USER, found, _PERSON_BYTES, ctypes.byref(size))
            ):
                raise OSError("GetTokenInformation")
            # What is found begins with the place of the SID.
            return self._told(ctypes.c_void_p.from_buffer(found))
        finally:
            self._system.CloseHandle(token)

    def _told(self, account: ctypes.c_void_p) -> str:
        told = ctypes.c_wchar_p()
        if not self._security.ConvertSidToStringSidW(account, ctypes.byref(told)):
            raise OSError("ConvertSidToStringSid")
        try:
            return told.value or ""
        finally:
            self._system.LocalFree(told)
