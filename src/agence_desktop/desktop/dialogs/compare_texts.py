"""What the comparison of two versions says, in French."""

TITLE = "Modifiée entre-temps"
FIELD = "Champ"
SEEN = "Ce que vous aviez"
NOW = "Maintenant"
WANTED = "Votre demande"
AGAIN = "&Reprendre sur la version présente"
CLOSE = "&Laisser comme maintenant"


def explanation(record: str) -> str:
    """What happened to ``record`` (« cette réservation »), and what can be done."""
    return (
        f"Une autre personne a modifié {record} pendant que vous la regardiez. Rien n’a été enregistré. "
        "Comparez, puis reprenez votre demande sur la version présente ou laissez-la."
    )
