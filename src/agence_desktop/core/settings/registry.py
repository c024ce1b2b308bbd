"""The registry of settings: what each is for, what it accepts, its default, what a policy may impose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from agence_desktop.core.appearance import Theme
from agence_desktop.core.french import NBSP

FILE_NAME: Final = "agence.toml"
BASE_VARIABLE: Final = "AGENCE_BASE"
_DAY: Final = 24


class Origin(StrEnum):
    """Where the value of a setting comes from, the strongest first."""

    POLICY = "policy"
    MACHINE = "machine"
    INSTALLER = "installer"
    ENVIRONMENT = "environment"
    USER = "user"
    DEFAULT = "default"


class Kind(StrEnum):
    """What a value is, for the file, the policies of the computer and their template."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; ``base`` is an SQLite file or a ``postgresql://`` address.

    ``keep_password`` says only that the system's store is to be asked; the password itself stands there.
    ``hours_per_day`` is for bases made on this computer: each base keeps its own, for all who work in it.
    """

    base: str | None = None
    theme: Theme = Theme.SYSTEM
    hours_per_day: Decimal = Decimal(7)
    keep_password: bool = False

    @property
    def full_day(self) -> int:
        """Seconds of ``hours_per_day``."""
        return max(1, round(self.hours_per_day * 3600))


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of the registry: what it is for, what it accepts, and how its TOML value is read.

    ``read`` raises ValueError or TypeError for a value it does not accept. ``policy`` is what the template
    of policies explains, empty where it has no entry; ``choices`` are the words of a CHOICE with their names.
    """

    key: str
    purpose: str
    accepts: str
    read: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    policy: str = ""

    @property
    def policy_accepts(self) -> str:
        """What a policy is to hold, where that is not what a file is."""
        return "1 ou 0 (REG_DWORD)" if self.kind is Kind.YES_NO else self.accepts

    def read_policy(self, value: Any) -> Any:
        """The value of a policy: text, or a whole number; raises ValueError or TypeError as ``read``."""
        if self.kind is Kind.YES_NO:
            if value not in (0, 1):
                raise ValueError("0 or 1")
            return self.read(bool(value))
        if self.kind is Kind.NUMBER and isinstance(value, str):
            try:
                return self.read(Decimal(value.strip().replace(",", ".")))
            except InvalidOperation as fault:
                raise ValueError("a number") from fault
        return self.read(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a text")
    return value.strip()


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _hours(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError("a number")
    hours = Decimal(value)
    if not hours.is_finite() or not 0 < hours <= _DAY:
        raise ValueError("out of bounds")
    return hours


REGISTRY: Final = (
    Setting(
        "base",
        "Base de données à ouvrir",
        "un fichier ou une adresse postgresql://",
        _text,
        policy=(
            "La base que le programme ouvre sur cet ordinateur, sans la demander. Écrivez une adresse sans "
            f"mot de passe, par exemple{NBSP}: "
            "postgresql://serveur.exemple.gouv.qc.ca/agence?sslmode=verify-full. "
            "Un fichier doit être sur un disque de l’ordinateur, jamais sur un partage du réseau."
        ),
    ),
    Setting(
        "theme",
        "Couleurs de la fenêtre",
        f"un de ces mots{NBSP}: {', '.join(Theme)}",
        Theme,
        Kind.CHOICE,
        ((Theme.SYSTEM, "Celles du système"), (Theme.LIGHT, "Claires"), (Theme.DARK, "Sombres")),
        policy=(
            "Les couleurs de la fenêtre au démarrage. La personne peut en changer dans le menu Affichage; "
            "au démarrage suivant, la stratégie l’emporte de nouveau."
        ),
    ),
    Setting(
        "hours_per_day",
        "Durée d’une journée de travail dans une nouvelle base",
        "un nombre d’heures, 24 au plus",
        _hours,
        Kind.NUMBER,
    ),
    Setting(
        "keep_password",
        "Mot de passe confié au coffre du système",
        "true ou false",
        _yes_or_no,
        Kind.YES_NO,
        policy=(
            "Désactivée, cette stratégie empêche de confier le mot de passe de la base au coffre de Windows; "
            "il est alors demandé à chaque démarrage. Activée ou non configurée, la personne choisit."
        ),
    ),
)
