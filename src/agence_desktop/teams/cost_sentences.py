"""What costs say in French: labels of lines, warnings of a ceiling, and why an entry is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_money,
    format_number,
    format_percent,
    format_period,
    format_quantity,
    listed,
    uncapitalized,
)
from agence_desktop.teams.rows import ExpenseKind

EXPENSE_LABELS: Final = {
    ExpenseKind.TRAVEL: "Déplacement",
    ExpenseKind.LODGING: "Hébergement",
    ExpenseKind.MEALS: "Repas",
    ExpenseKind.OTHER: "Autre frais",
}
_RATE_NAMES: Final = {
    ExpenseKind.TRAVEL: "taux au kilomètre",
    ExpenseKind.LODGING: "taux d’une nuit d’hébergement",
    ExpenseKind.MEALS: "taux des repas d’une journée",
}
UNITS: Final = {
    None: "jours",
    ExpenseKind.TRAVEL: "km",
    ExpenseKind.LODGING: "nuits",
    ExpenseKind.MEALS: "jours",
    ExpenseKind.OTHER: "",
}


def _day(day: date) -> str:
    return format_date(day, weekday=False)


def rate_words(rate: Decimal) -> str:
    """« 310,00 $ », « 0,605 $ »: to the cent, or finer where the rate is."""
    places = -int(rate.normalize().as_tuple().exponent)
    return f"{format_number(rate, max(2, places))}{NBSP}$"


def quantity_words(quantity: Decimal, unit: str) -> str:
    """« 20,0 jours », « 660 km », « 3 nuits », « 1,0 jour »; what has no unit is counted bare."""
    if unit == "jours":
        places = -int(quantity.normalize().as_tuple().exponent)
        one = "jour" if abs(quantity) < 2 else unit
        return f"{format_number(quantity, max(1, places))}{NBSP}{one}"
    one = unit.removesuffix("s") if abs(quantity) < 2 else unit
    return format_quantity(quantity.normalize() + 0, one) if unit else format_number(quantity.normalize() + 0)


def whole_days_words(quantity: Decimal) -> str:
    """« 9 jours », « 4,5 jours », for running text."""
    return counted(quantity.normalize() + 0, "jour")


def work_label(name: str, days: int, effort_bp: int) -> str:
    """« Thomas Nguyen, 40 jours à 50 % »; a full day needs no share."""
    share = f" à {format_percent(Decimal(effort_bp) / 100, _share_places(effort_bp))}"
    told = counted(days, "jour") + (share if effort_bp != 10_000 else "")
    return f"{name}, {told}" if name else told


def _share_places(effort_bp: int) -> int:
    return 0 if effort_bp % 100 == 0 else 1 if effort_bp % 10 == 0 else 2


def since_label(label: str, since: date) -> str:
    """The label of one of several lines of the same work, told apart by the date of their rate."""
    return f"{label}, taux du {_day(since)}"


def trips_label(count: int, km: Decimal) -> str:
    """« 6 allers-retours de 55 km »."""
    return (
        f"{counted(count, 'aller-retour', 'allers-retours')} de {format_quantity(km.normalize() + 0, 'km')}"
    )


def nights_label(count: int) -> str:
    """« Hébergement, 4 nuits »."""
    return f"Hébergement, {counted(count, 'nuit')}"


def meals_label(count: int) -> str:
    """« Repas, 5 jours sur place »."""
    return f"Repas, {counted(count, 'jour')} sur place"


DISTANCE_UNKNOWN: Final = (
    "La distance n’est pas connue, faute de lieu sur la carte\u00a0: "
    "l’estimation ne compte ni déplacement ni hébergement."
)


def no_way_label(days: int) -> str:
    """« Déplacements et hébergement, 20 jours sur place », where they cost nothing."""
    return f"Déplacements et hébergement, {counted(days, 'jour')} sur place"


_ADD_IT: Final = f"Ajoutez-le dans «{NBSP}Tarifs{NBSP}»."


def day_rate_missing(name: str, job_class: str, day: date) -> str:
    """What to add so that work can be counted."""
    if name and job_class:
        whose = f"pour {name} ni pour le corps d’emploi «{NBSP}{job_class}{NBSP}»"
    elif job_class:
        whose = f"pour le corps d’emploi «{NBSP}{job_class}{NBSP}»"
    elif name:
        whose = f"pour {name}, qui n’a pas de corps d’emploi"
    else:
        return "Choisissez une personne ou un corps d’emploi, sans quoi aucun taux ne s’applique."
    return f"Aucun taux journalier n’est en vigueur le {_day(day)} {whose}. {_ADD_IT}"


def expense_rate_missing(kind: ExpenseKind, day: date) -> str:
    """The same for what comes beside work."""
    name = _RATE_NAMES[kind]
    return f"Aucun {name} n’est en vigueur le {_day(day)}. {_ADD_IT}"


def negative_rate(since: date) -> str:
    """A rate is an amount one pays."""
    return f"Le taux du {_day(since)} est négatif. Écrivez un montant de 0,00{NBSP}$ ou plus."


def same_date(since: date) -> str:
    """Two rates of one table cannot begin on one day."""
    return f"Deux taux commencent le {_day(since)}. Gardez-en un seul."


def ceiling_near(spent: Decimal, ceiling: Decimal, share: Decimal) -> str:
    """The warning before a ceiling is reached."""
    return (
        f"{format_percent(share)} du plafond est atteint\u00a0: {format_money(spent)} sur "
        f"{format_money(ceiling)}, il reste {format_money(ceiling - spent)}."
    )


def ceiling_foreseen(spent: Decimal, ahead: Decimal, ceiling: Decimal) -> str:
    """The warning that what is planned passes the ceiling."""
    return (
        f"Le plafond de {format_money(ceiling)} sera dépassé de {format_money(spent + ahead - ceiling)} "
        f"si tout se fait comme prévu\u00a0: {format_money(spent)} à ce jour, {format_money(ahead)} à venir. "
        "Préparez une modification de l’engagement."
    )


def ceiling_passed(spent: Decimal, ceiling: Decimal) -> str:
    """Why nothing more may be stated before an amendment is signed."""
    return (
        f"Le plafond de {format_money(ceiling)} est dépassé de {format_money(spent - ceiling)}. "
        "Faites signer une modification de l’engagement avant d’émettre le relevé."
    )


NO_COMMITMENT: Final = (
    "Aucun engagement de coûts signé ne couvre ce déploiement. "
    "Faites signer l’engagement par le client avant de confirmer."
)


def below_estimate(ceiling: Decimal, estimated: Decimal) -> str:
    """A signed ceiling that the estimate passes from the first day."""
    return (
        f"Le plafond de {format_money(ceiling)} ne couvre pas l’estimation de {format_money(estimated)}. "
        "Un engagement modifié sera nécessaire."
    )


CEILING_NOT_POSITIVE: Final = "Le plafond est de plus de 0,00\u00a0$. Corrigez le montant."
AMENDMENT_WITHOUT_REASON: Final = "Dites en une phrase pourquoi l’engagement change."
COMMITMENT_NOT_OPEN: Final = (
    "Cette version de l’engagement ne se signe plus\u00a0: une autre la remplace. Ouvrez la dernière."
)


def outside_mandate(day: date, first: date, last: date) -> str:
    """An entry is dated inside the mandate."""
    return (
        f"Le {_day(day)} n’est pas dans le mandat, du {_day(first)} au {_day(last)}. "
        "Corrigez la date ou prolongez le mandat."
    )


def in_future(day: date) -> str:
    """What has not happened is not entered."""
    return f"Le {_day(day)} n’est pas encore passé. Inscrivez seulement ce qui a eu lieu."


QUANTITY_NOT_POSITIVE: Final = "La quantité est de plus de 0. Corrigez-la, ou retirez l’inscription."
MORE_THAN_A_DAY: Final = (
    "Une journée compte pour 100\u00a0% au plus. Répartissez le travail sur plusieurs jours."
)


def day_twice(name: str, day: date, total_bp: int) -> str:
    """A day of one person adds up to one day."""
    return (
        f"Avec cette inscription, {name} aurait fait {format_percent(Decimal(total_bp) / 100)} d’une journée "
        f"le {_day(day)}. Corrigez l’une des inscriptions."
    )


def evidence_missing(kind: ExpenseKind) -> str:
    """Expenses are proven by a numbered paper."""
    what = {
        ExpenseKind.TRAVEL: "du relevé de kilométrage ou du billet",
        ExpenseKind.LODGING: "de la facture d’hébergement",
    }.get(kind, "de la pièce justificative")
    return f"Inscrivez le numéro {what}."


AMOUNT_MISSING: Final = "Inscrivez le montant de la pièce justificative."


def correction_label(label: str, statements: Sequence[str]) -> str:
    """« Correction du relevé RV-2026-0003 : … »."""
    which = "du relevé" if len(statements) == 1 else "des relevés"
    return f"Correction {which} {listed(list(statements))}{NBSP}: {label}"


NOTHING_TO_STATE: Final = "Rien n’est à porter au relevé pour cette période\u00a0: tout y est déjà."


def subject(whose: str, kind: ExpenseKind | None) -> str:
    """« Geneviève Tremblay-Côté, travail »."""
    return f"{whose}, {uncapitalized(EXPENSE_LABELS[kind]) if kind else 'travail'}"


def worked_label(first: date, last: date) -> str:
    """« Travail, 30 novembre au 18 décembre 2026 »."""
    return f"Travail, {format_period(first, last)}"
