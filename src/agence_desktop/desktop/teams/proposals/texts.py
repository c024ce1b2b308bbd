"""What the place of proposals says, in French."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_number,
    format_time,
)
from agence_desktop.teams.describing import Part

NONE_YET = (
    "Aucune proposition n’a encore été calculée. F9 en calcule une pour les demandes qualifiées et proposées."
)
PROPOSE = "&Proposer des membres"
NOTHING_OPEN = (
    "Aucune place n’est à pourvoir. Qualifiez d’abord une demande, ou choisissez-en une qui est ouverte."
)
CALCULATING = "Calcul d’une proposition"
CHOOSE = "Proposition à montrer"
WEIGHTS, REPLAY = "&Poids…", "&Rejouer"
WEIGHT, FILLED = "Poids servi", "Places pourvues"
MOVED, HEAVIEST = "Personnes confirmées déplacées", "Charge la plus forte"
SEATS = "Places de la proposition"
REQUEST, SEAT, CLIENT, NEED = "Demande", "Place", "Client", "Besoin"
PERIOD, MEMBER, ESTIMATE, STATE = "Période", "Membre proposé", "Estimation", "État"
NOBODY = "personne"
WITHOUT_MEMBER = "Sans membre"
PROPOSED = "Proposé"
LOCK, UNLOCK = "Verrouiller ce choix", "Déverrouiller ce choix"
LOCKED = "choix verrouillé"
WHY_NOBODY = "Pourquoi personne"
COST_OF = "Coût de cette affectation"
COST_HELP = (
    "Plus le coût est bas, mieux c’est"
    f"{NBSP}: kilomètres par la route, plus 5 par niveau en trop, moins 20 en cas de séjour antérieur."
)
REJECTED, REJECTED_PERSON, REASON, DETAIL, ACTION = (
    "Personnes écartées",
    "Personne écartée",
    "Motif",
    "Détail",
    "Action",
)
TRY, TRY_SENTENCE = "Essayer", "Essayer cette personne"
TRY_HINT = f"Entrée{NBSP}: essayer"
NOBODY_REJECTED = "Personne n’a été écarté."
IF_YOU_CHOOSE = "Si vous choisissez"
SOMEBODY = "une autre personne"
WITH_CHOICE = "Ce choix"
MOVED_SHORT, HEAVIEST_SHORT = "Déplacés", "Charge"
EFFECT, AS_PROPOSED, DIFFERENCE = "Effet", "Proposée", "Écart"
COST = "Coût"
CHANGES = "Ce qui changerait"
NO_CHANGE = "Rien d’autre ne changerait."
SOLVING = "Nouveau calcul avec ce choix…"
CHOOSE_HELP = "Choisissez une personne écartée pour voir ce que ce choix changerait."
BACK = "Re&venir à la proposition"
NOTHING_CONFIRMED = (
    "Rien n’est confirmé avant la signature du client. Les affectations proposées restent provisoires."
)
STALE = "La base a changé depuis ce calcul. Rejouez la proposition avant de vous engager."
PRINT, COMMIT, COMMIT_KEY = "&Imprimer la proposition", "Préparer l’engagement de coûts…", "Ctrl+Entrée"
WEIGHTS_TITLE, WEIGHTS_SAVE = "Poids des priorités", "Rejouer avec ces poids"
WEIGHTS_HELP = (
    "Le poids dit ce que vaut une place pourvue de chaque priorité. Ce calcul seul en tient compte."
)
SAME = "="


def title(number: str) -> str:
    """« Proposition PA-2026-0018 »."""
    return f"Proposition {number}"


def computed(at: datetime, today: datetime, seconds: float, *, optimal: bool, exact: bool) -> str:
    """« calculée à 10 h 38 en 0,08 s, solution optimale prouvée »; both wall clocks."""
    when = f"à {format_time(at)}"
    if at.date() != today.date():
        when = f"le {format_date(at.date(), weekday=False)} {when}"
    if not exact:
        proof = "solution approchée, sans preuve"
    else:
        proof = "solution optimale prouvée" if optimal else "meilleure solution trouvée, non prouvée"
    return f"calculée {when} en {format_number(Decimal(str(round(seconds, 2))), 2)}{NBSP}s, {proof}"


def out_of(part: int, whole: int) -> str:
    """« 23 sur 25 »."""
    return f"{part} sur {whole}"


def effort_days(days: Fraction) -> str:
    """« 28,0 jours »."""
    return f"{format_number(days, 1)} {'jour' if days < 2 else 'jours'}"


def why_title(name: str) -> str:
    """« Pourquoi Thomas Nguyen »."""
    return f"Pourquoi {name}" if name else WHY_NOBODY


def rejected_title(seat: int) -> str:
    """« Personnes écartées, place 1 »."""
    return f"{REJECTED}, place {seat}"


def signed(amount: Fraction | None) -> str:
    """« +5,0 », « −20,0 »; empty where nothing is added."""
    if amount is None:
        return ""
    return f"{'+' if amount >= 0 else ''}{format_number(amount, 1)}"


def part(found: Part) -> str:
    """A reason with a capital."""
    return f"{found.text[:1].upper()}{found.text[1:]}"


def difference(before: Fraction, after: Fraction, *, decimals: int = 1, unit: str = "") -> str:
    """« = », « +23,3 », « −2,0 j »."""
    if before == after:
        return SAME
    more = after - before
    return f"{'+' if more > 0 else ''}{format_number(more, decimals)}{unit}"


def change(request: str, seat: int, before: str, after: str) -> str:
    """« D-2026-0064, place 1 : Mathieu Girard au lieu de Sophie Lemieux »."""
    who = f"{after or NOBODY} au lieu de {before or NOBODY}"
    return f"{request}, place {seat}{NBSP}: {who}"


def idle(name: str) -> str:
    """« Thomas Nguyen resterait sans affectation. »"""
    return f"{name} resterait sans affectation."


def keep(name: str) -> str:
    """« Retenir Sophie Lemieux »."""
    return f"&Retenir {name}"


def kept(number: str, name: str) -> str:
    """What a toast says."""
    return f"{number}{NBSP}: la place est gardée pour {name}."


def done(number: str, filled: int, seats: int) -> str:
    """« PA-2026-0018 : 5 places pourvues sur 6. »"""
    return f"{number}{NBSP}: {counted(filled, 'place pourvue')} sur {seats}."


def priority(number: int) -> str:
    """« Priorité 1 »."""
    return f"Priorité &{number}"
