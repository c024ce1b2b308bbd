"""Demonstration data around today: invented people, rooms, positions, teams, bookings, all from one seed."""

from agence_desktop.actions.demo.building import BOOKINGS, SEED, SPACES, DemoCounts, build_demo
from agence_desktop.actions.demo.positions_spec import POSITIONS
from agence_desktop.actions.demo.teams_spec import MEMBERS

__all__ = ["BOOKINGS", "MEMBERS", "POSITIONS", "SEED", "SPACES", "DemoCounts", "build_demo"]
