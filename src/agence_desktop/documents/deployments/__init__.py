"""Papers of flying teams, from the proposal to the statement, and the planning of a team."""
