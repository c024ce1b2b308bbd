"""The timeline of members: who is where, how far they are taken, who is free."""
