"""Agence: room booking, handover sheets and flying teams for Québec's public administration."""

__version__ = "0.1.0"
