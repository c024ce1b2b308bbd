"""The coverage matrix: tasks × persons and persons × tasks."""
