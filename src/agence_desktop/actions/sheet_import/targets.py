"""The fields of a sheet that a column or a label of a document can stand for, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from agence_desktop.actions.sheet_import import sentences
from agence_desktop.core.french import search_key
from agence_desktop.positions.catalogue import SECTIONS, Field, Filler, Group, Kind
from agence_desktop.positions.content import Relief

KEY: Final = "tasks/key"
LENGTH: Final = "relief/length"
IMPACT: Final = "tasks/impacts/"
"""Before the number, from 1, of one of the six impacts that has a column of its own."""

_ALSO: Final[Mapping[str, str]] = {
    "mission": "mandat, mission du poste, raison d’être, but du poste",
    "limits": "limites, hors mandat, ce que le poste ne fait pas, exclusions",
    "reason": "motif, motif de la fiche, raison de la fiche",
    "diffusion": "diffusion, niveau de diffusion, confidentialité",
    "written_on": "rédigée le, date de rédaction, rédigé le, date de la fiche",
    "weeks_to_autonomy": "semaines jusqu’à l’autonomie, durée d’apprentissage, semaines d’apprentissage",
    "delegations/subject": "objet, signature déléguée, délégation",
    "delegations/ceiling": "plafond, montant maximal, limite de signature",
    "delegations/delegate": "personne déléguée, délégataire, signe à la place",
    "know/text": "à savoir, cinq choses à savoir, chose à savoir, points importants, essentiel",
    "first/text": "à faire d’abord, priorités, première journée, faire d’abord",
    "never/text": "à ne jamais faire, jamais, interdits, ne jamais faire, à éviter",
    KEY: "no, numéro, no de tâche, code, clé",
    "tasks/title": "tâche, tâches, activité, responsabilité, nom de la tâche, titre, description de la tâche",
    "tasks/frequency": "fréquence, périodicité, récurrence, rythme",
    "tasks/due": "échéance, échéances, date limite, quand, moment, délai, date due",
    "tasks/hours": "heures, heures par semaine, durée, temps, charge, h sem",
    "tasks/peak_months": "mois de pointe, pointe, période de pointe, saison",
    "tasks/legal_basis": "base légale, loi, règlement, fondement, référence légale",
    "tasks/deliverable": "livrable, résultat, produit, extrant",
    "tasks/recipient": "destinataire, pour qui, client, bénéficiaire, remis à",
    "tasks/criticality": "criticité, crit, importance, priorité, niveau critique",
    "tasks/impacts": "impact, impacts, conséquence, gravité",
    "tasks/max_interruption_days": "arrêt toléré, interruption maximale, dmia, interruption tolérée, "
    "délai maximal d’interruption",
    "tasks/recovery_days": "reprise visée, délai de reprise, reprise, objectif de reprise",
    "tasks/minimum": "au minimum, service minimal, minimum, service essentiel",
    "tasks/procedure": "procédure, lien vers la procédure, marche à suivre, documentation, guide",
    "tasks/procedure_date": "procédure du, date de la procédure, procédure mise à jour le",
    "tasks/systems": "systèmes, système, logiciels, applications, outils",
    "tasks/pitfalls": "piège, pièges, attention, difficultés, erreurs à éviter",
    "tasks/required_level": "niveau requis, niveau, compétence requise, niveau de compétence",
    "tasks/wanted": "relèves voulues, nombre de relèves, suppléants voulus, nombre de remplaçants",
    "dates/day": "date, jour",
    "dates/label": "événement, quoi, description",
    "works/file": "dossier, no de dossier, projet, travaux en cours",
    "works/status": "état, statut, avancement",
    "works/next_action": "prochaine action, prochaine étape, à faire, suite",
    "works/due": "échéance, date limite, pour le",
    "works/partners": "partenaires, avec qui, intervenants",
    "works/budget": "budget, montant, coût",
    "works/risk": "risque, risques",
    "decisions/decision": "décision, décisions",
    "decisions/why": "pourquoi, raison, justification",
    "decisions/rejected": "option écartée, option rejetée, autre option",
    "problems/symptom": "symptôme, problème, problème connu, panne",
    "problems/remedy": "remède, solution, correctif, quoi faire",
    "contacts/function": "fonction, rôle, titre, poste",
    "contacts/organisation": "organisme, organisation, unité, direction, ministère",
    "contacts/name": "personne, nom, contact, personne ressource",
    "contacts/phone": "téléphone, tél, téléphone au travail, no de téléphone",
    "contacts/email": "courriel, adresse courriel, courriel au travail, adresse électronique",
    "contacts/subject": "pour, sujet, objet, à propos de",
    "contacts/introduced": "présentation faite, présenté, présentation",
    "accesses/system": "système, application, logiciel",
    "accesses/profile": "profil, type d’accès, rôle",
    "accesses/granter": "qui accorde, accordé par, responsable de l’accès, demander à",
    "accesses/form": "formulaire, demande",
    "accesses/delay_days": "délai en jours, délai, délai d’obtention, jours",
    "accesses/substitute_has": "la relève l’a, accès de la relève, relève, suppléant a l’accès",
    "accesses/vault": "nom du coffre, coffre, voûte",
    "records/classification": "code de classification, classification, cote, plan de classification",
    "records/location": "emplacement, lieu, où se trouve, chemin",
    "records/retention": "règle de conservation, conservation, délai de conservation",
    "assets/identifier": "identifiant, numéro, no du bien, étiquette",
    "assets/description": "description, bien, équipement, clé",
    "assets/kept_at": "où, emplacement, gardé où",
    "meetings/name": "réunion, rencontre, comité",
    "meetings/rhythm": "rythme, fréquence, périodicité",
    "meetings/role": "rôle, participation",
    "meetings/next_date": "prochaine date, prochaine rencontre, prochaine réunion",
    "trainings/course": "formation, cours, formation requise",
    "trainings/shadowing": "jumelage, accompagnement, observation",
    LENGTH: "durée, absence, durée de l’absence, absences",
    "relief/who": "qui remplace, remplaçant, relève, suppléant, qui",
    "relief/suspended": "ce qui est suspendu, suspendu, ce qui arrête",
    "relief/moved": "ce qui est déplacé, déplacé, transféré à",
    "team/family": "famille, équipe volante",
    "team/skills": "compétences, compétences recherchées",
    "team/effort_percent": "effort en, effort, pourcentage, effort en pourcentage",
    "team/mode": "mode, mode de travail, sur place ou à distance",
    "actions/action": "action, mesure, à améliorer",
    "actions/owner": "responsable, qui, par qui",
    "actions/due": "date, échéance, pour le",
}
_TITLES: Final[Mapping[str, str]] = {
    "delegations": "signature, délégations",
    "know": "à savoir, savoir",
    "first": "faire d’abord, première semaine",
    "never": "jamais",
    "tasks": "tâches, activités, responsabilités",
    "dates": "calendrier, année, dates",
    "works": "travaux, dossiers en cours, projets",
    "decisions": "décisions",
    "problems": "problèmes",
    "contacts": "contacts, personnes ressources",
    "accesses": "accès, systèmes",
    "records": "dossiers, documents",
    "assets": "clés, équipement, biens",
    "meetings": "réunions, rencontres, comités",
    "trainings": "formation",
    "relief": "relève, absence",
    "team": "équipe volante",
    "actions": "actions, risques",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A field: ``name`` is « mission » or « tasks/title »; ``group`` its table, empty for a field of its own.

    ``phrases`` are what headings may call it, as search keys, its own label first.
    """

    name: str
    label: str
    group: str
    phrases: tuple[str, ...]


@cache
def targets() -> tuple[Target, ...]:
    """Every field that people fill, in the order of the sheet."""
    return tuple(_targets())


@cache
def targets_by_name() -> Mapping[str, Target]:
    """Name → target."""
    return {target.name: target for target in targets()}


def targets_of(group: str) -> tuple[Target, ...]:
    """The fields of one table, or those outside all tables where ``group`` is empty."""
    return tuple(target for target in targets() if target.group == group)


@cache
def title_phrases(group: str) -> tuple[str, ...]:
    """What people may call a table, as search keys."""
    label = next(one.label for section in SECTIONS for one in section.groups if one.name == group)
    return tuple(dict.fromkeys(search_key(one) for one in (label, *_TITLES[group].split(","))))


def _targets() -> Iterator[Target]:
    for section in SECTIONS:
        for field in section.fields:
            if field.filler is not Filler.PROGRAM:
                yield _target(field.name, field.label, "")
        for group in section.groups:
            yield from _of_group(group)


def _of_group(group: Group) -> Iterator[Target]:
    if group.name == "tasks":
        yield _target(KEY, sentences.KEY_LABEL, group.name)
    if group.line is Relief:
        yield _target(LENGTH, sentences.LENGTH_LABEL, group.name)
    for field in group.fields:
        yield _target(f"{group.name}/{field.name}", _label(group, field), group.name)
        if field.kind is Kind.IMPACTS:
            for number, label in enumerate(sentences.IMPACT_LABELS, 1):
                yield _target(f"{IMPACT}{number}", label, group.name)


def _label(group: Group, field: Field) -> str:
    return group.label if group.line is None else field.label


def _target(name: str, label: str, group: str) -> Target:
    phrases = [label, *_ALSO.get(name, "").split(",")]
    if name.startswith(IMPACT):
        phrases.append(label.removeprefix("Impact après "))
    keys = dict.fromkeys(key for key in map(search_key, phrases) if key)
    return Target(name, label, group, tuple(keys))
