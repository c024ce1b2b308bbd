"""Demonstration data: invented people, rooms, positions and bookings around today; one seed, one result."""

from agence_desktop.actions.demo.building import BOOKINGS, SEED, SPACES, DemoCounts, build_demo
from agence_desktop.actions.demo.positions_spec import POSITIONS

__all__ = ["BOOKINGS", "POSITIONS", "SEED", "SPACES", "DemoCounts", "build_demo"]
