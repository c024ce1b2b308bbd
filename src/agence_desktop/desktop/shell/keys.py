"""Names and sizes that several parts of the shell share."""

from __future__ import annotations

HOME_KEY = "accueil"
SIZE = (1440, 900)
RAIL = "window/rail_wide"
APPEARANCE = "window/appearance"
