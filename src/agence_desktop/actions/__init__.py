"""What crosses slices, or joins a command with a document."""
