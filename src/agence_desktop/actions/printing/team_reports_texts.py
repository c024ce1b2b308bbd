"""What the report on the bench says beside what is stored."""

from __future__ import annotations

from typing import Final

FOR_MANAGERS: Final = "gestionnaires des équipes volantes"
PRINT_BENCH: Final = "imprimer l’utilisation des équipes volantes"
