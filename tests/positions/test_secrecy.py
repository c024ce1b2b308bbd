"""What looks like a secret is refused with the place where it belongs; office prose passes."""

from __future__ import annotations

import pytest

from agence_desktop.positions.content import Access, Asset, Sheet, Task
from agence_desktop.positions.secrecy import digest_of, find_secrets, look_at, secret_kind

SECRETS = {
    "password": [
        "mot de passe : Portneuf2026",
        "Mot de passe: Soleil!",
        "mot de passe = azerty1",
        "Le mot de passe est Xy7#kk",
        "Le mot de passe est : Xy7#kk",
        "MOT DE PASSE : hiver-2026",
        "mots de passe : a1b2c3",
        "mdp : toto99",
        "mot\u00a0de\u00a0passe\u202f: toto99",
        "password=hunter2",
        "mot de passe du portail des achats : «\u00a0Grenouille7\u00a0»",
        "Ouvrir le dossier, mot de passe\u00a0: Abc$def, puis imprimer",
        "Mot de passe : Soleil 2024",
        "phrase de passe : quatre_mots_au_hasard",
    ],
    "pin": [
        "NIP : 4821",
        "Le NIP de la carte est 4821.",
        "nip=0000",
        "code d’accès : 1379#",
        "Le code de l’alarme est 2580",
        "combinaison : 12-34-56",
    ],
    "token": [
        "jeton : 9f8e7d",
        "token=abc_123",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "Q7x9Lm2Zp4Rt8Vb1Nc6Kd3Wf5",
        "d41d8cd98f00b204e9800998ecf8427e",
        "postgresql://agence:Secret9@serveur/base",
    ],
    "key": [
        "clé : 7Y3K-99",
        "La clé d’API est 77ab-x",
        "clé Wi-Fi : invite2026",
        "clé = T-014",
        "cle\u0301 : T-014",
    ],
}
HARMLESS = [
    "",
    "Le mot de passe se change tous les 90 jours.",
    "mot de passe : 12 caractères au moins",
    "Mot de passe : voir le coffre SO-CN",
    "Mot de passe : dans le coffre numérique « SO-CN », dossier P-0142",
    "Le mot de passe est dans le coffre SO-CN.",
    "Le mot de passe est changé le 1er de chaque mois.",
    "Mot de passe oublié : appelez le 418 555-0151.",
    "Mot de passe : demander au pilotage, poste 151",
    "Le NIP est remis en main propre par la sécurité.",
    "NIP : à demander à la sécurité",
    "3 essais pour le NIP : 15 minutes d’attente",
    "La clé du local 3.14 est au comptoir B-12.",
    "Clé du classeur : chez Thierry Nadeau, poste 151",
    "Clé USB : 64 Go, chiffrée",
    "Clés : 3 exemplaires",
    "Mots clés : C-12, reddition de comptes",
    "Points clés : 4 rencontres par année",
    "Date clé : 2026-12-01",
    "Clé de répartition : 60/40 entre les deux directions",
    "Jetons de présence : 150 $ par séance",
    "Renouvellement du jeton : 2027-03-01",
    "Le secret professionnel : art. 60.4 du Code",
    "Code de classification : 4-2100",
    "code postal : G1R 5V7",
    "Appeler le 418 555-0117 avant 11 h.",
    "Dossier 2026-118 : répondre avant le 27 nov. 2026",
    "https://intranet.exemple.gouv.qc.ca/Dossiers/2026/DRH/Budget/Procedure-acces-v2",
    "GOUV-2026-DSGI-03-00042",
    "InterventionsMunicipales2026Portneuf",
    "Décide et verse les prestations spéciales urgentes; renouveler 20 jours avant.",
    "La personne clé est Karim Benali.",
    "mot de passe",
    "clé :",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SECRETS.items() for text in texts]
)
def test_that_a_secret_is_seen(kind: str, text: str) -> None:
    assert secret_kind(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_that_office_prose_passes(text: str) -> None:
    assert secret_kind(text) is None


def test_that_keys_are_named_by_identifier_where_they_belong() -> None:
    assert look_at("assets/1/description", "Clé : T-014") is None
    assert look_at("assets/1/description", "Clé : 4821") is not None
    assert look_at("tasks/T1/pitfalls", "Clé : T-014") is not None


def test_that_a_whole_sheet_is_read_and_each_place_says_where_to_put_it() -> None:
    sheet = Sheet(
        mission="Le mot de passe est Xy7#kk",
        know=("Ouvrir à 8 h", "NIP : 4821"),
        tasks=(Task("T4", pitfalls="jeton : 9f8e7d", due_text="mdp = a1b2"),),
        accesses=(Access("Paie", vault="SO-CN"),),
        assets=(Asset("T-014", "Clé du local 3.14"),),
    )
    found = find_secrets(sheet)
    assert [(one.path, one.kind.value) for one in found] == [
        ("mission", "password"),
        ("know/2", "pin"),
        ("tasks/T4/pitfalls", "token"),
        ("tasks/T4/due_text", "password"),
    ]
    assert all("§" in one.sentence and one.sentence.endswith(".") for one in found)


def test_that_what_is_on_record_as_no_secret_passes_until_it_changes() -> None:
    text = "clé : 7Y3K-99"
    record = {("mission", digest_of(text))}
    assert find_secrets(Sheet(mission=text), record) == []
    assert len(find_secrets(Sheet(mission=f"{text}0"), record)) == 1
    assert len(find_secrets(Sheet(limits=text), record)) == 1


def test_that_the_text_itself_is_not_told() -> None:
    found = look_at("mission", "mot de passe : Portneuf2026")
    assert found is not None
    assert "Portneuf2026" not in repr(found)


def test_that_long_texts_are_read_quickly_enough() -> None:
    assert secret_kind("mot de passe " * 2_000) is None
    assert secret_kind("clé est " * 2_000) is None
    assert secret_kind("a" * 20_000) is None


def test_that_what_cannot_be_read_may_hold_a_secret_too() -> None:
    sheet = Sheet(unread=(("tasks/T1/procedure_date", "mot de passe : Prune2026"),))
    assert [one.path for one in find_secrets(sheet)] == ["tasks/T1/procedure_date"]
