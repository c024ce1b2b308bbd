"""What the wiring says in French while a base is opened."""

from __future__ import annotations

from datetime import datetime

from agence_desktop.core.french import NBSP, counted, format_date, format_time, listed
from agence_desktop.core.roles import Actor, Role

PREPARING_DEMO = "Préparation des données fictives"
DEMO_LABEL = "Données fictives"
OPENING = "Ouverture de la base"
CREATING = "Création de la base"
LOOKING = "Examen de la base"
UPGRADING = "Mise à niveau de la base"
UPGRADE_YES, NOT_NOW, READ_AGAIN = "&Mettre à niveau…", "&Plus tard", "&Réessayer"
RESTORING = "Restauration de la sauvegarde"
RESTORE_YES = "&Restaurer cette sauvegarde…"
READING_BACKUP = "Lecture de la sauvegarde"
CANCEL = "&Annuler"
OPEN_YES = "&Ouvrir cette base"
REPORTING = "Préparation du rapport"
REPORT_YES, REPORT_NO = "&Préparer le rapport…", "&Non, merci"
OPEN_FOLDER = "Ouvrir le dossier"
REPORT_QUESTION = (
    "Le programme a rencontré une erreur la dernière fois. Préparer un rapport?",
    "Le rapport est un fichier que vous pouvez joindre à un message à votre soutien informatique. Il dit où "
    "l’erreur s’est produite dans le programme, avec ses journaux et les versions de l’ordinateur. Il ne "
    "contient ni noms, ni réservations, ni fiches. Rien n’est envoyé sans vous.",
)

_MOST_ROLES = 2


def connection_works(label: str) -> str:
    """A connection that was tried and answered."""
    return f"La base «{NBSP}{label}{NBSP}» répond et votre compte y est connu."


def damaged_banner(name: str) -> str:
    """What stands over every screen while a damaged file is consulted."""
    return (
        f"Le fichier «{NBSP}{name}{NBSP}» est endommagé. Il n’a pas été modifié et s’ouvre en consultation "
        f"seulement{NBSP}: ce qui peut encore être lu est affiché, rien ne peut être enregistré."
    )


def damaged_question(path: str, backup: str, made: datetime, rows: int) -> tuple[str, str]:
    """The backup that may take the place of a damaged file, and what happens to the file."""
    when = f"{format_date(made.date())} à {format_time(made)}"
    return (
        f"Le fichier «{NBSP}{path}{NBSP}» est endommagé.",
        "Il n’a pas été modifié. La sauvegarde la plus récente qui se lit en entier est "
        f"«{NBSP}{backup}{NBSP}», faite le {when} ({counted(rows, 'ligne')}). La restaurer crée un nouveau "
        "fichier à côté de celui-ci, qui reste tel quel; ce qui a été enregistré après cette sauvegarde n’y "
        "est pas.",
    )


def damaged_without_backup(path: str) -> str:
    """No backup was found where the program looks for them."""
    return (
        f"Le fichier «{NBSP}{path}{NBSP}» est endommagé. Il n’a pas été modifié. Aucune sauvegarde qui se "
        f"lit en entier n’a été trouvée à côté de lui. Placez-y votre sauvegarde «{NBSP}.agence{NBSP}», puis "
        "ouvrez de nouveau la base."
    )


def restored(path: str) -> str:
    """The backup is in its new file, which is the base from now on."""
    return f"La sauvegarde est restaurée dans «{NBSP}{path}{NBSP}», qui s’ouvrira désormais."


def restore_question(backup: str, made: datetime, rows: int) -> tuple[str, str]:
    """A backup that was opened with the program, and what restoring it does."""
    when = f"{format_date(made.date())} à {format_time(made)}"
    return (
        f"Restaurer la sauvegarde «{NBSP}{backup}{NBSP}»?",
        f"Elle a été faite le {when} ({counted(rows, 'ligne')}) et se lit en entier. La restaurer crée un "
        "nouveau fichier et l’ouvre; votre base habituelle reste telle quelle.",
    )


def restored_beside(name: str) -> str:
    """The backup is in its new file, which is open now only."""
    return (
        f"La sauvegarde est restaurée dans «{NBSP}{name}{NBSP}», ouverte ici; votre base habituelle "
        "s’ouvrira au prochain démarrage."
    )


def other_base_question(shown: str) -> tuple[str, str]:
    """The program was started again for another base."""
    return (
        f"Ouvrir la base «{NBSP}{shown}{NBSP}»?",
        "Elle prendra la place de celle qui est ouverte; vos saisies seront gardées comme brouillons.",
    )


def report_made(name: str) -> str:
    """The name of the report; its folder is behind a button."""
    return f"Le rapport «{NBSP}{name}{NBSP}» est dans vos documents."


def signed_out(sentence: str) -> str:
    """Why nobody is signed in any more, and what became of the forms."""
    return f"{sentence} Vous n’êtes plus en séance; vos saisies sont gardées comme brouillons."


def upgrade_question(shown: str, before: str | None, after: str) -> tuple[str, str]:
    """A question and what it means, for whoever may bring a base of an older program up."""
    return (
        f"Mettre à niveau la base «{NBSP}{shown}{NBSP}»?",
        "Elle a été faite par une version antérieure du programme "
        f"(schéma{NBSP}{before}; il faut{NBSP}{after}). Une copie de sûreté est d’abord faite et relue. "
        "Pendant la mise à niveau, personne ne peut rien enregistrer; ensuite, les postes qui ont une "
        "version antérieure du programme devront être mis à jour.",
    )


def upgrade_wait(shown: str) -> tuple[str, str]:
    """The same for whoever must wait."""
    return (
        f"La base «{NBSP}{shown}{NBSP}» doit être mise à niveau.",
        "Elle a été faite par une version antérieure du programme. Seule l’administration de la base peut la "
        "mettre à niveau. Réessayez quand ce sera fait.",
    )


def upgraded(copy: str) -> str:
    """It is done, and where the copy of before is."""
    kept = f" La copie d’avant est gardée dans «{NBSP}{copy}{NBSP}»." if copy else ""
    return f"La base est à niveau.{kept}"


def roles_of(actor: Actor) -> str:
    """The roles of the status bar, the most telling first: « répondant hôte et gestionnaire »."""
    held = [role for role in _ORDER if actor.holds(role)]
    return listed([role.label for role in held[:_MOST_ROLES]]) if held else ""


_ORDER = (
    Role.HOST,
    Role.MANAGER,
    Role.CLERK,
    Role.ADMINISTRATOR,
    Role.TECHNICIAN,
    Role.HOLDER,
    Role.MEMBER,
    Role.CLIENT,
    Role.READER,
)
