"""What the comparison and the approval of sheets say, in French."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_near_date,
    format_number,
    format_short_date,
    format_time,
)
from agence_desktop.positions.approval import ReviewBound
from agence_desktop.positions.coverage import SERIOUS_IMPACT

COMPARISON = "Comparaison"
CHOOSE = f"Choisissez un poste, puis «{NBSP}Comparer{NBSP}» dans sa fiche."
NO_SHEET = "Ce poste n’a pas encore de fiche\u00a0: il n’y a rien à comparer."
CHANGES = "Changements"
SECTIONS = "Sections et nombre de changements"
ONLY_CHANGED = "Champs changés seulement"
WORDS = "Mots dans le texte"
ONLY_UNSEEN = "Non vus seulement"
NATURE, FIELD, SEEN = "Nature", "Champ", "Vu"
SEEN_WORD, UNSEEN_WORD = "vu", "non vu"
NOTHING_BEFORE = "Aucune version"
NOTHING_HEAD = "Avant"
EMPTY = "vide"
REMOVED_WORDS, ADDED_WORDS = "retiré", "ajouté"
OLD_CHOOSER, NEW_CHOOSER = "Version de départ", "Version d’arrivée"
PREVIOUS, NEXT = (
    "Changement précédent (Alt+flèche vers le haut)",
    "Changement suivant (Alt+flèche vers le bas)",
)
ALL_SEEN = "Tous les changements sont vus."
OPEN_SHEET = "Voir la fiche"
PRINT = "Imprimer la comparaison…"
SAME = "inchangé"
VALIDATED_BY_YOU = "à valider par vous"

APPROVAL = "Approbation"
VERSION = "Version"
YOUR_APPROVAL = "Votre approbation, d’ici le {day}"
AN_APPROVAL = "Approbation, d’ici le {day}"
TO_VALIDATE = "À valider"
EFFECT = "Effet sur la mesure"
DECISION = "Décision"
APPROVE_AND_SIGN, ASK_CORRECTIONS = "Approuver et signer", "Demander des corrections"
NEXT_REVIEW = "Prochaine révision"
COMMENT = "Commentaire à la personne titulaire (facultatif)"
WHAT_TO_CORRECT = "Ce qu’il faut corriger (obligatoire)"
COMMENT_NAME = "Commentaire"
KEY = "Ctrl+Entrée"
ACKNOWLEDGE = "J’ai lu, compris, exercé"
ACKNOWLEDGE_NOTE = (
    "Vous êtes relève pour ce poste. Signez une fois la fiche lue et les tâches exercées\u00a0: "
    "votre signature vaut pour cette version seulement."
)
READ_ONLY = "La base est ouverte en consultation seulement."
NO_RIGHT = "Il faut le rôle de gestionnaire pour cet organisme."
NEXT_REVIEW_NEEDED = "Écrivez la date de la prochaine révision."
WRITE_CORRECTIONS = "Dites ce qu’il faut corriger avant de retourner la fiche."
DIFFERENT_VERSION = "Une autre version est choisie\u00a0: la décision porte sur la version soumise."
COVERAGE, UNCOVERED, DOCUMENTATION, VULNERABILITY = (
    "Couverture C",
    "Sans relève U",
    "Documentation D",
    "Vulnérabilité V",
)
NO_VALUE = "–"
QUESTION_NO = "Annuler"
REMARK_TITLE = "Commenter un champ"

# Commands.
PREVIOUS_COMMAND, NEXT_COMMAND = "Changement &précédent", "Changement suivan&t"
SEEN_COMMAND, COMMENT_COMMAND = "Marquer &vu", "Co&mmenter le champ…"
DECIDE_COMMAND = "Appro&uver ou retourner…"


def title(old: int | None, new: int) -> str:
    """« Comparaison des versions 3 et 4 », « Première version »."""
    if old is None:
        return f"Version {new}, comparée à rien"
    return f"Comparaison des versions {old} et {new}"


def window_title(number: str) -> str:
    """« Comparaison, fiche P-0142 »."""
    return f"Comparaison, fiche {number}"


def detail(position: str, holder: str) -> str:
    """« P-0142 Prestations spéciales · titulaire Maryse Thibodeau »."""
    return f"{position} · titulaire {holder}" if holder else f"{position} · poste vacant"


def version_choice(number: int, day: date) -> str:
    """« Version 3, 14 nov. 2025 »."""
    return f"Version {number}, {format_short_date(day, weekday=False)}"


def changes(count: int) -> str:
    """« 6 changements »."""
    return counted(count, "changement")


def heading(number: int, section: str) -> str:
    """« 3 Tâches »."""
    return f"{number} {section}"


def computed_from(limit: str) -> str:
    """« impact 4 dès 3 jours »: where a tolerated interruption comes from."""
    return f"impact {SERIOUS_IMPACT} dès {limit}"


def place_of(at: int, total: int) -> str:
    """« 6 sur 14 »."""
    return f"{at} sur {total}"


def section_name(number: int, section: str, count: int) -> str:
    """What a screen reader says of a section."""
    return f"{heading(number, section)}, {changes(count) if count else 'aucun changement'}"


def cell(head: str, words: str) -> str:
    """« Version 4, soumise : 10e jour ouvrable du trimestre »."""
    return f"{head}{NBSP}: {words}"


def submitted(name: str, at: datetime, today: date) -> str:
    """« Soumise par Maryse Thibodeau, 10 h 05 », with the day where it is another."""
    wall = to_wall(at, QUEBEC)
    when = format_time(wall) if wall.date() == today else format_near_date(wall.date(), today)
    return f"Soumise par {name}, {when}"


def signed(words: str, who: str) -> str:
    """« « Exact et complet », signé par la personne titulaire »."""
    return f"«{NBSP}{words}{NBSP}», signé par {who}"


def approval_by(day: date, *, own: bool) -> str:
    """« Votre approbation, d’ici le 27 novembre »."""
    words = format_date(day, weekday=False, year=False)
    return (YOUR_APPROVAL if own else AN_APPROVAL).format(day=words)


def approved(by: str, day: date) -> str:
    """« Approuvée par Hélène Vachon le 20 novembre 2026 »."""
    who = f" par {by}" if by else ""
    return f"Approuvée{who} le {format_date(day, weekday=False)}"


def acknowledgement(count: int, done: int = 0) -> str:
    """« Prise de connaissance, 3 relèves », « Prise de connaissance, 1 de 3 relèves »."""
    if not count:
        return "Prise de connaissance, aucune relève encore"
    told = f"{done} de {counted(count, 'relève')}" if done else counted(count, "relève")
    return f"Prise de connaissance, {told}"


def all_seen(seen: int, total: int) -> str:
    """« Tous les changements vus, 11 sur 14 »."""
    return f"Tous les changements vus, {place_of(seen, total)}"


def share(value: Fraction) -> str:
    """« 0,53 »."""
    return format_number(Fraction(round(value * 100), 100), 2)


def effect_sentence(before: Fraction, after: Fraction) -> str:
    """One sentence on the way V goes, from the numbers before rounding."""
    if after > before:
        return "Plus exigeante ou moins couverte qu’avant\u00a0: la vulnérabilité monte."
    if after < before:
        return "Mieux couverte ou mieux documentée qu’avant\u00a0: la vulnérabilité baisse."
    return "La vulnérabilité reste la même."


def review_reason(bound: ReviewBound) -> str:
    """« Six mois : une tâche est de criticité 4. »."""
    if bound.critical_task:
        return f"Six mois au plus{NBSP}: une tâche est de criticité 4."
    if bound.critical_band:
        return f"Six mois au plus{NBSP}: la vulnérabilité est critique."
    return "Douze mois au plus."


def bad_review(last: date) -> str:
    """The next review is out of bounds."""
    return f"Choisissez une date après aujourd’hui et au plus tard le {format_date(last, weekday=False)}."


def approve(number: int) -> str:
    """« Approuver la version 4… »."""
    return f"Approuver la version {number}…"


def give_back(number: int) -> str:
    """« Retourner la version 4… »."""
    return f"Retourner la version {number}…"


def remaining(criticalities: list[str], boxes: int, unseen: int) -> str:
    """« Il reste la criticité de T8 et 3 changements à voir. », empty where nothing is left."""
    parts = [f"la criticité de {task}" for task in criticalities]
    others = boxes - len(criticalities)
    if others > 0:
        parts.append(f"{counted(others, 'élément')} à valider")
    if unseen:
        parts.append(f"{changes(unseen)} à voir")
    if not parts:
        return ""
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
    return f"Il reste {told}."


def question(number: int, position: str) -> str:
    """Asked before a version is approved."""
    return f"Approuver la version {number} de la fiche {position}?"


def question_detail(review: date) -> str:
    """What approving means."""
    return (
        "La version ne changera plus et remplace celle qui est en vigueur. "
        f"Elle sera révisée au plus tard le {format_date(review, weekday=False)}."
    )


def approved_toast(number: int) -> str:
    """What the toast says."""
    return f"Version {number} approuvée."


def returned_toast(number: int) -> str:
    """What the toast says."""
    return f"Version {number} retournée pour corrections."


def acknowledged_toast(number: int) -> str:
    """What the toast says."""
    return f"Prise de connaissance de la version {number} signée."


def commented(label: str) -> str:
    """What the toast says."""
    return f"Commentaire ajouté à «{NBSP}{label}{NBSP}»."


def remark_label(label: str) -> str:
    """What the field of a remark is called."""
    return f"Commentaire sur «{NBSP}{label}{NBSP}»"


NUMBER, SECTION, COUNT = "Numéro", "Section", "Changements"
