"""What the import of teams says of what it refuses and adds."""

from __future__ import annotations

from typing import Final

DEFAULT_TEAM: Final = ("EV", "Équipe volante")
"""Code and name of the team of members whose file names none."""
FINER_THAN_A_METRE: Final = "La limite de déplacement du membre est plus fine que le mètre. Arrondissez-la."
