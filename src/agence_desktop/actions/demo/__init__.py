"""Demonstration data: invented people, rooms, terms and bookings around today; one seed, one result."""

from agence_desktop.actions.demo.building import BOOKINGS, SEED, SPACES, DemoCounts, build_demo

__all__ = ["BOOKINGS", "SEED", "SPACES", "DemoCounts", "build_demo"]
