"""The two programs: the window, and the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Start the window."""
    from agence_desktop.bootstrap import run_desktop

    return run_desktop(sys.argv[1:])


def admin() -> int:
    """Run agence-admin."""
    from agence_desktop.cli.main import main as run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
