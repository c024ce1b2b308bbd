"""Terms, rates and closures of the hosts of the demonstration, at their three levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from agence_desktop.actions.demo.named_rooms import NAMED_CODES
from agence_desktop.actions.demo.sites import Site
from agence_desktop.actions.demo.words import DESK, HALL
from agence_desktop.core.calendars import add_working_days, week_start
from agence_desktop.core.hours import parse_hours
from agence_desktop.directory.rows import Directory
from agence_desktop.spaces.commands.furnishing import ClosureDraft, HostDraft, Level, SpaceDraft
from agence_desktop.spaces.rows import Approval, Rates, Terms
from agence_desktop.spaces.terms import parse_eligibility

_OUTSIDE, _HOST, _AUTOMATIC = Approval.OUTSIDE_TERMS, Approval.HOST, Approval.AUTOMATIC
_DAY = 24 * 60

USUAL = Terms(
    hours=parse_hours("lun-ven 08:30-16:30"),
    notice_minutes=_DAY,
    horizon_days=90,
    min_minutes=30,
    max_minutes=480,
    grid_minutes=15,
    approval=_OUTSIDE,
    cancel_hours=24,
)
"""Those of Services Québec; other hosts change some fields."""

ORGANISATIONS: Mapping[str, Terms] = {
    "SQ-SC": USUAL,
    "MESS": Terms(
        hours=parse_hours("lun-ven 08:00-17:00"),
        notice_minutes=0,
        horizon_days=180,
        min_minutes=30,
        max_minutes=540,
        grid_minutes=30,
        approval=_AUTOMATIC,
        cancel_hours=48,
        release_minutes=15,
    ),
    "RQ": Terms(
        hours=parse_hours("lun-ven 08:00-17:00"),
        notice_minutes=2 * _DAY,
        horizon_days=120,
        grid_minutes=15,
        max_minutes=480,
        quota_hours=60,
        approval=_HOST,
        cancel_hours=24,
    ),
    "FADQ": Terms(
        hours=parse_hours("lun-ven 08:30-16:30"),
        horizon_days=120,
        min_minutes=60,
        max_minutes=480,
        grid_minutes=30,
        eligibility=parse_eligibility("region"),
        quota_hours=80,
        approval=_AUTOMATIC,
    ),
    "MTQ": Terms(
        hours=parse_hours("lun-ven 08:00-16:00"),
        notice_minutes=2 * _DAY,
        horizon_days=120,
        max_minutes=480,
        grid_minutes=15,
        approval=_OUTSIDE,
        release_minutes=30,
    ),
    "MFFP": Terms(
        hours=parse_hours("lun-ven 08:30-16:30"),
        notice_minutes=_DAY,
        horizon_days=60,
        grid_minutes=15,
        approval=_HOST,
        buffer_after=15,
    ),
    "CNESST": Terms(
        hours=parse_hours("lun-ven 08:00-17:00"),
        notice_minutes=_DAY,
        horizon_days=90,
        min_minutes=30,
        grid_minutes=15,
        eligibility=parse_eligibility("MESS+MIFI+MJQ+MSP+MTQ+RQ+SAAQ+SCT+SQ-SC"),
        approval=_AUTOMATIC,
    ),
    "SAAQ": Terms(
        hours=parse_hours("lun-jeu 08:00-20:00; ven 08:00-17:00"),
        notice_minutes=60,
        horizon_days=90,
        min_minutes=30,
        max_minutes=600,
        grid_minutes=15,
        quota_hours=120,
        approval=_OUTSIDE,
    ),
}
"""By host; one that is not named keeps the default: always open, automatic, free."""

SITES: Mapping[str, Terms] = {
    "LEV": Terms(buffer_before=30, buffer_after=30, release_minutes=30),
    "EST": Terms(hours=parse_hours("lun-ven 08:00-17:00")),
    "BSA": Terms(hours=parse_hours("lun-ven 08:00-12:00,13:00-16:00")),
    "IDM": Terms(hours=parse_hours("lun-ven 08:30-16:30; sam 09:00-12:00"), notice_minutes=0),
    "LAV": Terms(hours=parse_hours("lun-ven 08:00-17:00"), quota_hours=200),
    "STJ": Terms(buffer_after=15, grid_minutes=30),
    "MMY": Terms(hours=parse_hours("lun-ven 08:00-16:00")),
}
"""What a building changes of its host's terms."""

SPACES: Mapping[str, Terms] = {
    "LEV-ETC": Terms(notice_minutes=10 * _DAY),
    "EST-MTY": Terms(buffer_before=30, buffer_after=30, quota_hours=400, approval=_HOST),
    "JPZ-112": Terms(buffer_before=15, buffer_after=15, release_minutes=15),
    "JPZ-110": Terms(notice_minutes=5 * _DAY, approval=_HOST),
    "JPZ-301": Terms(approval=_OUTSIDE, horizon_days=60),
    "DRV-SFR": Terms(
        hours=parse_hours("lun-ven 00:00-24:00"), whole_days=True, max_minutes=5 * _DAY, approval=_HOST
    ),
}
"""What a room changes of its building's terms."""

_DESK_TERMS = Terms(
    notice_minutes=0, buffer_before=0, buffer_after=0, max_minutes=600, horizon_days=30, approval=_AUTOMATIC
)
_HALL_TERMS = Terms(notice_minutes=3 * _DAY, approval=_HOST)
_LARGE = 40
"""From this many places on, the host decides."""


def plan_host_data(
    directory: Directory,
    sites: Sequence[tuple[int, Site]],
    spaces: Sequence[SpaceDraft],
    ids: Mapping[str, int],
    today: date,
) -> list[HostDraft]:
    """Everything the hosts give; ``ids``: code of a room → id."""
    hosts = {site.draft.organisation_id for _, site in sites}
    acronyms = {organisation: directory.organisations[organisation].acronym for organisation in sorted(hosts)}
    drafts = [
        HostDraft(Level.ORGANISATION, host, ORGANISATIONS.get(acronym), _organisation_rates(acronym, today))
        for host, acronym in acronyms.items()
    ]
    drafts += (
        HostDraft(
            Level.SITE,
            site_id,
            SITES.get(site.building.code),
            _site_rates(site.building.code, today),
            _site_closures(site.building.code, today),
        )
        for site_id, site in sites
    )
    observed = directory.observed.keys()
    closures = dict(_space_closures(spaces, add_working_days(today, 2, observed), today))
    drafts += (
        HostDraft(
            Level.SPACE,
            ids[space.code],
            _space_terms(space),
            _space_rates(space.code, today),
            closures.get(space.code, ()),
        )
        for space in spaces
    )
    return [draft for draft in drafts if draft.terms or draft.rates or draft.closures]


def _space_terms(space: SpaceDraft) -> Terms | None:
    if space.code in SPACES:
        return SPACES[space.code]
    if space.kind == DESK:
        return _DESK_TERMS
    return _HALL_TERMS if space.kind == HALL and space.capacity >= _LARGE and not space.parent else None


def _organisation_rates(acronym: str, today: date) -> tuple[Rates, ...]:
    """Rates rise each first of April; the first ones are older than any booking."""
    old, new = date(today.year - 6, 4, 1), _last_april(today)
    match acronym:
        case "SQ-SC":
            return Rates(old, _dollars(36)), Rates(new, _dollars(38))
        case "RQ" | "MTQ":
            return (
                Rates(old, _dollars(30), _dollars(95), _dollars(170)),
                Rates(new, _dollars(32), _dollars(100), _dollars(180)),
            )
        case "SAAQ" | "CNESST":
            return (Rates(old, None, _dollars(110), _dollars(200)),)
        case _:
            return ()


def _site_rates(code: str, today: date) -> tuple[Rates, ...]:
    old = date(today.year - 6, 4, 1)
    match code:
        case "STM" | "BSA" | "LEC":
            return (Rates(old, _dollars(0)),)
        case "MGY":
            return (Rates(old, _dollars(30)),)
        case _:
            return ()


def _space_rates(code: str, today: date) -> tuple[Rates, ...]:
    old = date(today.year - 6, 4, 1)
    match code:
        case "LEV-ETC":
            return (Rates(old, _dollars(80), None, _dollars(480)),)
        case "LEV-ETC-A":
            return (Rates(old, _dollars(50)),)
        case "JPZ-112":
            return (Rates(old, _dollars(24), _dollars(75)),)
        case "DRV-SFR":
            return (Rates(old, None, None, _dollars(650)),)
        case _:
            return ()


def _site_closures(code: str, today: date) -> tuple[ClosureDraft, ...]:
    monday = week_start(today)
    match code:
        case "CHX":
            return (_closed(monday + timedelta(days=25), 1, "Panne de courant planifiée"),)
        case "RNO":
            return (_closed(monday + timedelta(days=39), 2, "Déménagement du service à la clientèle"),)
        case _:
            return ()


def _space_closures(
    spaces: Sequence[SpaceDraft], soon: date, today: date
) -> Iterator[tuple[str, tuple[ClosureDraft, ...]]]:
    """Painting in one room from the second working day on, works next week in another, and some more."""
    next_monday = week_start(today) + timedelta(days=7)
    yield "EST-BEA", (_closed(soon, (next_monday - soon).days + 5, "Travaux de peinture"),)
    yield "MGY-FLE", (_closed(next_monday, 5, "Travaux"),)
    plain = [space.code for space in spaces if not space.parent and space.code not in NAMED_CODES]
    for place, reason in enumerate(
        ("Entretien du bâtiment", "Remplacement du projecteur", "Nettoyage des tapis")
    ):
        for code in plain[place * 7 + 5 :: 29]:
            yield code, (_closed(next_monday + timedelta(days=7 * place + place), 1 + place, reason),)


def _closed(first: date, days: int, reason: str) -> ClosureDraft:
    starts = datetime.combine(first, time())
    return ClosureDraft(starts, starts + timedelta(days=max(days, 1)), reason)


def _last_april(today: date) -> date:
    this_year = date(today.year, 4, 1)
    return this_year if this_year <= today else date(today.year - 1, 4, 1)


def _dollars(amount: int) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))
