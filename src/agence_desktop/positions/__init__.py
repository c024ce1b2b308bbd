"""Unique positions: handover sheets, who can replace whom, and what breaks when somebody is away."""
