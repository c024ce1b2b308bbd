"""What estimates say, in French."""

from __future__ import annotations

from decimal import Decimal

from agence_desktop.core.french import format_money

LINES, OBJECT, QUANTITY, RATE, AMOUNT = "Estimation", "Objet", "Quantité", "Taux", "Montant"
TOTAL = "Total"
NO_ESTIMATE = "Sans membre, il n’y a rien à estimer."


def estimate_title(request: str) -> str:
    """« Estimation pour D-2026-0063 »."""
    return f"Estimation pour {request}"


def money(amount: Decimal | None) -> str:
    """« 6 200,00 $ », a dash for none."""
    return "–" if amount is None else format_money(amount)
