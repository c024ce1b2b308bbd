"""Starts the command line of the frozen program."""

import sys

from agence_desktop.__main__ import admin

sys.exit(admin())
