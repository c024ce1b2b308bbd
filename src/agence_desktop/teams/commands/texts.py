"""What refusals of the commands of flying teams say."""

from __future__ import annotations

from typing import Final

KEEP_TEAM: Final = "tenir les équipes volantes de cet organisme"
KEEP_MEMBER: Final = "tenir les membres de cette équipe volante"
RECORD_ABSENCE: Final = "noter l’absence d’un membre"
KEEP_RATES: Final = "tenir les tarifs des équipes volantes"
KEEP_SETTINGS: Final = "changer les réglages des équipes volantes"
HANDLE_REQUEST: Final = "traiter cette demande"
PROPOSE: Final = "proposer des affectations"
SIGN: Final = "signer l’engagement de coûts de cette demande"
CONFIRM: Final = "confirmer le déploiement d’un membre de cette équipe"
AUTHORISE: Final = "autoriser un dépassement"
CHANGE_DEPLOYMENT: Final = "changer ce déploiement"
ASK_EXTENSION: Final = "demander la prolongation de ce déploiement"
EVALUATE: Final = "évaluer ce mandat"
RECORD_ACTUAL: Final = "noter les journées et les frais de ce déploiement"
ISSUE_STATEMENT: Final = "émettre un relevé de cet organisme"
ADD_PERSON: Final = "ajouter une personne à l’annuaire"
ADD_SKILL: Final = "ajouter une compétence au répertoire"

UNKNOWN_TEAM: Final = "Cette équipe n’existe pas dans cette base."
UNKNOWN_MEMBER: Final = "Ce membre n’existe pas dans cette base."
UNKNOWN_REQUEST: Final = "Cette demande n’existe pas dans cette base."
UNKNOWN_DEPLOYMENT: Final = "Ce déploiement n’existe pas dans cette base."
UNKNOWN_SEAT: Final = "Cette place n’existe pas dans cette base."
UNKNOWN_ABSENCE: Final = "Cette absence n’existe pas dans cette base."
UNKNOWN_PROPOSAL: Final = "Cette proposition n’existe pas dans cette base."
UNKNOWN_COMMITMENT: Final = "Cet engagement n’existe pas dans cette base."
UNKNOWN_STATEMENT: Final = "Ce relevé n’existe pas dans cette base."
UNKNOWN_ENTRY: Final = "Cette ligne n’existe pas dans cette base."
UNKNOWN_RATE: Final = "Ce tarif n’existe plus dans cette base."
UNKNOWN_PERSON: Final = "Cette personne n’existe pas dans l’annuaire."
STALE: Final = (
    "Cet enregistrement a été modifié ailleurs entre-temps\u00a0: rien n’a été enregistré. "
    "Comparez les deux versions avant d’enregistrer de nouveau."
)
WRONG_STEP: Final = (
    "{what} est à l’étape «\u00a0{state}\u00a0»\u00a0: ce geste n’y est plus possible. Rien n’a été changé."
)
THE_REQUEST: Final = "La demande {number}"
THE_DEPLOYMENT: Final = "Ce déploiement"
NO_REASON: Final = "Écrivez le motif\u00a0: il reste au dossier."
NAME_MISSING: Final = "Écrivez un nom et un code."
KEY_TAKEN: Final = "Le code {key} est déjà celui d’un autre enregistrement."
PERSON_TAKEN: Final = "Cette personne est déjà membre d’une équipe volante."
MEMBERS_STAY: Final = (
    "Cette équipe a encore des membres après le {last}\u00a0: {members}. Donnez-leur d’abord une autre "
    "équipe ou un dernier jour de contrat."
)
TEAM_ASKED: Final = "Des demandes sont déjà de la famille de cette équipe, qui reste\u00a0: {requests}."
TEAM_RETIRED: Final = "Cette équipe est retirée. Choisissez-en une autre, ou effacez sa fin d’activité."
MEMBER_DEPLOYED: Final = (
    "{name} a déjà des déploiements et reste membre. Donnez plutôt un dernier jour à son contrat."
)
BAD_HOURS: Final = "Les heures d’une journée vont de 0 à 24, et la disponibilité de 0 à 100\u00a0%."
BAD_LEVEL: Final = "Un niveau va de 0 à 4."
BAD_PERIOD: Final = "La fin vient avant le début. Corrigez les dates."
BAD_AMOUNT: Final = "Un montant n’est jamais négatif."
OVERLAPPING_ABSENCE: Final = "Ce membre est déjà absent du {first} au {last}. Modifiez cette absence."
ABSENCE_OVER_FIRM: Final = (
    "{name} est en déploiement ferme le {day}{more}. Choisissez de libérer ces jours, ou remplacez d’abord "
    "le membre pour cette partie de la période."
)
MORE_DAYS: Final = " et {days} de plus"
NO_SEATS: Final = "Ajoutez au moins une place à la demande."
NO_WORKING_PART: Final = "Cette partie n’a aucun jour ouvrable. Choisissez d’autres dates."
NO_WORKING_DAYS: Final = "La place {number} n’a aucun jour ouvrable. Corrigez ses dates ou ses jours."
BAD_EFFORT: Final = "L’effort d’une place va de plus de 0 à 100\u00a0%, au centième de pour cent."
PLACE_NEEDED: Final = "Indiquez où se fait le travail, ou mettez toutes les places à distance."
BAD_PRIORITY: Final = "La priorité va de 1 à 4."
NOT_EDITABLE: Final = (
    "Le client s’est engagé pour cette place\u00a0: elle ne change plus. "
    "Libérez-la d’abord, ou ajoutez une place."
)
SEAT_WITH_HISTORY: Final = (
    "La place {number} a déjà été proposée\u00a0: elle reste à la demande. "
    "Modifiez-la plutôt que de la retirer."
)
SEAT_TAKEN: Final = "La place {seat} est déjà occupée par un déploiement ferme pendant cette période."
MEMBER_TWICE: Final = "{name} occupe déjà une place de la demande {number} pendant cette période."
NOT_FITTING: Final = "{name} ne peut pas occuper la place {seat}\u00a0: {detail}."
OVER_CAPACITY: Final = (
    "{name} dépasserait sa capacité de {percent} le {day}{more}. Mettez la demande en liste d’attente, "
    "faites autoriser un dépassement, ou déplacez un autre déploiement."
)
NOT_SIGNED: Final = (
    "Le client de la demande {number} n’a pas signé l’engagement de coûts. "
    "Faites signer l’engagement, puis confirmez."
)
NOTHING_PROPOSED: Final = "Personne n’est proposé pour la demande {number}. Proposez d’abord quelqu’un."
NOT_LATER: Final = "La nouvelle fin vient après la fin convenue, le {last}."
NOT_WITHIN: Final = "Choisissez une date entre le {first} et le {last}."
BEGUN: Final = "Ce déploiement a déjà commencé\u00a0: terminez-le plutôt que de l’annuler."
NOT_OVER: Final = "Ce mandat se termine le {last}\u00a0: il s’évalue ensuite."
BAD_SCORE: Final = "Chaque critère reçoit une note de 1 à 5."
NO_EXTENSION: Final = "Aucune prolongation n’est demandée pour ce déploiement."
FULL_WAITLIST: Final = "La demande {number} est déjà en liste d’attente."
SIGNER_MISSING: Final = "Écrivez qui a signé pour le client, et le jour où le papier a été reçu."
BEGUN_MOVE: Final = (
    "Ce déploiement a déjà commencé\u00a0: sa personne et son premier jour ne changent plus. "
    "Prolongez-le, terminez-le ou faites-le remplacer pour une partie de la période."
)
TOO_FINE: Final = "Une quantité ou un tarif a au plus quatre décimales. Arrondissez-le."
ONE_SCOPE: Final = "Donnez le tarif d’un membre ou celui d’une classe d’emploi, l’un des deux."
RATE_STATED: Final = (
    "Un relevé émis a compté des journées ou des frais à ce tarif\u00a0: il reste. "
    "Corrigez son montant\u00a0: le prochain relevé portera la différence."
)
BAD_SETTING: Final = (
    "Ces réglages ne conviennent pas\u00a0: la journée va jusqu’à 24\u00a0h, la validité compte "
    "au moins un mois, les parts vont de 0 à 100\u00a0%, un poids ou une distance n’est jamais négatif et "
    "un poste se demande un mois sur douze au moins."
)
