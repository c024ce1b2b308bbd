"""What the coverage matrix says, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, counted, format_date, listed
from agence_desktop.positions.coverage import Feasibility, required_of, weight_of
from agence_desktop.positions.matrix import Known, MatrixPost, MatrixTask
from agence_desktop.positions.rows import PersonRef
from agence_desktop.positions.sentences import LEVEL_LABELS

HEADING = "Matrice de couverture"
TABLE, MARGIN = "Matrice", "Matrice, totaux"
NUMBER, TASK, CRITICALITY, REQUIRED, COVERS = "N°", "Tâche", "Crit.", "Niveau\nrequis", "Relèves\nsur voulues"
PERSON = "Personne"
OWN_BARE, SOLE = "Ses tâches sans aucune relève", "Seule relève de"
OWN_BARE_HEAD, SOLE_HEAD = "Ses tâches\nsans relève", "Seule\nrelève de"
CRITICALITIES = (
    (0, f"Criticité{NBSP}: toutes"),
    (4, f"Criticité{NBSP}: 4"),
    (3, f"Criticité{NBSP}: 3 et plus"),
    (2, f"Criticité{NBSP}: 2 et plus"),
)
CRITICALITY_CHOICE = "Criticité"
BARE_ONLY = "À déco&uvert seulement"
DIRECTION = "Sens de la matrice"
BY_TASK, BY_PERSON = "Tâches × personnes", "Personnes × tâches"
EMPTY = "Aucune tâche ici. Choisissez une autre unité, ou écrivez d’abord les fiches des postes."
EMPTY_FILTER = "Aucune tâche ne répond à ces filtres."
HOLDER, TRAINING, NONE = "titulaire", "form.", "–"

VALIDATE = "&Valider un niveau…"
ADD_PERSON = "Ajouter une &personne…"
FOLD = "&Replier ou déplier le poste"
FLIP = "&Tourner la matrice"
DRILL = "Prévoir un e&xercice…"
COPY_TABLE = "&Copier le tableau"
EXPORT_TITLE, EXPORT_NAME = "Exporter la matrice", "matrice"

LEGEND_COVERS = "couvre la tâche"
LEGEND_STALE = f"validé il y a plus de 12{NBSP}mois"
LEGEND_TRAINING = "en formation, ne compte pas"
LEGEND_LEVEL = "niveau 3 sur 4"
LEGEND_ACCESS, LEGEND_NO_ACCESS = "accès ouvert", "accès à demander"
LEGEND_ENOUGH, LEGEND_FEW, LEGEND_NOBODY = "assez", "trop peu", "aucune relève"

COVERS_WORD, COVERS_NOT = "Couvre la tâche", "Ne couvre pas"
HOLDER_WORD = "Titulaire du poste"
CHANGE_LEVEL, CHANGE_KEY = "Changer le niveau", "Entrée"
PLAN_DRILL = "Prévoir un exercice"
NEVER = "Jamais validé."
FUTURE = f"Un niveau se valide une fois constaté{NBSP}: la date ne peut pas être à venir."

LEVEL_TITLE, SAVE_LEVEL = "Valider un niveau", "Valider"
LEVEL, VALIDATED, ACCESS, IN_TRAINING = "&Niveau", "Validé &le", "A&ccès", "&Formation"
ACCESS_OPEN = "les accès de la tâche sont ouverts"
TRAINING_NOW = "en formation, ne compte pas comme relève"
PERSON_TITLE, SAVE_PERSON, PERSON_FIELD = "Ajouter une personne à la matrice", "Ajouter", "&Personne"


def group(post: MatrixPost) -> tuple[str, str]:
    """« P-0142 Prestations spéciales » and « 10 tâches, 3 sans relève »."""
    title = f"{post.position.number} {post.position.title}"
    bare = f", {post.bare} sans relève" if post.bare else ""
    return title, f"{counted(len(post.tasks), 'tâche')}{bare}"


def on_wanted(task: MatrixTask) -> str:
    """« 1 sur 2 »."""
    return f"{len(task.cover.covering)} sur {task.cover.wanted}"


def tasks(count: int) -> str:
    """« 8 tâches », « – »."""
    return counted(count, "tâche") if count else NONE


def count(number: int) -> str:
    """« 3 », « – »."""
    return str(number) if number else NONE


def two_lines(name: str) -> str:
    """A name on the two lines of a header."""
    first, _, rest = name.partition(" ")
    return f"{first}\n{rest}" if rest else name


def task_words(task: MatrixTask) -> str:
    """« T8, Répondre aux demandes de révision »."""
    return f"{task.cover.task.key}, {task.cover.task.title}"


def said(task: MatrixTask, person: PersonRef, known: Known | None) -> str:
    """A cell as a screen reader tells it: person, task, and what is known."""
    return f"{person.name}, {task.position.number} {task_words(task)}{NBSP}: {state(task, person, known)}"


def state(task: MatrixTask, person: PersonRef, known: Known | None) -> str:
    """« niveau 2, ne couvre pas, validé le 9 juin 2026, accès ouvert »."""
    if task.position.holder is not None and task.position.holder.id == person.id:
        return HOLDER
    if known is None:
        return "niveau 0"
    one = known.competence
    parts = [f"niveau {one.level} de 4"]
    parts.append("couvre la tâche" if known.covers else "ne couvre pas")
    if one.in_training:
        parts.append("en formation")
    parts.append("jamais validé" if one.validated is None else f"validé le {_day(one.validated)}")
    if known.stale and one.validated is not None:
        parts.append(f"il y a plus de 12{NBSP}mois")
    parts.append("accès ouvert" if one.access else "accès à demander")
    return ", ".join(parts)


def level_sentence(task: MatrixTask, known: Known | None) -> str:
    """« Niveau 2, avec aide. Il faut le niveau 3. »."""
    level = known.competence.level if known else 0
    required = required_of(task.cover.task)
    told = f"Niveau {level}, {LEVEL_LABELS[level]}."
    return told if level >= required else f"{told} Il faut le niveau {required}."


def validated_sentence(known: Known | None, by: str) -> str:
    """« Validé le 9 juin 2026 par Maryse Thibodeau »."""
    if known is None or known.competence.validated is None:
        return NEVER
    told = f"Validé le {_day(known.competence.validated)}"
    told = f"{told} par {by}" if by else told
    return f"{told}, il y a plus de 12{NBSP}mois." if known.stale else f"{told}."


def access_sentence(known: Known | None, systems: str) -> str:
    """« Accès ouverts : Dossier client, Courrier »."""
    word = "Accès ouverts" if known is not None and known.competence.access else "Accès à demander"
    return f"{word}{NBSP}: {systems}." if systems else f"{word}."


def feasible_sentence(found: Feasibility) -> str:
    """Whether the person could take over in time, and why not."""
    if found.feasible:
        return ""
    waits = []
    if found.access_days:
        waits.append(f"{counted(found.access_days, 'jour')} d’attente pour les accès")
    if found.learning_days:
        waits.append(f"{counted(found.learning_days, 'jour')} d’apprentissage")
    why = f"{NBSP}: {listed(waits)}, plus que la reprise visée" if waits else ""
    return f"Relève sur papier seulement{why}."


def validated(person: str, task: MatrixTask, level: int) -> str:
    """What was done, for the toast and its undoing."""
    return f"{person} est au niveau {level} pour {task.cover.task.key}, validé aujourd’hui."


def saved(person: str, task: MatrixTask, level: int) -> str:
    """A level was validated by the form."""
    return f"{person} est au niveau {level} pour {task.cover.task.key}."


def undone(person: str, task: MatrixTask) -> str:
    """A level was taken back."""
    return f"Le niveau de {person} pour {task.cover.task.key} est revenu à ce qu’il était."


def level_choice(level: int) -> str:
    """« 3, sans aide »."""
    return f"{level}, {LEVEL_LABELS[level]}"


def weight(task: MatrixTask) -> str:
    """The criticality of a task."""
    return str(weight_of(task.cover.task))


def exported(count: int, name: str) -> str:
    """« 17 lignes dans « matrice.xlsx ». »."""
    return f"{counted(count, 'ligne')} dans «{NBSP}{name}{NBSP}»."


def _day(day: date) -> str:
    return format_date(day, weekday=False)
