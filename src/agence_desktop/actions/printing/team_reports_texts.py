"""What statements, evaluations and the report on the bench say beside what is stored."""

from __future__ import annotations

from typing import Final

UNKNOWN_STATEMENT: Final = "Ce relevé n’existe pas dans cette base."
UNKNOWN_MANDATE: Final = "Ce mandat n’est pas terminé, ou n’existe pas dans cette base."
FOR_CLIENT: Final = "client et organisme prêteur"
FOR_SIDE: Final = "client, membre et équipe volante"
FOR_MANAGERS: Final = "gestionnaires des équipes volantes"
MANAGER: Final = "gestionnaire de l’équipe volante"
LENDER: Final = "organisme prêteur"
PRINT_BENCH: Final = "imprimer l’utilisation des équipes volantes"
CLIENT: Final = "client"
MEMBER: Final = "membre"
