"""What the reading of a file of teams says of what it refuses."""

from __future__ import annotations

from typing import Final

NOT_AN_OBJECT: Final = (
    "Le fichier doit contenir un objet avec «\u00a0members\u00a0», «\u00a0requests\u00a0» et"
    " «\u00a0firm\u00a0»."
)
NOT_FIELDS: Final = "Un objet de champs est attendu ici."
NOT_A_LIST: Final = "Le champ «\u00a0{name}\u00a0» doit être une liste."
UNKNOWN_FIELD: Final = "Le champ «\u00a0{name}\u00a0» n’existe pas. Champs possibles\u00a0: {known}."
MISSING: Final = "Le champ «\u00a0{name}\u00a0» est obligatoire."
NOT_TEXT: Final = "Le champ «\u00a0{name}\u00a0» doit être un texte."
TOO_LONG: Final = "Le champ «\u00a0{name}\u00a0» dépasse {most}\u00a0caractères. Raccourcissez-le."
NOT_YES_NO: Final = "Le champ «\u00a0{name}\u00a0» vaut true ou false."
NOT_WHOLE: Final = "Le champ «\u00a0{name}\u00a0» est un nombre entier de {low} à {high}."
NOT_NUMBER: Final = "Le champ «\u00a0{name}\u00a0» est un nombre de {low} à {high}."
NOT_AMOUNT: Final = "Le champ «\u00a0{name}\u00a0» est un montant comme 310.00, sans partie de cent."
BAD_DATE: Final = "Le champ «\u00a0{name}\u00a0» est une date comme 2026-11-20."
BAD_PERIOD: Final = (
    "La fin {end} ne suit pas le début {first}\u00a0: la fin est le lendemain du dernier jour. Corrigez une"
    " des deux dates."
)
LONG_PERIOD: Final = "La période dépasse dix ans. Choisissez des dates plus proches."
NO_END: Final = "Une période se donne par deux dates, le début et le lendemain du dernier jour."
BAD_EFFORT: Final = "L’effort {value} doit être plus grand que 0 et ne pas dépasser 1, une journée entière."
NOT_EFFORT: Final = (
    "L’effort est un nombre plus grand que 0 et d’au plus 1, écrit sans guillemets, comme 0.5."
)
TOO_FINE: Final = (
    "Le champ «\u00a0{name}\u00a0» est plus fin que {unit}. Arrondissez-le, pour que tout se compte juste."
)
BP: Final = "un centième de pour cent (0.0001)"
SECOND: Final = "une seconde"
BAD_CHOICE: Final = "Le champ «\u00a0{name}\u00a0» est un mot parmi {known}."
NO_DAYS: Final = "La liste «\u00a0days\u00a0» est vide\u00a0: nommez des jours, ou donnez null pour tous."
NO_WORKING_DAYS: Final = (
    "La place n’a aucun jour ouvrable\u00a0: sa période ne contient que des fins de semaine, des fériés ou"
    " des jours non voulus. Changez les dates ou les jours."
)
NO_SEATS: Final = "La demande n’a aucune place. Donnez-en au moins une."
UNKNOWN_PLACE: Final = (
    "Le lieu «\u00a0{value}\u00a0» n’est ni une municipalité ni un immeuble de cette base. Vérifiez le nom"
    " ou ajoutez l’immeuble."
)
PLACE_NEEDED: Final = "Une place sur place ou hybride demande un lieu (site)."
UNKNOWN_CLIENT: Final = "L’organisme «\u00a0{value}\u00a0» n’existe pas dans cette base."
UNKNOWN_MEMBER: Final = "Le membre «\u00a0{value}\u00a0» n’existe ni dans ce fichier ni dans cette base."
UNKNOWN_SKILL: Final = (
    "Personne n’a la compétence «\u00a0{value}\u00a0», ni dans ce fichier ni dans cette base\u00a0: la place"
    " resterait sans membre. Vérifiez le code."
)
TWICE: Final = "La clé «\u00a0{value}\u00a0» est donnée deux fois."
SAME_DAY: Final = "Deux horaires commencent le même jour. Gardez-en un."
