"""``espaces trouver``: spaces that fit, ranked; near fits; and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agence_desktop.cli import booking_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.core.clock import QUEBEC, place, to_wall
from agence_desktop.core.errors import ExitCode, InputError
from agence_desktop.core.french import format_money, listed, parse_decimal, parse_whole, quoted, search_key
from agence_desktop.core.geography import Point
from agence_desktop.spaces.answers import local
from agence_desktop.spaces.clock_sentences import skipped_hours_found
from agence_desktop.spaces.finding import Findings, Found, NearFit, Need
from agence_desktop.spaces.finding_sentences import format_km, near_fit_words, places_fact
from agence_desktop.spaces.form import read_wall
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import FindFault, Requester
from agence_desktop.spaces.sentences import FIND_FAULT_LABELS, REASON_LABELS, STATE_LABELS

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


def register(subparsers: Any) -> None:
    """Add the command."""
    group = subparsers.add_parser("espaces", help=texts.SPACES_HELP, description=texts.SPACES_HELP)
    actions = group.add_subparsers(metavar="ACTION", dest="action", required=True)
    parser = actions.add_parser("trouver", help=texts.FIND_HELP, description=texts.FIND_HELP)
    parser.add_argument("--du", metavar="MOMENT", type=_moment, required=True, help=texts.FROM)
    parser.add_argument("--au", metavar="MOMENT", type=_moment, required=True, help=texts.UNTIL)
    parser.add_argument("--participants", metavar="N", type=_whole, default=1, help=texts.PARTICIPANTS)
    parser.add_argument("--disposition", metavar="D", help=texts.LAYOUT)
    parser.add_argument("--region", metavar="C", help=texts.REGION)
    parser.add_argument("--pres-de", metavar="MUNICIPALITE", help=texts.NEAR)
    parser.add_argument("--km", metavar="N", type=_kilometres, help=texts.KM)
    parser.add_argument("--equipements", metavar="A,B", default="", help=texts.EQUIPMENT)
    parser.add_argument("--accessible", action="store_true", help=texts.ACCESSIBLE)
    parser.add_argument("--organisme", metavar="S", help=texts.ORGANISATION)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Search, and tell what was found; DONE whatever it is."""
    from agence_desktop.spaces.queries.finding import find
    from agence_desktop.spaces.queries.reference import ReferenceCache
    from agence_desktop.storage.context import now

    with context.database() as database:
        context.actor(database)

        def search(session: Any) -> tuple[Reference, Need, Findings]:
            moment = now(session)
            reference = ReferenceCache().get(session, to_wall(moment, QUEBEC).date())
            need = need_of(context.options, reference)
            requester = _requester(context.options.organisme, reference)
            return reference, need, find(session, reference, need, requester, moment)

        reference, need, findings = database.read(search)
    for row in answer_rows(findings, reference):
        context.output.result(row)
    if not context.output.as_json:
        _tell(context, need, findings, reference)
    return ExitCode.DONE


def need_of(options: Any, reference: Reference) -> Need:
    """What the options ask for; raises InputError where a code is not known."""
    if options.au <= options.du:
        raise InputError("usage", texts.BAD_ORDER)
    if options.km is not None and options.pres_de is None:
        raise InputError("usage", texts.KM_ALONE)
    equipment = frozenset(code.strip() for code in options.equipements.split(",") if code.strip())
    for code in sorted(equipment):
        _require(code, reference.words["equipment"], texts.UNKNOWN_EQUIPMENT)
    _require(options.disposition, reference.words["layout"], texts.UNKNOWN_LAYOUT)
    _require(options.region, reference.directory.regions, texts.UNKNOWN_REGION)
    return Need(
        start=options.du,
        end=options.au,
        participants=options.participants,
        layout=options.disposition,
        region=options.region,
        near=None if options.pres_de is None else _point(options.pres_de, reference),
        max_km=options.km,
        equipment=equipment,
        accessible=options.accessible,
    )


def _requester(acronym: str | None, reference: Reference) -> Requester:
    """The organisation named, or one that is not; raises InputError where it is not known."""
    from agence_desktop.spaces.queries.finding import ANYBODY

    if acronym is None:
        return ANYBODY
    _require(acronym, reference.directory.by_acronym, texts.UNKNOWN_ORGANISATION)
    row = reference.directory.organisations[reference.directory.by_acronym[acronym]]
    return requester_of(row)


def answer_rows(findings: Findings, reference: Reference) -> Iterator[dict[str, Any]]:
    """The objects of the JSON form: what fits by rank, then near fits, then why the others do not."""
    yield from (_found(one, reference) for one in findings.spaces if one.fits)
    yield from (_near(one, reference) for one in findings.near)
    yield from (_found(one, reference) for one in findings.spaces if not one.fits)


def _found(one: Found, reference: Reference) -> dict[str, Any]:
    return {
        "space": reference.spaces[one.space_id].code,
        "fits": one.fits,
        "state": None if one.state is None else str(one.state),
        "rank": one.rank,
        "unused_capacity": one.unused_capacity,
        "km": one.km,
        "price": None if one.price is None else f"{one.price:.2f}",
        "reasons": [str(reason) for reason in one.reasons],
    }


def _near(one: NearFit, reference: Reference) -> dict[str, Any]:
    zone = reference.zone(one.space_id)
    return {
        "space": reference.spaces[one.space_id].code,
        "near": str(one.kind),
        "start": local(one.span.start, zone),
        "end": local(one.span.end, zone),
    }


def _tell(context: Context, need: Need, findings: Findings, reference: Reference) -> None:
    output = context.output
    for sentence in skipped_hours_found(findings, need, reference.zone):
        output.line(sentence)
    fitting = [one for one in findings.spaces if one.fits]
    others = [one for one in findings.spaces if not one.fits]
    if fitting:
        header = [texts.RANK, texts.SPACE, texts.STATE, texts.PLACES, texts.DISTANCE, texts.PRICE]
        output.table(header, [_cells(one, reference) for one in fitting])
    else:
        output.line(texts.NOTHING_FITS)
    if findings.near:
        output.line()
        output.line(texts.NEAR_FITS)
    for near in findings.near:
        zone = reference.zone(near.space_id)
        what, when = near_fit_words(near.kind, place(need.start, need.end, zone), near.span, zone)
        output.line(texts.ITEM.format(space=_name(near.space_id, reference), text=f"{what}, {when}"))
    if others:
        output.line()
        output.line(texts.OTHERS)
    for one in others:
        labels = [
            FIND_FAULT_LABELS[reason] if isinstance(reason, FindFault) else REASON_LABELS[reason]
            for reason in one.reasons
        ]
        output.line(texts.ITEM.format(space=_name(one.space_id, reference), text="; ".join(labels).lower()))


def _cells(one: Found, reference: Reference) -> Sequence[str]:
    return [
        str(one.rank),
        _name(one.space_id, reference),
        STATE_LABELS[one.state] if one.state else "",
        places_fact(one.unused_capacity),
        "" if one.km is None else format_km(one.km),
        "" if one.price is None else format_money(one.price),
    ]


def _name(space_id: int, reference: Reference) -> str:
    space = reference.spaces[space_id]
    return f"{space.code} {space.name}, {reference.site(space_id).name}"


def _require(code: str | None, known: Any, sentence: str) -> None:
    if code is not None and code not in known:
        names = listed([quoted(name) for name in sorted(known)]) or texts.NO_WORD
        raise InputError("unknown_code", sentence.format(text=quoted(code), known=names))


def _point(name: str, reference: Reference) -> Point:
    """The place of a municipality, accents and case aside."""
    places = reference.directory.places
    by_key = {search_key(place): row for place, row in places.items()}
    found = places.get(name) or by_key.get(search_key(name))
    if found is None:
        raise InputError("unknown_code", texts.UNKNOWN_PLACE.format(text=quoted(name)))
    return Point(found.latitude, found.longitude)


def _moment(text: str) -> datetime:
    wall = read_wall(text)
    if wall is None:
        raise InputError("bad_time", texts.BAD_MOMENT.format(text=quoted(text)))
    return wall


def _whole(text: str) -> int:
    try:
        number = parse_whole(text)
    except InputError:
        number = 0
    if number < 1:
        raise InputError("bad_number", texts.BAD_NUMBER.format(text=quoted(text)))
    return number


def _kilometres(text: str) -> float:
    try:
        kilometres = float(parse_decimal(text))
    except InputError:
        kilometres = -1.0
    if kilometres < 0:
        raise InputError("bad_number", texts.BAD_KM.format(text=quoted(text)))
    return kilometres
