"""The welcome sheet: where and when to come, the first day, accesses, and what the unit prepares before."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, format_date, format_time
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    mandate_furniture,
    named_at_all,
    note,
    numbered_sections,
    paper_pdf,
    who_welcomes,
)
from agence_desktop.documents.deployments.look import key_box as framed
from agence_desktop.documents.deployments.rows import TimetableLine, WelcomePaper
from agence_desktop.documents.deployments.words import period_words, rhythm_words, seat_words, weekday_words
from agence_desktop.documents.marks import TICK
from agence_desktop.documents.rows import Contact
from agence_desktop.documents.sheets.look import fitted
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import (
    BODY,
    TABLE,
    capital,
    cell,
    cell_title,
    email_run,
    header,
    phone_text,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Text, TextList
from agence_desktop.documents.tagging.inline import strong
from agence_desktop.documents.tagging.table import DataTable

_NAME = "Fiche d’accueil"


def welcome_pdf(paper: WelcomePaper) -> bytes:
    """The welcome sheet on Letter pages, tagged."""
    mandate = paper.mandate
    status = f"Arrivée le {format_date(paper.arrival, weekday=False)}"
    furniture = mandate_furniture(mandate, _NAME, status, paper.stamp, "Imprimée")
    where = ", ".join(filter(None, (mandate.client, mandate.unit, mandate.place)))
    blocks: list[Block] = [
        title(f"{_NAME}{NBSP}: {mandate.member}"),
        Text("Bienvenue chez ", strong(where), ". ", mandate.assignment, style=BODY),
        framed([_when(paper), _where(paper), _who(paper)], [1, 1, 1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, welcome_title(paper))


def welcome_title(paper: WelcomePaper) -> str:
    """« Fiche d’accueil D-2026-0042, place 1 de 1, Geneviève Tremblay-Côté »."""
    return f"{_NAME}{NBSP}{paper.mandate.number}, {seat_words(paper.mandate)}, {paper.mandate.member}"


def _when(paper: WelcomePaper) -> list[Block]:
    rhythm = paper.mandate.rhythm
    key = f"{capital(format_date(paper.arrival, year=False))}, {format_time(paper.arrival)}"
    days = weekday_words(rhythm)
    told = f"{capital(rhythm_words(rhythm))}{f' ({days})' if days else ''}"
    return answer("Premier jour", key, capital(period_words(rhythm.period)), told)


def _where(paper: WelcomePaper) -> list[Block]:
    mandate = paper.mandate
    town = mandate.town or mandate.place or "À distance"
    return answer("Où se présenter", town, mandate.place if mandate.town else "", paper.address)


def _who(paper: WelcomePaper) -> list[Block]:
    otherwise = next((one for one in paper.contacts if named_at_all(one)), Contact(""))
    return who_welcomes(paper.welcome, otherwise)


def _sections(paper: WelcomePaper) -> list[Section]:
    return [
        Section("Pour entrer", _steps(paper.way_in)),
        Section("Le premier jour", first_day_table(paper.first_day)),
        Section("À apporter", _steps(paper.to_bring)),
        Section("Vos accès", _accesses(paper)),
        Section("Bon à savoir", _steps(paper.to_know)),
        Section("À qui s’adresser", _contacts(paper)),
        Section("À préparer par l’unité d’accueil", _prepared(paper), "à cocher avant l’arrivée"),
    ]


def first_day_table(lines: tuple[TimetableLine, ...]) -> list[Block]:
    """The first day by the hour; nothing without lines."""
    rows: list[list[Block]] = [
        [cell_title(format_time(line.at) if line.at else ""), cell(line.activity), cell(line.who)]
        for line in lines
    ]
    if not rows:
        return []
    return [DataTable(header("Heure", "Activité", "Avec"), rows, [92, 274, 156], TABLE)]


def _steps(steps: tuple[str, ...]) -> list[Block]:
    return [TextList([[step] for step in steps], BODY)] if steps else []


def _accesses(paper: WelcomePaper) -> list[Block]:
    if not paper.accesses:
        return [note("Les accès sont donnés à l’arrivée. Aucun mot de passe ne figure sur cette fiche.")]
    table = fitted(("Système", "État"), [list(pair) for pair in paper.accesses])
    return [table, note("Aucun mot de passe ne figure sur cette fiche.")]


def _contacts(paper: WelcomePaper) -> list[Block]:
    rows: list[list[Block]] = [
        [
            cell_title(capital(one.role)),
            cell(one.person),
            cell(strong(phone_text(one.phone)) if one.phone else ""),
            cell(email_run(one.email) if one.email else ""),
        ]
        for one in (paper.welcome, *paper.contacts)
        if named_at_all(one)
    ]
    if not rows:
        return []
    labels = header("Fonction", "Personne", "Téléphone", "Courriel")
    return [DataTable(labels, rows, [152, 108, 82, 180], TABLE)]


def _prepared(paper: WelcomePaper) -> list[Block]:
    if not paper.to_prepare:
        return []
    rows: list[list[Block]] = [
        [cell_title(name), cell(TICK, f"{NBSP}fait") if done else cell(TO_TICK, f"{NBSP}à faire")]
        for name, done in paper.to_prepare
    ]
    return [DataTable(header("Préparation", "État"), rows, [432, 90], TABLE)]
