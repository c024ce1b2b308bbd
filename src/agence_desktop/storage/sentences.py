"""French sentences of everything about the database that knows no slice."""

from __future__ import annotations

BAD_LOCATION = (
    "« {text} » ne désigne pas une base. Donnez le chemin d’un fichier, ou une adresse qui commence par"
    " « postgresql:// »."
)
RELATIVE_IMPOSED = (
    "La base imposée à cet ordinateur, « {text} », n’est ni une adresse qui commence par « postgresql:// »,"
    " ni le chemin complet d’un fichier. Signalez-le à votre soutien informatique."
)
SECRET_IMPOSED = (
    "L’adresse de la base imposée à cet ordinateur contient un mot de passe, que toute personne peut y lire."
    " Signalez-le à votre soutien informatique : il doit l’en retirer et le changer."
)
EMPTY_LOCATION = (
    "Aucune base n’est désignée. Donnez le chemin d’un fichier, ou une adresse « postgresql:// »."
)
NETWORK_DRIVE = (
    "Le fichier « {path} » se trouve sur un lecteur réseau ({kind}), où ses verrous ne sont pas fiables."
    " Placez-le sur un disque de ce poste ou, pour travailler à plusieurs, utilisez une base PostgreSQL."
)
MISSING_FILE = (
    "La base « {path} » n’existe pas. Vérifiez son emplacement, ou créez-la avec"
    " « agence-admin --base {path} base creer »."
)
EXISTING_FILE = "La base « {path} » existe déjà; rien n’a été changé."
NOT_A_FILE = "« {path} » n’est pas un fichier. Donnez le chemin du fichier de la base."
DAMAGED = (
    "Le fichier « {path} » est endommagé ou n’est pas une base d’Agence. Il n’a pas été modifié :"
    " restaurez la sauvegarde la plus récente avec « agence-admin base restaurer »."
)
CANNOT_OPEN = (
    "Le fichier « {path} » ne peut pas être ouvert. Vérifiez que le dossier existe et que vous y avez accès."
)
READ_ONLY = (
    "La base « {shown} » est ouverte en consultation seulement : rien ne peut y être enregistré."
    " Vérifiez les droits d’écriture sur le fichier et son dossier."
)
BUSY = "Un autre programme occupe la base « {shown} » depuis trop longtemps. Réessayez dans un instant."
DISK_FULL = (
    "Il n’y a plus d’espace sur le disque de la base « {shown} ». Rien n’a été enregistré :"
    " libérez de l’espace, puis recommencez."
)
DISK_FAULT = (
    "Le disque de la base « {shown} » ne répond pas correctement. Rien n’a été enregistré :"
    " prévenez le soutien informatique."
)
UNREACHABLE = (
    "Le serveur de la base « {shown} » ne répond pas. Vérifiez le réseau et l’adresse, puis réessayez."
)
UNKNOWN_HOST = (
    "Le serveur « {host} » est introuvable. Vérifiez son nom dans l’adresse de la base et le réseau."
)
UNPROVEN_SERVER = (
    "Le serveur de la base « {shown} » ne prouve pas son identité : son certificat porte un autre nom, ou"
    " vient d’une autorité inconnue de ce poste. Rien ne lui a été envoyé. Demandez au soutien informatique"
    " d’installer le certificat de cette autorité."
)
NOT_ENCRYPTED = (
    "Le serveur de la base « {shown} » ne chiffre pas la connexion. Rien ne lui a été envoyé. Prévenez le"
    " soutien informatique : lui seul peut le permettre, par « sslmode » dans l’adresse de la base."
)
WRONG_PASSWORD = (
    "Le serveur de la base « {shown} » refuse ce nom d’utilisateur ou ce mot de passe. Corrigez-les,"
    " puis réessayez."
)
PASSWORD_NEEDED = "La base « {shown} » demande votre mot de passe."
KEPT_PASSWORD_REFUSED = (
    "Le serveur de la base « {shown} » n’accepte plus le mot de passe retenu sur ce poste, qui vient d’être"
    " oublié. Saisissez le mot de passe actuel."
)
NO_STORE = (
    "Ce poste n’a pas de coffre du système où retenir un mot de passe : il sera demandé à chaque ouverture."
)
STORE_SILENT = (
    "Le coffre du système ne répond pas : le mot de passe n’a pu y être ni lu ni retenu."
    " Déverrouillez le coffre, ou saisissez le mot de passe à chaque ouverture."
)
STORE_REFUSED = (
    "Le coffre du système refuse l’accès : le mot de passe n’a pu y être ni lu ni retenu."
    " Déverrouillez le coffre, ou saisissez le mot de passe à chaque ouverture."
)
LOGIN_REFUSED = (
    "Le serveur de la base « {shown} » n’accepte pas cette connexion. Demandez à l’administration de la base"
    " d’autoriser votre compte depuis ce poste."
)
UNKNOWN_DATABASE = (
    "La base « {name} » n’existe pas sur ce serveur. Vérifiez son nom, ou demandez qu’on la crée."
)
TOO_MANY_CONNECTIONS = (
    "Le serveur de la base « {shown} » a trop de connexions ouvertes. Réessayez dans un instant."
)
LOST = "La connexion à la base « {shown} » a été perdue. Rien n’a été enregistré; réessayez dans un instant."
COMMIT_UNKNOWN = (
    "La connexion à la base « {shown} » a été perdue pendant l’enregistrement : on ne sait pas s’il"
    " a été fait. Rafraîchissez l’affichage avant de recommencer."
)
RIGHT_MISSING = (
    "Votre compte n’a pas le droit de faire cette opération dans la base. Demandez-le à l’administration."
)
STALE = (
    "Cette fiche a été modifiée ailleurs depuis son ouverture. Rien n’a été écrasé :"
    " comparez les deux versions."
)
TAKEN = "La période demandée est déjà prise."
DUPLICATE = "Un élément portant la même désignation existe déjà."
IN_USE = "L’élément désigné n’existe plus, ou d’autres éléments en dépendent encore."
INVALID = "Une valeur n’est pas permise; rien n’a été enregistré."
INCOMPLETE = "Une valeur obligatoire manque; rien n’a été enregistré."
KEY_REUSED = "Cette clé a déjà servi pour une autre demande. Donnez une nouvelle clé."
SCHEMA_ABSENT = (
    "La base « {shown} » ne contient pas encore les tables d’Agence. Créez-les avec"
    " « agence-admin base creer »."
)
SCHEMA_OLDER = (
    "La base « {shown} » a été faite par une version antérieure du programme ({current}; il faut {head})."
    " Mettez-la à niveau avec « agence-admin base mettre-a-niveau »."
)
SCHEMA_NEWER = (
    "La base « {shown} » demande la version {required} du programme, ou une plus récente; celle-ci est la"
    " version {ours}. Installez la version demandée."
)
SCHEMA_PRESENT = "La base « {shown} » contient déjà les tables d’Agence; rien n’a été changé."
SCHEMA_UNKNOWN = (
    "Les données demandent le schéma {schema}, que cette version du programme ({head}) ne connaît pas."
    " Installez une version plus récente."
)
NOT_EMPTY = (
    "La base « {shown} » contient déjà des données; rien n’a été changé."
    " Donnez une base vide, ou qui vient d’être créée."
)
UPGRADE_BROKEN_LINKS = (
    "La mise à niveau laisserait des liens brisés dans la table « {table} »;"
    " la base est restée comme elle était."
)
UPGRADE_FAILED = (
    "La mise à niveau n’a pas pu être menée à bien : la base « {shown} » est restée comme elle était."
)
UPGRADE_COPY_KEPT = "La copie de sûreté faite d’abord est gardée dans « {path} »."
NO_BACKUP = (
    "La copie de sûreté « {path} » n’a pas pu être faite; la base n’a pas été mise à niveau."
    " Libérez de l’espace ou vérifiez vos droits sur le dossier."
)
GUARDS = {
    "absent": "La protection « {name} » manque dans la base.",
    "altered": "La protection « {name} » a été modifiée dans la base.",
    "disabled": "La protection « {name} » est désactivée dans la base.",
    "outdated": "La protection « {name} » est celle d’une autre version du programme.",
    "unknown": "Le déclencheur « {name} » n’est pas de ce programme.",
}
AUDIT_APPEND_ONLY = "Le journal ne se modifie pas et ne s’efface pas."
AUDIT = {
    "chain_broken": "Le sceau du {subject} ne suit pas le précédent : des sceaux ont été retirés ou refaits.",
    "rows_missing": "Des lignes manquent dans le journal ({subject}).",
    "rows_changed": "Des lignes du journal ont été modifiées après avoir été scellées ({subject}).",
}
AUDIT_UNSEALED = "depuis le dernier sceau"
DAMAGED_PAGE = "La structure du fichier est endommagée : {what}."
DAMAGED_PIECES = (
    (r"row \d+ missing from index (\S+)", "il manque des lignes à l’index « {name} »"),
    (r"wrong # of entries in index (\S+)", "l’index « {name} » n’a pas autant de lignes que sa table"),
    (r"non-unique entry in index (\S+)", "l’index « {name} » contient des doublons"),
    (r"NULL value in (\S+)", "une valeur manque dans « {name} »"),
    (r"CHECK constraint failed in (\S+)", "des valeurs de la table « {name} » ne conviennent pas"),
    (r"[Pp]age (\d+)", "la page {name} est illisible"),
)
"""What the check of SQLite says in English → what it means."""
DAMAGED_PIECE = "une partie en est illisible"
BROKEN_LINK = "Des lignes de la table « {table} » désignent des éléments qui n’existent pas."
STRUCTURE_KINDS = {
    "column": "La colonne « {name} »",
    "constraint": "La contrainte « {name} »",
    "index": "L’index « {name} »",
    "policy": "La règle d’accès « {name} »",
    "rule": "La règle de réécriture « {name} »",
    "table": "La table « {name} »",
}
STRUCTURE = {
    "absent": "{what} manque dans la base.",
    "altered": "{what} n’est pas comme ce programme la définit.",
    "unknown": "{what} n’est pas de ce programme.",
}
TRAIL = {
    "changed": "La ligne {key} de la table « {table} » a été modifiée à l’insu du programme.",
    "missing": "La ligne {key} de la table « {table} » a été effacée à l’insu du programme.",
    "unrecorded": "La ligne {key} de la table « {table} » a été ajoutée à l’insu du programme.",
}
GRANTS = {
    "absent": "Le groupe « {group} » n’a plus le droit {privilege} sur la table « {table} ».",
    "unknown": "Le droit {privilege} sur « {table} » a été donné à « {group} » à l’insu du programme.",
}
