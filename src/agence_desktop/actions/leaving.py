"""What still rests on a person who leaves the directory, in every service, for decision."""

from __future__ import annotations

from datetime import date, timedelta

from agence_desktop.actions import leaving_texts as texts
from agence_desktop.directory.commands import today
from agence_desktop.directory.queries import open_logins
from agence_desktop.directory.rows import Remaining
from agence_desktop.positions.queries.people import posts_of
from agence_desktop.spaces.queries.lookup import bookings_of
from agence_desktop.storage.work import Session
from agence_desktop.teams.queries.members import engagements_of


def remaining_of(session: Session, person_id: int, last: date) -> list[Remaining]:
    """What comes after the last day of a person, and nothing of the past: six statements at most."""
    after = max(last + timedelta(days=1), today(session))
    bookings = [
        Remaining(texts.BOOKING.format(number=number), purpose, day)
        for number, purpose, day in bookings_of(session, person_id, after)
    ]
    posts = posts_of(session, person_id, after)
    positions = [
        Remaining(words.format(number=number), title)
        for words, found in (
            (texts.HOLDS, posts.held),
            (texts.MANAGES, posts.managed),
            (texts.RELIEVES, posts.relieved),
        )
        for number, title in found
    ]
    teams, deployments = engagements_of(session, person_id, after)
    engaged = [
        *(Remaining(texts.MEMBER, name) for name in teams),
        *(
            Remaining(texts.DEPLOYMENT.format(number=number), client, day)
            for number, client, day in deployments
        ),
    ]
    accounts = [
        Remaining(texts.ACCOUNT.format(login=login), texts.TO_SUSPEND)
        for login in open_logins(session, person_id)
    ]
    return [*bookings, *engaged, *positions, *accounts]
