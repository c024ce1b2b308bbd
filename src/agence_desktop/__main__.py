"""The two programs: the window, and the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Start the window."""
    _serve_as_child()
    from agence_desktop.bootstrap import run_desktop

    return run_desktop(sys.argv[1:])


def admin() -> int:
    """Run agence-admin."""
    _serve_as_child()
    from agence_desktop.cli.main import main as run_command

    return run_command(sys.argv[1:])


def _serve_as_child() -> None:
    """In a frozen program, do the work of a second process where it was started for that, and end."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


if __name__ == "__main__":
    sys.exit(main())
