"""Names and sizes that several parts of the shell share."""

from __future__ import annotations

HOME_KEY = "accueil"
SIZE = (1440, 900)
LEAST = (1060, 700)
"""What the largest place needs, with the title of the window."""
RAIL = "window/rail_wide"
APPEARANCE = "window/appearance"
