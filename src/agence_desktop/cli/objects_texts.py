"""What importing a JSON file of objects says, in French."""

from __future__ import annotations

FILE = "fichier .json"
OUTCOMES = {
    "created": "ajout",
    "updated": "mise à jour",
    "unchanged": "aucun changement",
    "refused": "refus",
    "rolled_back": "non retenu",
}
