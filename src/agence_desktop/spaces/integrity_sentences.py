"""French sentences about a base in which a rule of room booking is broken."""

from __future__ import annotations

SENTENCES = {
    "division_cycle": "Un espace est une partie de lui-même : les espaces parents forment une boucle.",
    "division_wrong": "La division enregistrée de l’espace {subject} n’est pas celle de ses parties.",
    "double_booking": (
        "L’espace {subject} est réservé deux fois au même moment ({at}) : réservations {first} et {second}."
    ),
    "hold_wrong": "La réservation {subject} n’occupe pas les espaces que disent ses séances.",
    "equipment_hold_wrong": "La réservation {subject} ne retient pas le matériel que disent ses séances.",
    "stock_exceeded": "Il est réservé {held} {subject} à la fois ({at}), pour {stock} en stock.",
}
