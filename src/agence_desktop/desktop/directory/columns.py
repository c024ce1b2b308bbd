"""The columns of the directory's lists."""

from __future__ import annotations

from agence_desktop.core.french import format_date, listed
from agence_desktop.core.french.sorting import sort_key
from agence_desktop.core.hours_words import hours_cell
from agence_desktop.desktop.directory import texts
from agence_desktop.desktop.directory.gateway import SiteLine
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.directory.rows import OrganisationRow, PersonRow, Remaining

PEOPLE: tuple[Column[PersonRow], ...] = (
    Column(
        "name",
        "Nom",
        lambda row: f"{row.last_name}, {row.first_name}",
        sort=lambda row: sort_key(f"{row.last_name} {row.first_name}"),
        width=220,
        strong=True,
    ),
    Column("organisation", "Organisme", lambda row: row.organisation, width=110),
    Column("site", "Port d’attache", lambda row: row.site, stretch=True),
    Column("job_class", "Corps d’emploi", lambda row: row.job_class, width=180),
    Column("phone", "Téléphone", lambda row: row.phone, width=120),
    Column("email", "Courriel", lambda row: row.email, width=260),
    Column(
        "until",
        texts.FIELDS["until"],
        lambda row: "" if row.until is None else format_date(row.until, weekday=False),
        sort=lambda row: row.until,
        width=160,
        hidden=True,
    ),
)

REMAINING: tuple[Column[Remaining], ...] = (
    Column("record", texts.RECORD_COLUMN, lambda row: row.record, width=240, strong=True),
    Column("about", texts.ABOUT_COLUMN, lambda row: row.about, width=260, stretch=True),
    Column(
        "day",
        texts.DAY_COLUMN,
        lambda row: "" if row.day is None else format_date(row.day, weekday=False),
        sort=lambda row: row.day,
        width=160,
    ),
)

ORGANISATIONS: tuple[Column[OrganisationRow], ...] = (
    Column("acronym", "Sigle", lambda row: row.acronym, width=100, strong=True),
    Column("name", "Nom", lambda row: row.name, stretch=True),
    Column("kind", "Nature", lambda row: row.kind, width=120),
    Column(
        "regions",
        "Régions",
        lambda row: listed(sorted(row.regions)) if row.regions else "",
        width=220,
    ),
)

SITES: tuple[Column[SiteLine], ...] = (
    Column(
        "name",
        "Immeuble",
        lambda row: row.site.name,
        sort=lambda row: row.site.sort_key,
        width=320,
        strong=True,
    ),
    Column("organisation", "Organisme", lambda row: row.organisation.acronym, width=110),
    Column("municipality", "Municipalité", lambda row: row.site.municipality, width=170),
    Column("region", "Région", lambda row: row.region, width=190),
    Column("address", "Adresse", lambda row: row.site.address, stretch=True),
    Column("hours", "Heures", lambda row: hours_cell(row.site.hours), width=230, align=Align.LEFT),
)
