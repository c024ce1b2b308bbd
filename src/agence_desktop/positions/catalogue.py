"""The 16 sections of a handover sheet and their fields: names, French labels, kinds, and who must fill what.

One list for everything that goes through a sheet field by field: reading and writing files, completeness,
comparison of versions, the editor's forms and tables, and the printed page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from agence_desktop.positions.content import (
    Access,
    Action,
    Asset,
    Contact,
    Decision,
    Delegation,
    Meeting,
    Problem,
    Record,
    Relief,
    Task,
    TeamProfile,
    Training,
    Work,
    YearDate,
)


class Kind(StrEnum):
    """What a field holds; ``codec`` says how each is written."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    WHOLE = "whole"
    HOURS = "hours"
    YES_NO = "yes_no"
    DURATION = "duration"
    LEVEL = "level"
    SCALE = "scale"
    IMPACTS = "impacts"
    MONTHS = "months"
    DUE = "due"
    CHOICE = "choice"


class Filler(StrEnum):
    """Who fills a field: T, S or G of the specification, or the program."""

    HOLDER = "holder"
    SUBSTITUTE = "substitute"
    MANAGER = "manager"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a sheet or of the lines of a table; ``name`` is its attribute and its key in files.

    ``label`` heads columns and forms; ``low`` and ``high`` bound whole numbers; ``hint`` says what to type.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    filler: Filler = Filler.HOLDER
    low: int | None = None
    high: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A table of a section: one line type, its columns, and the fewest lines before submission.

    ``name`` is the attribute of ``Sheet``. Lines without a type are plain texts with one column.
    ``title`` names the column that tells a line apart, for comparison and lists of what is missing; ``key``
    the attribute that identifies a line for ever, where there is one. The lines of a ``fixed`` table stand.
    """

    name: str
    label: str
    line: type[Any] | None
    fields: tuple[Field, ...]
    title: str
    fewest: int = 0
    filler: Filler = Filler.HOLDER
    fixed: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its number, title, own fields and tables; the program fills what is ``auto``."""

    number: int
    title: str
    fields: tuple[Field, ...] = ()
    groups: tuple[Group, ...] = ()
    auto: bool = False


def _long(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    return Field(name, label, Kind.LONG, required=required, hint=hint)


def _texts(name: str, label: str, fewest: int = 0) -> Group:
    return Group(name, label, None, (_long("text", label, required=True),), "text", fewest)


TASK_FIELDS: Final = (
    Field(
        "title",
        "Tâche",
        required=True,
        hint="Un verbe et son objet\u00a0: «\u00a0Traiter les demandes\u00a0»",
    ),
    Field("frequency", "Fréquence", required=True, hint="Quotidienne, hebdomadaire, à la demande…"),
    Field(
        "due",
        "Échéance",
        Kind.DUE,
        required=True,
        hint="«\u00a0lundi 16 h\u00a0», «\u00a010e jour ouvrable du mois\u00a0»",
    ),
    Field("hours", "Heures par semaine", Kind.HOURS),
    Field("peak_months", "Mois de pointe", Kind.MONTHS),
    Field("legal_basis", "Base légale"),
    Field("deliverable", "Livrable", required=True),
    Field("recipient", "Destinataire", required=True),
    Field("criticality", "Criticité", Kind.SCALE, required=True, low=1, high=4),
    Field(
        "impacts",
        "Impact après 1 h, 3 h, 1 j, 3 j, 1 sem., 1 mois",
        Kind.IMPACTS,
        required=True,
        low=1,
        high=5,
    ),
    Field(
        "max_interruption_days",
        "Arrêt toléré",
        Kind.DURATION,
        hint="Calculé d’après l’impact; ce qui est écrit l’emporte",
    ),
    Field("recovery_days", "Reprise visée", Kind.DURATION, required=True),
    Field("minimum", "Au minimum"),
    Field("procedure", "Procédure"),
    Field("procedure_date", "Procédure du", Kind.DATE, required=True),
    Field("systems", "Systèmes"),
    Field("pitfalls", "Piège"),
    Field("required_level", "Niveau requis", Kind.LEVEL, required=True, low=0, high=4),
    Field("wanted", "Relèves voulues", Kind.WHOLE, required=True, low=0, high=9),
)

SECTIONS: Final = (
    Section(
        0,
        "Contrôle",
        (
            Field("reason", "Motif", Kind.CHOICE, required=True),
            Field("diffusion", "Diffusion", Kind.CHOICE, required=True, filler=Filler.MANAGER),
            Field("written_on", "Rédigée le", Kind.DATE, required=True),
            Field("next_review", "Prochaine révision", Kind.DATE, filler=Filler.PROGRAM),
        ),
    ),
    Section(
        1,
        "Mission et limites",
        (
            _long("mission", "Mission", required=True, hint="500 caractères au plus"),
            _long("limits", "Ce que le poste ne fait pas"),
        ),
        (
            Group(
                "delegations",
                "Signature déléguée",
                Delegation,
                (
                    Field("subject", "Objet", required=True),
                    Field("ceiling", "Plafond"),
                    Field("delegate", "Personne déléguée", required=True),
                ),
                "subject",
            ),
        ),
    ),
    Section(
        2,
        "Première semaine",
        (),
        (
            _texts("know", "Cinq choses à savoir", 5),
            _texts("first", "À faire d’abord"),
            _texts("never", "À ne jamais faire"),
        ),
    ),
    Section(3, "Tâches", (), (Group("tasks", "Tâches", Task, TASK_FIELDS, "title", 1, key="key"),)),
    Section(
        4,
        "L’année",
        (),
        (
            Group(
                "dates",
                "Autres dates",
                YearDate,
                (Field("day", "Date", Kind.DATE, required=True), Field("label", "Événement", required=True)),
                "label",
            ),
        ),
        auto=True,
    ),
    Section(
        5,
        "Travaux en cours",
        (),
        (
            Group(
                "works",
                "Travaux en cours",
                Work,
                (
                    Field("file", "Dossier", required=True),
                    Field("status", "État", required=True),
                    Field("next_action", "Prochaine action", required=True),
                    Field("due", "Échéance", Kind.DATE, required=True),
                    Field("partners", "Partenaires"),
                    Field("budget", "Budget"),
                    Field("risk", "Risque"),
                ),
                "file",
            ),
        ),
    ),
    Section(
        6,
        "Décisions et problèmes connus",
        (),
        (
            Group(
                "decisions",
                "Décisions",
                Decision,
                (
                    Field("decision", "Décision", required=True),
                    Field("why", "Pourquoi"),
                    Field("rejected", "Option écartée"),
                ),
                "decision",
            ),
            Group(
                "problems",
                "Problèmes connus",
                Problem,
                (Field("symptom", "Symptôme", required=True), Field("remedy", "Remède", required=True)),
                "symptom",
            ),
        ),
    ),
    Section(
        7,
        "Contacts",
        (),
        (
            Group(
                "contacts",
                "Contacts",
                Contact,
                (
                    Field("function", "Fonction", required=True),
                    Field("organisation", "Organisme", required=True),
                    Field("name", "Personne"),
                    Field("phone", "Téléphone au travail"),
                    Field("email", "Courriel au travail"),
                    Field("subject", "Pour"),
                    Field("introduced", "Présentation faite", Kind.YES_NO),
                ),
                "function",
            ),
        ),
    ),
    Section(
        8,
        "Systèmes et accès",
        (),
        (
            Group(
                "accesses",
                "Systèmes et accès",
                Access,
                (
                    Field("system", "Système", required=True),
                    Field("profile", "Profil", required=True),
                    Field("granter", "Qui accorde", required=True),
                    Field("form", "Formulaire"),
                    Field("delay_days", "Délai en jours", Kind.WHOLE, required=True, low=0, high=365),
                    Field(
                        "substitute_has", "La relève l’a", Kind.YES_NO, required=True, filler=Filler.MANAGER
                    ),
                    Field("vault", "Nom du coffre", hint="Le nom seulement, jamais ce qu’il contient"),
                ),
                "system",
            ),
        ),
    ),
    Section(
        9,
        "Dossiers et biens",
        (),
        (
            Group(
                "records",
                "Dossiers",
                Record,
                (
                    Field("classification", "Code de classification", required=True),
                    Field("location", "Emplacement", required=True),
                    Field("retention", "Règle de conservation"),
                ),
                "classification",
            ),
            Group(
                "assets",
                "Clés et équipement",
                Asset,
                (
                    Field(
                        "identifier",
                        "Identifiant",
                        required=True,
                        hint="Le numéro du bien, jamais un code d’accès",
                    ),
                    Field("description", "Description"),
                    Field("kept_at", "Où"),
                ),
                "identifier",
            ),
        ),
    ),
    Section(
        10,
        "Réunions",
        (),
        (
            Group(
                "meetings",
                "Réunions",
                Meeting,
                (
                    Field("name", "Réunion", required=True),
                    Field("rhythm", "Rythme"),
                    Field("role", "Rôle"),
                    Field("next_date", "Prochaine date", Kind.DATE),
                ),
                "name",
            ),
        ),
    ),
    Section(
        11,
        "Formation",
        (
            Field(
                "weeks_to_autonomy",
                "Semaines jusqu’à l’autonomie",
                Kind.WHOLE,
                required=True,
                low=0,
                high=104,
            ),
        ),
        (
            Group(
                "trainings",
                "Formation",
                Training,
                (Field("course", "Formation", required=True), Field("shadowing", "Jumelage")),
                "course",
            ),
        ),
    ),
    Section(
        12,
        "Plan de relève",
        (),
        (
            Group(
                "relief",
                "Selon la durée de l’absence",
                Relief,
                (
                    Field("who", "Qui remplace", required=True, filler=Filler.MANAGER),
                    Field("suspended", "Ce qui est suspendu", filler=Filler.MANAGER),
                    Field("moved", "Ce qui est déplacé", filler=Filler.MANAGER),
                ),
                "length",
                filler=Filler.MANAGER,
                fixed=True,
                key="length",
            ),
            Group(
                "team",
                "Équipe volante à demander",
                TeamProfile,
                (
                    Field("family", "Famille", filler=Filler.MANAGER),
                    Field("skills", "Compétences", filler=Filler.MANAGER),
                    Field(
                        "effort_percent", "Effort, en %", Kind.WHOLE, filler=Filler.MANAGER, low=1, high=100
                    ),
                    Field("mode", "Mode", filler=Filler.MANAGER),
                ),
                "family",
                filler=Filler.MANAGER,
                fixed=True,
            ),
        ),
    ),
    Section(
        13,
        "Risques et actions",
        (),
        (
            Group(
                "actions",
                "Actions",
                Action,
                (
                    Field("action", "Action", required=True),
                    Field("owner", "Responsable", required=True),
                    Field("due", "Date", Kind.DATE, required=True),
                ),
                "action",
            ),
        ),
        auto=True,
    ),
    Section(14, "Exercices de relève", auto=True),
    Section(15, "Signatures", auto=True),
)

GROUPS: Final = {group.name: group for section in SECTIONS for group in section.groups}
"""Attribute of ``Sheet`` → its table."""
OWN_FIELDS: Final = {field.name: (section, field) for section in SECTIONS for field in section.fields}
"""Fields that stand outside tables, with their sections; those of § 0 belong to ``Control``."""


def field_at(path: str) -> Field:
    """The field that a path such as « tasks/T4/procedure_date » names; KeyError where there is none."""
    parts = path.split("/")
    if len(parts) == 1:
        return OWN_FIELDS[path][1]
    group = GROUPS[parts[0]]
    if group.line is None:
        return group.fields[0]
    found = next((one for one in group.fields if one.name == "/".join(parts[2:])), None)
    if found is None:
        raise KeyError(path)
    return found


def section_of(name: str) -> Section:
    """The section that holds a field or a table of the sheet; KeyError for an unknown name."""
    for section in SECTIONS:
        if any(field.name == name for field in section.fields) or any(
            group.name == name for group in section.groups
        ):
            return section
    raise KeyError(name)
