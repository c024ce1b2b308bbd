"""How papers of flying teams say periods, efforts and where one works."""

from __future__ import annotations

from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_number,
    format_percent,
    format_period,
    format_weekdays,
)
from agence_desktop.documents.deployments.rows import Mandate, Rhythm
from agence_desktop.teams.cost_sentences import rate_words, whole_days_words
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import CostLine

FULL_BP = 10_000
_WEEK = 5


def percent_words(effort_bp: int) -> str:
    """« 60 % », « 33,33 % »."""
    return f"{format_number(Decimal(effort_bp) / 100)}{NBSP}%"


def rhythm_words(rhythm: Rhythm) -> str:
    """« temps plein », « 50 % de chaque jour », « 60 %, 3 jours par semaine », « 30 %, 3 jours à 50 % »."""
    if rhythm.days is None or len(rhythm.days) == _WEEK:
        full = rhythm.effort_bp == FULL_BP
        return "temps plein" if full else f"{percent_words(rhythm.effort_bp)} de chaque jour"
    days = counted(len(rhythm.days), "jour")
    share = format_percent(Decimal(rhythm.effort_bp * len(rhythm.days)) / (100 * _WEEK))
    if rhythm.effort_bp == FULL_BP:
        return f"{share}, {days} par semaine"
    return f"{share}, {days} par semaine à {percent_words(rhythm.effort_bp)}"


def weekday_words(rhythm: Rhythm) -> str:
    """« lundi, mardi et jeudi »; empty where every day is one."""
    if rhythm.days is None or len(rhythm.days) == _WEEK:
        return ""
    return format_weekdays(rhythm.days)


def mode_words(rhythm: Rhythm) -> str:
    """« sur place », « à distance », « hybride, 2 jours à distance par semaine »."""
    if rhythm.mode is Mode.HYBRID:
        days = counted(rhythm.remote_days, "jour")
        return f"hybride, {days} à distance par semaine" if rhythm.remote_days else "hybride"
    return "sur place" if rhythm.mode is Mode.ON_SITE else "à distance"


def period_words(period: Days) -> str:
    """« du 30 novembre au 18 décembre 2026 », « le 4 décembre 2026 », « dès le 4 décembre 2026 »."""
    if period.last is None:
        return f"dès le {format_date(period.first, weekday=False)}"
    if period.last == period.first:
        return f"le {format_date(period.first, weekday=False)}"
    return f"du {format_period(period.first, period.last)}"


def short_period(period: Days) -> str:
    """« 26 oct. au 18 déc. 2026 », for tables."""
    if period.last is None:
        return f"dès le {period.first.isoformat()}"
    return format_period(period.first, period.last, short=True)


def seat_words(mandate: Mandate) -> str:
    """« place 1 de 2 »."""
    return f"place {mandate.seat} de {mandate.seats}"


def work_words(lines: tuple[CostLine, ...]) -> str:
    """« 9 jours à 310,00 $ », one after the other where rates differ."""
    works = [line for line in lines if line.kind is None]
    told = [f"{whole_days_words(line.quantity)} à {rate_words(line.rate)}" for line in works]
    return ", ".join(told)
