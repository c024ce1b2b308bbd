"""« Trouver un espace »: what is needed, what fits, what nearly fits and why the others do not."""
