"""Random files for `reserver`: every term, code and outcome, conflicts, retries and faults of every kind."""

from __future__ import annotations

import csv
import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO

from oracle.form import COLUMNS
from oracle.world import CLIENTS, HOSTS, World

DAY = timedelta(days=1)
Cells = dict[str, str]

CHANGES_OF_CLOCKS = [datetime(2027, 3, 14), datetime(2027, 11, 7)]  # noqa: DTZ001 - wall clocks
NIGHT = ("01:00", "01:30", "01:45", "02:00", "02:15", "02:30", "03:00", "00:30")

RULES = (
    "FREQ=DAILY;COUNT={n}",
    "FREQ=DAILY;INTERVAL=3;COUNT={n}",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT={n}",
    "FREQ=DAILY;BYMONTHDAY=1,15,-1;COUNT={n}",
    "FREQ=WEEKLY;COUNT={n}",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT={n}",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT={n}",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL={day}",
    "FREQ=WEEKLY;UNTIL={wall}",
    "FREQ=WEEKLY;BYMONTH=1,3;COUNT={n}",
    "FREQ=DAILY;UNTIL={instant}",
    "FREQ=MONTHLY;COUNT={n}",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT={n}",
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL={day}",
    "FREQ=MONTHLY;BYMONTHDAY=31;COUNT={n}",
    "FREQ=MONTHLY;BYDAY=5MO;COUNT=3",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT={n}",
    "FREQ=YEARLY;COUNT=2",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;COUNT=2",
    "FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=10;COUNT={n}",
)

BAD_RULES = (
    "FREQ=HOURLY;COUNT=3",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;INTERVAL=0;COUNT=3",
    "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
    "FREQ=WEEKLY;BYDAY=2MO;COUNT=3",
    "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=3",
    "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3",
    "FREQ=MONTHLY;BYSETPOS=1;COUNT=3",
    "FREQ=WEEKLY;BYHOUR=9;COUNT=3",
    "FREQ=DAILY;COUNT=3;COUNT=4",
    "FREQ=DAILY;BYWEEKNO=3;COUNT=3",
    "COUNT=3",
    "chaque mardi",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=DAILY;UNTIL=20200101",
)

TOO_MANY = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=DAILY;COUNT=1003", "FREQ=DAILY;UNTIL=20351231")


class Cases:
    """Makes rows around a moving present; remembers keys, so that some come back."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.luck = random.Random(seed)
        self.today = datetime(2026, 11, 20)  # noqa: DTZ001 - a wall clock
        self.furthest = 110
        self.keyed: list[Cells] = []

    def move_to(self, clock: str) -> None:
        """The rows to come are around this instant."""
        self.today = datetime.fromisoformat(clock).replace(tzinfo=None, hour=0, minute=0)

    def rows(self, count: int) -> list[Cells]:
        """The next rows."""
        return [self.row() for _ in range(count)]

    def row(self) -> Cells:
        """A row of any kind."""
        draw = self.luck.random()
        if draw < 0.03 and self.keyed:
            return self.written_otherwise(self.luck.choice(self.keyed))
        if draw < 0.05 and self.keyed:
            return self.with_used_key(self.luck.choice(self.keyed))
        cells = self.beyond_the_horizon() if draw > 0.97 else self.plain()
        if draw < 0.12:
            for _ in range(self.luck.choice((1, 1, 1, 2, 3))):
                self.spoil(cells)
        elif self.luck.random() < 0.25:
            cells["cle"] = str(uuid.UUID(int=self.luck.getrandbits(128), version=4))
            self.keyed.append(dict(cells))
        return cells

    def plain(self) -> Cells:
        """A row without a fault."""
        space = self.luck.choice(list(self.world.spaces))
        start, end = self.slot(space)
        cells = {
            "espace": space,
            "debut": self.written(start),
            "fin": self.written(end),
            "organisme": self.organisation(space),
            "objet": self.luck.choice(("Comité de direction", "Formation; accueil", "Entrevue « relève »")),
        }
        optional = {
            "demandeur": lambda: self.luck.choice((*self.world.persons, "Anne.Roy@MTQ.example")),
            "participants": lambda: str(self.luck.choice((1, 2, 2, 3, 4, 4, 6, 8, 14, 75))),
            "disposition": lambda: self.luck.choice(self.world.layouts),
            "materiel": lambda: self.equipment(space),
            "accessibilite": lambda: "Accès en fauteuil roulant",
            "soutien": lambda: "informatique",
            "note": lambda: "Café\nsur place",
            "telephone": lambda: "418 555-0199",
            "mode": lambda: self.luck.choice(("normal", "demande")),
            "si_conflit": lambda: self.luck.choice(("refuser", "sauter", "sauter")),
        }
        for column, make in optional.items():
            if self.luck.random() < 0.3:
                cells[column] = make()
        if self.luck.random() < 0.28:
            self.make_series(cells, start)
        return cells

    def beyond_the_horizon(self) -> Cells:
        """A short weekly series that begins within the terms and may end outside them."""
        start = self.today + timedelta(days=self.luck.randint(10, 60), hours=self.luck.randint(8, 16))
        return {
            "espace": "LEV-2",
            "debut": self.written(start),
            "fin": self.written(start + timedelta(minutes=30)),
            "rrule": f"FREQ=WEEKLY;COUNT={self.luck.randint(2, 8)}",
            "organisme": "SQ-SC",
            "objet": "Suivi",
            "si_conflit": self.luck.choice(("refuser", "sauter")),
        }

    def organisation(self, space: str) -> str:
        if self.luck.random() < 0.12:
            return self.world.host(space)
        return self.luck.choice((*CLIENTS, *HOSTS))

    def slot(self, space: str) -> tuple[datetime, datetime]:
        """A slot near the present, mostly in office hours."""
        draw = self.luck.random()
        if draw < 0.04:
            day = self.luck.choice(CHANGES_OF_CLOCKS) + self.luck.choice((-1, 0, 0, 0, 1)) * DAY
        elif draw < 0.07:
            day = self.today + self.luck.randint(300, 900) * DAY
        else:
            day = self.today + int(self.luck.triangular(-4, self.furthest, 4)) * DAY
        if self.world.term(space, "journee_entiere") == "oui" and self.luck.random() < 0.7:
            return day, day + self.luck.choice((1, 1, 1, 2, 3)) * DAY
        hour = self.luck.choice((0, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 13, 14, 14, 15, 16, 18, 23))
        start = day + timedelta(hours=hour, minutes=self.luck.choice((0, 0, 0, 0, 15, 30, 30, 45, 5, 50)))
        if day in CHANGES_OF_CLOCKS and self.luck.random() < 0.8:
            start = datetime.fromisoformat(f"{day:%Y-%m-%d}T{self.luck.choice(NIGHT)}")
        length = self.luck.choice(
            (15, 20, 30, 60, 60, 60, 90, 90, 120, 120, 180, 210, 240, 420, 540, 1440, 2970)
        )
        if draw > 0.97:
            return start, day + self.luck.choice((1, 1, 2)) * DAY
        return start, start + timedelta(minutes=length)

    def written(self, wall: datetime) -> str:
        form = self.luck.choice(("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"))
        return wall.strftime(form)

    def equipment(self, space: str) -> str:
        here = [
            code for code, (site, _) in self.world.equipment.items() if site == self.world.spaces[space].site
        ]
        if not here:
            return ""
        return "+".join(
            f"{self.luck.choice(here)}*{self.luck.choice((1, 1, 1, 2, 3, 6))}"
            for _ in range(self.luck.choice((1, 1, 1, 2)))
        )

    def make_series(self, cells: Cells, start: datetime) -> None:
        end = start + self.luck.randint(5, 120) * DAY
        if self.luck.random() < 0.85:
            cells["rrule"] = self.luck.choice(RULES).format(
                n=self.luck.choice((1, 2, 3, 4, 5, 8, 13, 30)),
                day=f"{end:%Y%m%d}",
                wall=f"{end:%Y%m%dT%H%M%S}",
                instant=f"{end + timedelta(hours=5):%Y%m%dT%H%M%S}Z",
            )
        near = [start + days * DAY for days in (0, 1, 2, 7, 7, 14, 21)]
        if self.luck.random() < 0.3:
            cells["exdate"] = ",".join(
                self.written(self.luck.choice(near)) for _ in range(self.luck.randint(1, 3))
            )
        if self.luck.random() < 0.3 or "rrule" not in cells:
            added = [*near, start + timedelta(minutes=30), start + timedelta(minutes=60), start + 5 * DAY]
            cells["rdate"] = ", ".join(
                self.written(self.luck.choice(added)) for _ in range(self.luck.randint(1, 3))
            )

    def spoil(self, cells: Cells) -> None:
        """One fault of form."""
        column, bad = self.luck.choice(
            [
                (self.luck.choice(("espace", "debut", "fin", "organisme", "objet")), ""),
                ("espace", self.luck.choice(("LEV-9", "lev-1", "?"))),
                (
                    self.luck.choice(("debut", "fin")),
                    self.luck.choice(("demain", "2026-13-01T09:00", "09:00")),
                ),
                ("debut", cells.get("fin", "")),
                ("fin", "2026-12-01T09:00:30"),
                (self.luck.choice(("exdate", "rdate")), "2027-01-32T09:00"),
                ("rrule", self.luck.choice(BAD_RULES)),
                ("rrule", self.luck.choice(BAD_RULES)),
                ("rrule", self.luck.choice(TOO_MANY)),
                ("rrule", self.luck.choice(TOO_MANY)),
                ("organisme", self.luck.choice(("ABC", "Services Québec"))),
                ("demandeur", "inconnu@exemple.example"),
                ("participants", self.luck.choice(("0", "-2", "2,5", "douze"))),
                ("materiel", self.luck.choice(("PROJ", "PROJ*0", "ECRAN*deux"))),
                (
                    "materiel",
                    self.luck.choice(("CANON*1", "PROJ*1+CANON*1", "VISIO*1", "MICRO*1", "CANON*0")),
                ),
                ("disposition", "cercle"),
                ("mode", "urgent"),
                ("si_conflit", "ignorer"),
                ("cle", self.luck.choice(("123", "pas-une-cle"))),
            ]
        )
        cells[column] = bad

    def written_otherwise(self, first: Cells) -> Cells:
        """The same content under the same key, as another program may write it."""
        again = dict(first)
        if self.luck.random() < 0.5:
            again["debut"] = again["debut"].replace("T", " ")
            again.setdefault("participants", "1")
            again.setdefault("mode", "normal")
            again["cle"] = again["cle"].upper()
        return again

    def with_used_key(self, first: Cells) -> Cells:
        """Another content under a key that served."""
        other = dict(first)
        if self.luck.random() < 0.3:
            self.spoil(other)
            other["cle"] = first["cle"]
        else:
            other["objet"] += " (bis)"
        return other


def as_csv(rows: Sequence[Cells], separator: str = ";") -> str:
    """The text of a file with all the columns."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def lines_of(rows: Sequence[Cells]) -> list[int]:
    """The line of the file on which each row begins; the header is 1, a cell may hold a line break."""
    lines, line = [], 2
    for cells in rows:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in cells.values())
    return lines
