"""French of the imported tables of room booking."""

from __future__ import annotations

CODE = "sans espace, « + », « * », « ; » ni virgule"
UNKNOWN_WORD = "{text} ne figure pas dans la liste « {name} », qui compte : {known}."
EMPTY_LIST = (
    "{text} ne figure pas dans la liste « {name} », qui est vide. Importez d’abord la table « listes »."
)
PARENT_CYCLE = "Un espace ne peut pas être une partie de lui-même."
PARENT_ELSEWHERE = "{parent} se trouve dans un autre immeuble."
ROOM_SETTLED = (
    "L’espace {name} ne peut pas changer d’immeuble : des séances à venir y sont inscrites ({numbers})."
    " Déplacez-les ou annulez-les d’abord, puis recommencez."
)
SITE_SETTLED = (
    "L’immeuble {name} ne peut changer ni d’organisme ni de fuseau horaire : des séances à venir y sont"
    " inscrites ({numbers}). Déplacez-les ou annulez-les d’abord, puis recommencez."
)
HELD = (
    "Des réservations à venir retiennent jusqu’à {held} à la fois. Modifiez-les d’abord, ou laissez la"
    " quantité à {held} au moins."
)
LENGTHS = "La plus courte durée (« duree_min ») dépasse la plus longue (« duree_max »)."
NEGATIVE = "Le montant {text} est négatif."
TOO_HIGH = "Le montant {text} est trop grand : indiquez au plus {most}."
MIXED_BOUNDS = (
    "Donnez deux dates (les deux jours sont compris), ou deux dates avec leurs heures, en « debut » et en"
    " « fin »."
)
BOUNDS_ORDER = "La fin doit suivre le début."
NOTHING = {"organisme": "aucun organisme", "immeuble": "aucun immeuble", "espace": "aucun espace"}
