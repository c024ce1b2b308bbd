"""What the editor of handover sheets says, in French."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_moment,
    format_near_moment,
    format_number,
    format_time,
    quoted,
)
from agence_desktop.positions.catalogue import Group
from agence_desktop.positions.completeness import Mark

SHEET = "Fiche"
VACANT = "poste vacant"
TEMPLATE = "gabarit"
READ_ONLY = f"La base est ouverte en consultation seulement{NBSP}: rien ne peut être enregistré."
MODEL_WITHOUT_SHEET = "Ce poste n’a pas encore de fiche dont partir. Choisissez-en un autre."
WHOLE_SHEET = "Fiche au complet"

REQUIRED, REQUIRED_MISSING = "obligatoire", "obligatoire, à remplir"

SECTIONS = "Sections"
LEGEND = "Légende"
SPLITTER = "Volets de l’éditeur"
MARKS = {
    Mark.COMPLETE: "complète",
    Mark.PART: "en partie",
    Mark.MISSING: "obligatoire manquant",
    Mark.EMPTY: "facultative, vide",
    Mark.PROGRAM: "remplie par le programme",
}
AUTO, TO_COME = "auto", "à venir"
WITH_REMARK = "avec un commentaire"

COMPARE, COMPARE_TIP = "Comparer", "Comparer deux versions de la fiche, champ par champ"
SUBMIT, SUBMIT_KEY = "Soumettre…", "Ctrl+Entrée"
NEXT_VERSION = "Ouvrir la version suivante"
CONTINUE_VERSION = "Continuer la version ouverte"
NO_SHEET = "Le poste {post} n’a pas encore de fiche."
NO_SHEET_RIGHT = f"Le poste {{post}} n’a pas encore de fiche{NBSP}: sa ou son titulaire la commencera."
BEGIN = "Commencer la fiche…"
LOADING = "Lecture de la fiche"

NUMBER = "N°"
VIEW = f"Vue{NBSP}:"
VIEW_NAME = "Colonnes montrées"
PASTE, COMMENT = "Coller", "Commenter"
ADD_TIP, DOUBLE_TIP, REMOVE_TIP = (
    "Ajouter (Ins)",
    "Doubler la ligne (Ctrl+D)",
    "Retirer la ligne (Ctrl+Suppr)",
)
UP_TIP, DOWN_TIP = "Monter (Alt+Maj+↑)", "Descendre (Alt+Maj+↓)"
PASTE_TIP = "Coller un bloc copié d’un tableur (Ctrl+V)"
COMMENT_TIP = "Commenter le champ (Ctrl+M)"
ADD = "Ligne"
NEW_LINE = "Nouvelle ligne"
EMPTY_CELL = "vide"
LINE_TO_SETTLE = "à compléter"
RELIEF_LENGTH = "Durée"
_NEW_LINES = {
    "delegations": "Nouvelle délégation",
    "know": "Nouvelle chose à savoir",
    "first": "Nouvelle chose à faire",
    "never": "Nouvelle chose à éviter",
    "tasks": "Nouvelle tâche",
    "dates": "Nouvelle date",
    "works": "Nouveau dossier",
    "decisions": "Nouvelle décision",
    "problems": "Nouveau problème",
    "contacts": "Nouveau contact",
    "accesses": "Nouvel accès",
    "records": "Nouveau dossier",
    "assets": "Nouveau bien",
    "meetings": "Nouvelle réunion",
    "trainings": "Nouvelle formation",
    "actions": "Nouvelle action",
}
TABLE_HELP = (
    "Écrivez pour modifier; Tab et Entrée passent à la cellule suivante pendant la saisie. "
    "Échap, puis Tab, quitte le tableau."
)
READ_ONLY_TABLE = "Tableau en lecture seulement."
NEXT_TASK = "Alt+↓ tâche suivante"
VIEWS = {
    "essential": "essentielle",
    "continuity": "continuité",
    "procedure": "procédure",
    "load": "charge",
    "all": "tout",
}

ACCEPT_DUE, CALENDAR_DUE, CANCEL_DUE = "Entrée accepter", "F4 calendrier", "Échap annuler"
PROPOSALS = "Lectures de l’échéance"
NO_PROPOSAL = f"Illisible{NBSP}: le texte restera tel quel, sans dates."
ON_DEMAND_DATES = "Sans date fixe"
NO_DATES = "Aucune date à venir"

TODO_NONE = f"Rien ne manque{NBSP}: la fiche peut être soumise."
TODO_KEY = "F8 élément suivant"
GO_THERE = "Y aller"
TODO_COLUMNS = ("Section", "Élément", "Par", "")
FOLD, UNFOLD = "Replier la liste", "Déplier la liste"
TODO_LIST = "Éléments manquants"

PREVIEW = "Aperçu imprimé"
PREVIEW_LATER = "L’aperçu de la page paraîtra ici."
PREVIEW_BUSY = "Préparation de l’aperçu…"
PREVIEW_UP_TO_DATE = "à jour"
PREVIEW_FAILED = "L’aperçu n’a pas pu être préparé."
OPEN_PREVIEW = "Ouvrir l’aperçu dans sa fenêtre"
FOLLOW = "Suivre le champ"
FOLLOW_TIP = "Encadrer dans la page le champ où l’on écrit, et y défiler"

REPLY, SETTLE = "Répondre", "Marquer réglé"
REMARK_TITLE, REPLY_TITLE = "Commenter", "Répondre au commentaire"
REMARK_LABEL, REMARK_SAVE = "&Commentaire", "Ajouter"
REMARK_ADDED, REMARK_SETTLED = "Commentaire ajouté.", "Commentaire réglé."
NOT_A_SECRET_TIP = "Garder ce texte tel quel; votre réponse sera notée au journal"

NOTHING_TO_KEEP = "Rien à enregistrer."
SUBMITTED = f"Fiche soumise{NBSP}: la ou le gestionnaire décidera."
SUBMIT_QUESTION = "Soumettre la fiche?"
SUBMIT_YES, SUBMIT_NO = "Soumettre", "Continuer la rédaction"
SUBMIT_EXPLAINED = (
    "Vous déclarez la fiche exacte et complète. Elle ne pourra plus changer avant la décision "
    "de la ou du gestionnaire."
)
VERSION_OPENED = "Une nouvelle version de la fiche est ouverte."
UNSAVED = "Modifications non enregistrées"
DRAFT_FAILED = "Le brouillon n’a pas pu être gardé sur ce poste."
SAVED_ELSEWHERE = "Quelqu’un d’autre vient d’enregistrer cette fiche."
SEE_CHANGES, RELOAD = "Comparer…", "Relire la fiche"
RESUME, DISCARD = "Reprendre", "Jeter"
STILL_HERE = "Ce que vous avez écrit reste à l’écran et en brouillon sur ce poste."
UNDO = "la saisie"

STALE_TITLE = "La fiche a été modifiée ailleurs"
STALE_EXPLAINED = (
    "Rien n’a été enregistré et rien n’est perdu. Choisissez pour chaque champ le texte à retenir, "
    "puis enregistrez."
)
STALE_FIELD, STALE_SEEN, STALE_NOW, STALE_MINE, STALE_KEPT = (
    "Champ",
    "À l’ouverture",
    "Dans la base",
    "À l’écran",
    "À retenir",
)
STALE_SAME = "Les deux fiches disent la même chose."
MINE, THEIRS = "Le mien", "Celui de la base"
TAKE_MINE, TAKE_THEIRS = "Retenir ce qui est à l’écran", "Retenir ce qui est dans la base"
STALE_SAVE, STALE_CLOSE = "Enregistrer ce choix", "Continuer sans enregistrer"
STALE_RELOAD = "Relire la base"
CLASH = "modifié des deux côtés"

START_TITLE = "Commencer la fiche"
START_EMPTY = "Fiche vide"
START_EMPTY_DETAIL = "toutes les sections à remplir"
START_SAVE = "Commencer"
START_REPLACES = "Ce qui est écrit dans ce brouillon sera remplacé; Ctrl+Z le ramène."
START_MODEL, START_FROM = "Modèle", "De"
START_NOUN, START_NONE, START_CANCEL = "modèle", "Aucun modèle n’est offert.", "Annuler"

PASTE_REPORT = "Ce qui a été collé"
PASTE_CELL, PASTE_TEXT, PASTE_OUTCOME = "Cellule", "Texte", "Résultat"
PASTED, PASTE_UNREAD = "collé", "collé, mais illisible"
PASTE_OUTSIDE = "hors du tableau, laissé de côté"
PASTE_FIXED = "colonne remplie par le programme, laissé de côté"
PASTE_SEE = "Voir le détail"
MENU_COPY, MENU_PASTE, MENU_CLEAR, MENU_COMMENT = "&Copier", "Co&ller", "&Effacer", "Co&mmenter…"
MENU_NO_SECRET = "Ce n’est pas un &secret"
MENU_ADD, MENU_DOUBLE, MENU_REMOVE = "&Ajouter une ligne", "&Doubler la ligne", "&Retirer la ligne"
NOTHING_TO_PASTE = "Le presse-papiers ne contient pas de texte."
CLOSE = "Fermer"

KEEP_COMMAND, SUBMIT_COMMAND = "&Enregistrer la fiche", "&Soumettre la fiche…"
NEXT_COMMAND, COMPARE_COMMAND = "Élément manquant s&uivant", "&Comparer deux versions"
VERSION_COMMAND, BEGIN_COMMAND = "Ouvrir la &version suivante", "&Partir d’un modèle…"
IMPORT_COMMAND = "Remplir depuis &Word ou Excel…"
DOCUMENT_TAKEN = "Le document est pris dans le brouillon. Ctrl+Z le retire en une fois."
REDO_COMMAND, COMMENT_COMMAND = "&Rétablir la saisie", "&Commenter le champ…"
NO_SECRET_COMMAND = "Ce &n’est pas un secret"
PREVIEW_COMMAND = "A&perçu imprimé de la fiche"
ADD_COMMAND, DOUBLE_COMMAND, REMOVE_COMMAND = "A&jouter une ligne", "&Doubler la ligne", "Re&tirer la ligne"
UP_COMMAND, DOWN_COMMAND = "&Monter la ligne", "D&escendre la ligne"
FOLLOWING_COMMAND, PREVIOUS_COMMAND = "Ligne &suivante", "Ligne &précédente"

VERSION, STATE, HOLDER, MANAGER, POSITION = "Version", "État", "Titulaire", "Gestionnaire", "Poste"
DERIVED_YEAR = "D’après les échéances"
YEAR_TASK, YEAR_DATES = "Tâche", "Prochaines dates"
YEAR_LIST = "Échéances de l’année"
DRILL_LIST, NO_DRILL = "Exercices de relève", "Aucun exercice n’a encore été noté."
DRILL_COLUMNS = ("Date", "Relève", "Tâches", "Sans aide", "Résultat", "Reprise avant")
PASSED, FAILED = "réussi", "à reprendre"
SIGNATURE_LIST, NO_SIGNATURE = "Signatures", "Personne n’a encore signé cette version."
SIGNATURE_COLUMNS = ("Déclaration", "Personne", "Le")
NO_YEAR = "Aucune tâche n’a encore d’échéance."
SCORES = "Mesures de la fiche telle qu’elle est écrite"
EVERY_DAY = "chaque jour ouvrable"
NO_LINE = "Aucune tâche n’est choisie."


def title(number: str, version: int, state: str) -> str:
    """« Fiche P-0142, version 4 (brouillon) »: the title of the window."""
    return f"Fiche {number}, version {version} ({state.lower()})"


def chip(state: str, version: int) -> str:
    """« Brouillon, version 4 »."""
    return f"{state}, version {version}"


def detail(number: str, place: str, holder: str, manager: str) -> str:
    """« P-0142 · Bureau de Portneuf · titulaire Maryse Thibodeau · gestionnaire Hélène Vachon »."""
    return " · ".join(filter(None, (number, place, holder, manager)))


def holder(name: str | None) -> str:
    """« titulaire Maryse Thibodeau », « poste vacant »."""
    return f"titulaire {name}" if name else VACANT


def manager(name: str | None) -> str:
    """« gestionnaire Hélène Vachon »."""
    return f"gestionnaire {name}" if name else ""


def complete_sections(done: int, total: int) -> str:
    """« 9 sur 14 complètes »."""
    return f"{done} sur {total} complètes"


def section_said(number: int, name: str, counts: str, mark: str, remarked: bool) -> str:
    """What a screen reader is told of a section."""
    return ", ".join(filter(None, (f"{number} {name}", counts, mark, WITH_REMARK if remarked else "")))


def filled(done: int, total: int) -> str:
    """« 8/10 »."""
    return f"{done}/{total}"


def changed_since(count: int, number: int) -> str:
    """« 14 champs changés depuis la version 3 »."""
    return f"{counted(count, 'champ changé', 'champs changés')}\ndepuis la version{NBSP}{number}"


def todo(count: int) -> str:
    """« Il manque 4 éléments avant de soumettre »."""
    return f"Il manque {counted(count, 'élément')} avant de soumettre"


def section_sign(number: int) -> str:
    """« § 3 »."""
    return f"§{NBSP}{number}"


def unread(label: str) -> str:
    """An entry of the list of what is to be settled."""
    return f"{label}{NBSP}: texte illisible"


def like_secret(label: str) -> str:
    """An entry of the list of what is to be settled."""
    return f"{label}{NBSP}: ressemble à un secret"


def gone(table: str) -> str:
    """« Contacts, ligne retirée »: where a remark stands whose line was removed."""
    return f"{table}, ligne retirée"


def line_of(table: str, number: int) -> str:
    """« À faire d’abord, ligne 2 »."""
    return f"{table}, ligne{NBSP}{number}"


def go_to(label: str) -> str:
    """The accessible name of a link."""
    return f"Y aller{NBSP}: {label}"


def remark_head(at: datetime, today: date, label: str) -> str:
    """« hier, 16 h 20 · sur « Procédure du » »."""
    return f"{format_near_moment(at, today)} · sur {quoted(label)}"


def remark_on(label: str) -> str:
    """Above the field of a new remark."""
    return f"Sur {quoted(label)}"


def draft_kept(at: datetime) -> str:
    """« Brouillon gardé à 9 h 42 »."""
    return f"Brouillon gardé à {format_time(at)}"


def saved_at(at: datetime) -> str:
    """« Enregistré à 9 h 42 »."""
    return f"Enregistré à {format_time(at)}"


def kept(unread: int) -> str:
    """What the toast says; « Brouillon enregistré. 2 champs gardés tels que tapés restent à corriger. »."""
    if not unread:
        return "Brouillon enregistré."
    if unread == 1:
        return "Brouillon enregistré. Un champ illisible est gardé tel que tapé et reste à corriger."
    return (
        f"Brouillon enregistré. {unread} champs illisibles sont gardés tels que tapés et restent à corriger."
    )


def draft_found(at: datetime) -> str:
    """A draft was left on this computer."""
    return (
        f"Un brouillon non enregistré, gardé le {format_moment(at, short=True)}, a été retrouvé "
        "sur ce poste. Voulez-vous le reprendre?"
    )


def draft_title(number: str, version: int, name: str) -> str:
    """How a draft is told from another."""
    return f"Fiche {number}, version {version}, {name}"


def pasted(cells: int, troubled: int) -> str:
    """« 24 cellules collées, 2 à vérifier »."""
    told = f"{counted(cells, 'cellule collée', 'cellules collées')}"
    return f"{told}, {troubled} à vérifier." if troubled else f"{told}."


def drawn_in(seconds: float) -> str:
    """« à jour, 0,3 s »."""
    return f"{PREVIEW_UP_TO_DATE}, {format_number(Decimal(str(round(seconds, 1))), 1)}{NBSP}s"


def page(number: int, count: int) -> str:
    """« page 2 de 7 »."""
    return f"page {number} de {count}"


def cell_name(column: str, line: str, text: str, *marks: str) -> str:
    """What a screen reader is told of a cell."""
    said = (
        f"{line}, {column}{NBSP}: {text or EMPTY_CELL}" if line else f"{column}{NBSP}: {text or EMPTY_CELL}"
    )
    return ", ".join((said, *filter(None, marks)))


def new_line(group: Group) -> str:
    """« Nouvelle tâche »."""
    return _NEW_LINES.get(group.name, NEW_LINE)


def add_line(group: Group) -> str:
    """« Tâche », on the button that adds one."""
    words = new_line(group).split(" ", 1)[1]
    return words[:1].upper() + words[1:]


def scores(coverage: str, uncovered: str, documentation: str) -> str:
    """C, U and D."""
    return (
        f"Couverture{NBSP}: {coverage} · Tâches critiques et urgentes sans relève{NBSP}: {uncovered} · "
        f"Procédures à mettre à jour{NBSP}: {documentation}"
    )


def drill_result(well: bool) -> str:
    """« réussi »."""
    return PASSED if well else FAILED


def stale_chosen(count: int) -> str:
    """« 3 champs diffèrent »."""
    return f"{counted(count, 'champ diffère', 'champs diffèrent')}"


def field_remarked(label: str) -> str:
    """Said of a field with a remark."""
    return f"{label}, {WITH_REMARK}"


def why_read_only(state: str) -> str:
    """Why nothing can be typed."""
    return f"Cette version est en lecture{NBSP}: {state.lower()}."


NO_RIGHT = (
    "Vous pouvez lire cette fiche; sa ou son titulaire, le personnel de bureau et la gestion l’écrivent."
)
