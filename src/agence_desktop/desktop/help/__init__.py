"""The handbook inside the program: read from resources, opened by F1 at the page of what is shown."""
