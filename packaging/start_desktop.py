"""Starts the window of the frozen program."""

import sys

from agence_desktop.__main__ import main

sys.exit(main())
