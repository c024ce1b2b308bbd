"""How costs of deployments are shown, wherever they are."""
