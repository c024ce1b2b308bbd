"""The unit of the pictures on 20 November 2026: three positions, eight persons, who can do what."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from agence_desktop.positions.content import Access, DueRule, Sheet, Task, WorkdayOf
from agence_desktop.positions.measures import Post
from agence_desktop.positions.rows import Competence
from support.holidays import observed_in

TODAY = date(2026, 11, 20)
OBSERVED = observed_in(range(2025, 2029))
MARYSE, THIERRY, ETIENNE, KARIM, JOSEE, FATOU, SYLVIE, SAMUEL, HELENE = range(1, 10)
EVERY_DAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def _task(
    key: str,
    title: str,
    criticality: int,
    impacts: str,
    recovery: str,
    procedure: str | None,
    level: int,
    wanted: int,
    due: DueRule | None = None,
    hours: str | None = None,
    systems: str = "",
) -> Task:
    return Task(
        key,
        title,
        due=due,
        hours=Decimal(hours) if hours else None,
        criticality=criticality,
        impacts=tuple(map(int, impacts)),
        recovery_days=Fraction(recovery),
        procedure_date=date.fromisoformat(procedure) if procedure else None,
        systems=systems,
        required_level=level,
        wanted=wanted,
    )


P0142 = Sheet(
    mission="Décide et verse les prestations spéciales urgentes.",
    tasks=(
        _task(
            *("T1", "Traiter les demandes de prestations spéciales", 4, "124555", "1/6", "2026-05-12", 3, 2),
            *(DueRule(EVERY_DAY, before=time(11)), "8", "Dossier client, Paiements"),
        ),
        _task(
            *("T2", "Suivre les contrats d’intégration au travail", 4, "112455", "2", "2026-05-12", 3, 2),
            *(DueRule("FREQ=WEEKLY;BYDAY=MO", before=time(16)), "6", "Mesures, Paiements"),
        ),
        _task(
            *("T3", "Tenir le tableau de suivi des ETC", 3, "111245", "3", "2025-06-02", 2, 1),
            *(DueRule("FREQ=MONTHLY;BYMONTHDAY=25", before=time(16)), "3", "Tableur, Paie"),
        ),
        _task(
            *("T4", "Produire la reddition de comptes trimestrielle", 3, "111135", "7", "2024-03-18", 3, 1),
            *(DueRule(workday=10, of=WorkdayOf.QUARTER), "2", "Tableur, Entrepôt"),
        ),
        _task(
            *("T5", "Gérer les demandes d’accès aux systèmes", 3, "112455", "1", "2026-11-10", 3, 2),
            *(None, "2.5", "Accès, Annuaire"),
        ),
        _task(
            *("T6", "Commander les fournitures", 1, "111124", "14", "2026-01-20", 2, 1),
            DueRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=date(2026, 12, 2), before=time(14)),
            *("1.5", "Achats"),
        ),
        _task(
            *("T7", "Réserver les salles des séances de groupe", 2, "111244", "3", "2025-02-11", 2, 1),
            *(DueRule("FREQ=WEEKLY;BYDAY=TH", before=time(12)), "1", "Espaces"),
        ),
        _task(
            *("T8", "Répondre aux demandes de révision", 4, "112455", "2", "2024-08-27", 3, 2),
            *(None, "3", "Dossier client, Courrier"),
        ),
        _task(
            *("T9", "Transmettre l’état des engagements financiers", 3, "111345", "3", "2025-10-06", 3, 1),
            *(DueRule(workday=3, before=time(16)), "2", "Budget, Tableur"),
        ),
        _task(
            *("T10", "Ouvrir et acheminer le courrier", 2, "112344", "2", "2026-03-16", 1, 2),
            *(DueRule(EVERY_DAY, before=time(9, 30)), "3", "Courrier"),
        ),
    ),
    accesses=(
        Access("Dossier client", "Agent", "Pilotage", delay_days=5),
        Access("Courrier", "Agent", "Pilotage", delay_days=1),
        Access("Budget", "Lecture", "Finances", delay_days=10),
    ),
    weeks_to_autonomy=3,
)
P0151 = Sheet(
    tasks=(
        _task("A1", "Ouvrir et fermer les accès", 4, "111455", "1", None, 3, 2),
        _task("A2", "Réviser les accès chaque mois", 3, "111145", "1", None, 2, 1),
        _task("A3", "Piloter les mises à jour des systèmes", 4, "111455", "1", "2026-03-01", 3, 2),
        _task("A4", "Aider le personnel sur place", 2, "111145", "1", None, 2, 2),
    )
)
P0138 = Sheet(
    tasks=(
        _task("R1", "Tenir le tableau régional des ETC", 4, "111455", "1", None, 3, 2),
        _task("R2", "Répondre aux demandes de renseignements", 3, "111145", "1", "2025-10-01", 3, 1),
        _task("R3", "Préparer les annexes budgétaires", 2, "111145", "1", "2026-03-01", 2, 1),
    )
)


def _known(position: int, *lines: str) -> tuple[Competence, ...]:
    """Competences from lines such as « T1 4: 4 2026-06-09 access »."""
    found = []
    for line in lines:
        place, _, rest = line.partition(": ")
        task, person = place.split()
        level, day, *marks = rest.split()
        found.append(
            Competence(
                *(int(person), position, task, int(level), date.fromisoformat(day)),
                access="access" in marks,
                in_training="training" in marks,
            )
        )
    return tuple(found)


POST_142 = Post(
    *(142, MARYSE, 5, 3, P0142),
    _known(
        142,
        "T1 4: 4 2026-06-09 access",
        "T1 5: 3 2026-09-14 access",
        "T1 6: 1 2026-05-20",
        "T2 4: 3 2026-06-09 access",
        "T2 6: 2 2026-05-20 access",
        "T3 3: 3 2026-04-02 access",
        "T4 3: 3 2025-09-15 access",
        "T5 2: 4 2026-10-01 access",
        "T5 3: 1 2026-10-01 training",
        "T6 5: 2 2026-09-14",
        "T6 7: 4 2026-03-10 access",
        "T7 5: 3 2026-09-14 access",
        "T8 4: 2 2026-06-09 access",
        "T9 3: 2 2026-04-02",
        "T10 5: 2 2026-09-14 access",
        "T10 7: 1 2026-03-10 access",
    ),
)
POST_151 = Post(
    *(151, THIERRY, 5, 4, P0151),
    _known(
        151,
        "A1 3: 2 2026-02-03 access",
        "A1 8: 1 2026-05-01 training",
        "A2 3: 2 2026-02-03 access",
        "A3 8: 2 2026-05-01 access",
        "A4 5: 2 2025-08-11 access",
        "A4 8: 1 2026-05-01 access",
    ),
)
POST_138 = Post(
    *(138, ETIENNE, 4, 4, P0138),
    _known(
        138,
        "R1 1: 2 2026-09-01 access",
        "R1 8: 1 2026-05-01 training",
        "R2 6: 2 2026-01-15",
        "R3 7: 2 2026-04-20 access",
    ),
)
POSTS = (POST_142, POST_151, POST_138)
