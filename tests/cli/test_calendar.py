"""importer reservations F.ics: one object an event, all or nothing, a trial that changes nothing."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Run

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Essai//FR
BEGIN:VEVENT
UID:serie@ailleurs
SUMMARY:Comité de gestion
DTSTART;TZID=America/Toronto:20301203T090000
DTEND;TZID=America/Toronto:20301203T100000
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:simple@ailleurs
SUMMARY:Entrevues
DTSTART:{start}
DURATION:PT1H
END:VEVENT
END:VCALENDAR
"""


def written(folder: Path, start: str = "20301204T140000Z") -> Path:
    path = folder / "salle.ics"
    path.write_text(CALENDAR.format(start=start).replace("\n", "\r\n"), "utf-8", newline="")
    return path


def options(file: Path) -> tuple[str, str, Path, str, str, str, str]:
    return ("importer", "reservations", file, "--espace", "LEV-CHA", "--organisme", "MTQ")


def test_that_each_event_is_one_object(run: Run, base: str, tmp_path: Path) -> None:
    ran = run("--base", base, *options(written(tmp_path)), "--json")
    assert ran.code == 0
    assert [(one["uid"], one["outcome"]) for one in ran.results] == [
        ("serie@ailleurs", "created"),
        ("simple@ailleurs", "created"),
    ]
    first = ran.results[0]["occurrences"][0]
    assert (first["start"], first["state"]) == ("2030-12-03T09:00-05:00", "confirmed")
    again = run("--base", base, *options(written(tmp_path)), "--json")
    assert [one["outcome"] for one in again.results] == ["unchanged", "unchanged"]


def test_that_a_conflict_undoes_all_unless_conflicts_are_skipped(run: Run, base: str, tmp_path: Path) -> None:
    file = written(tmp_path, "20301203T143000Z")
    refused = run("--base", base, *options(file), "--json")
    assert refused.code == 1
    assert [one["outcome"] for one in refused.results] == ["rolled_back", "refused"]
    assert refused.results[1]["occurrences"][0]["reasons"] == ["overlap"]
    assert "rien n’a été changé" in refused.err
    skipped = run("--base", base, *options(file), "--conflits", "sauter")
    assert skipped.code == 0
    assert "1 événement sauté" in skipped.out


def test_that_people_read_which_dates_fail_and_why(run: Run, base: str, tmp_path: Path) -> None:
    ran = run("--base", base, *options(written(tmp_path, "20301203T143000Z")))
    slot = "mardi 3 décembre 2030, 9\u00a0h\u00a030 à 10\u00a0h\u00a030"
    assert f"2 Entrevues\u00a0: {slot}\u00a0: refusée (prise)" in ran.out.splitlines()


def test_that_a_trial_tells_and_changes_nothing(run: Run, base: str, tmp_path: Path) -> None:
    for _ in range(2):
        ran = run("--base", base, *options(written(tmp_path)), "--essai")
        assert (ran.code, "2 événements ajoutés" in ran.out) == (0, True)


def test_that_a_calendar_needs_its_room_and_organisation(run: Run, base: str, tmp_path: Path) -> None:
    ran = run("--base", base, "importer", "reservations", written(tmp_path))
    assert (ran.code, "--espace" in ran.err) == (2, True)


def test_that_options_of_a_calendar_go_with_a_calendar_only(run: Run, base: str, tmp_path: Path) -> None:
    file = tmp_path / "regions.csv"
    file.write_text("code;nom\n01;Bas-Saint-Laurent\n", "utf-8")
    assert run("--base", base, "importer", "regions", file, "--espace", "LEV-CHA").code == 2


def test_that_people_read_where_hours_that_clocks_skip_went(run: Run, base: str, tmp_path: Path) -> None:
    file = written(tmp_path)
    night = file.read_text("utf-8").replace("20301203T090000", "20310309T023000")
    file.write_text(
        night.replace("20301203T100000", "20310309T040000").replace("\n", "\r\n"), "utf-8", newline=""
    )
    told = run("--base", base, *options(file)).out.replace("\u00a0", " ")
    assert told.count("2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30.") == 1
