"""What the comparison of two versions says, in French."""

TITLE = "Modifiée entre-temps"
EXPLANATION = (
    "Une autre personne a modifié cette réservation pendant que vous la regardiez. "
    "Rien n’a été enregistré. Comparez, puis reprenez votre demande sur la version présente ou laissez-la."
)
FIELD = "Champ"
SEEN = "Ce que vous aviez"
NOW = "Maintenant"
WANTED = "Votre demande"
AGAIN = "&Reprendre sur la version présente"
CLOSE = "&Laisser comme maintenant"

PURPOSE = "Objet"
ORGANISATION = "Organisme"
PARTICIPANTS = "Participants"
SPACE = "Espace"
SLOT = "Séance"
STATE = "État"
CANCELLED = "annulée"
