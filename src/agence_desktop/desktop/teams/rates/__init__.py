"""The dated rates of flying teams, and what an administrator sets of their costs."""
