"""The cost commitment of the client, and the confirmation of what it pays for."""
