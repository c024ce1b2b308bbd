"""Who uses this computer, as the operating system itself says."""

from __future__ import annotations

import os
import sys


def system_login() -> str:
    """The login of the process; environment variables, which anyone can set, are not asked."""
    if sys.platform == "win32":
        return _windows_login()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account that the computer does not list, as in some containers
        return str(os.getuid())


def _windows_login() -> str:  # pragma: no cover - Windows
    import ctypes

    get_name = getattr(ctypes, "windll").advapi32.GetUserNameW  # noqa: B009 - absent from Linux's ctypes
    size = ctypes.c_ulong(257)  # UNLEN + 1
    buffer = ctypes.create_unicode_buffer(size.value)
    if not get_name(buffer, ctypes.byref(size)):
        raise OSError("GetUserNameW failed")
    return buffer.value
