"""What refusals of actual days, statements and evaluations say, in French."""

from __future__ import annotations

from typing import Final

NOT_FIRM: Final = (
    "Ce déploiement n’est pas confirmé\u00a0: ses journées et ses frais se notent une fois qu’il l’est."
)
MANDATE_CLOSED: Final = "Ce mandat est fermé\u00a0: ses journées et ses frais ne changent plus."
NOT_ISSUABLE: Final = "Un taux manque\u00a0: le relevé reste en projet. {sentence}"
OF_REQUEST: Final = "Demande {request}. {sentence}"
NO_LENDER: Final = "Choisissez l’organisme prêteur et le client\u00a0: ce sont deux organismes différents."
BAD_PERIOD: Final = "La période d’un relevé a un premier et un dernier jour, dans l’ordre."
ALREADY_ISSUED: Final = "Ce relevé est déjà émis\u00a0: il ne change plus. Le suivant portera la correction."
NOT_EVALUABLE: Final = "Ce déploiement est annulé ou n’est pas confirmé\u00a0: il n’y a rien à évaluer."
EVALUATION_CLOSED: Final = "Ce mandat est fermé\u00a0: ses évaluations ne changent plus."
STILL_TO_STATE: Final = (
    "Des journées ou des frais de ce mandat ne sont pas encore portés à un relevé. "
    "Émettez le relevé, puis fermez le mandat."
)
STATEMENT_CHANGED: Final = (
    "Des journées, des frais ou des taux ont changé depuis que ce relevé a été préparé\u00a0: rien n’a été "
    "émis. Le projet est refait\u00a0: regardez-le, puis émettez-le."
)
