"""Keys sort and search in French whatever the database."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.french import search_key, sort_key

FRENCH = st.text("aàâbcçeéèêëiîïoôœuûùüÿzæAÉÇŒZ 0129-'’.()", max_size=12)


@pytest.mark.parametrize(
    "order",
    [
        ["cote", "Cote", "côte", "Côte", "coté", "Coté", "côté", "Côté"],
        ["Salle 2", "Salle 10", "Salle 10A", "Salle 100"],
        ["Salle multi 1.2", "Salle multi 1.10", "Salle multi 1.10 A", "Salle multi 2"],
        ["Saint Jean", "Saint-Jean", "Saint-Jean-sur-Richelieu", "Sainte-Anne", "Saintes"],
        ["coefficient", "cœur", "coexister", "coffre"],
        ["oeuvre", "œuvre", "Œuvre"],
        ["L’Ancienne-Lorette", "L’Assomption", "La Malbaie", "La Tuque", "Lac-Etchemin"],
        ["2e étage", "10e étage", "Accueil", "Étage", "Zone"],
        ["élève", "élevé"],
        ["Salle", "Salle 1", "Salle A", "Sallee"],
        ["pèche", "pêche", "péché"],
        ["", "a", "z", "Ω"],
    ],
    ids=lambda order: order[-1],
)
def test_that_keys_give_the_french_order(order: list[str]) -> None:
    assert sorted(order, key=sort_key) == order
    assert len({sort_key(text) for text in order}) == len(order)


def test_that_known_places_sort_as_in_a_directory() -> None:
    places = ["Trois-Rivières", "Québec", "Îles-de-la-Madeleine", "Havre-Saint-Pierre", "Jonquière", "Amos"]
    assert sorted(places, key=sort_key) == [
        "Amos",
        "Havre-Saint-Pierre",
        "Îles-de-la-Madeleine",
        "Jonquière",
        "Québec",
        "Trois-Rivières",
    ]


def test_that_an_equal_number_with_zeros_follows() -> None:
    assert sort_key("Salle 2") < sort_key("Salle 02") < sort_key("Salle 3")


def test_that_numbers_of_any_length_sort_by_value() -> None:
    numbers = [9, 10, 10**9, 10**10, 10**30, 10**47]
    assert sorted(numbers, key=lambda n: sort_key(f"n{n}")) == numbers


@settings(max_examples=300)
@given(FRENCH, FRENCH)
def test_that_accents_and_case_only_decide_between_the_same_letters(a: str, b: str) -> None:
    def letters(text: str) -> str:
        return sort_key(search_key(text)).split(" !")[0]

    if letters(a) != letters(b):
        assert (sort_key(a) < sort_key(b)) == (letters(a) < letters(b))


@settings(max_examples=300)
@given(st.lists(FRENCH, min_size=2, max_size=6))
def test_that_a_common_first_word_does_not_change_the_order(texts: list[str]) -> None:
    words = [f"x {search_key(text)}x" for text in texts]
    ordered = sorted(words, key=sort_key)
    for one, other in pairwise(ordered):
        assert sort_key(one[2:]) <= sort_key(other[2:])


@settings(max_examples=300)
@given(st.text(max_size=20))
def test_that_sort_keys_are_printable_ascii_and_ignore_how_unicode_writes_a_letter(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isprintable()
    assert sort_key(unicodedata.normalize("NFD", text)) == key
    assert sort_key(unicodedata.normalize("NFC", text)) == key


@settings(max_examples=300)
@given(st.text(max_size=20))
def test_that_a_search_key_is_idempotent_and_holds_no_wildcard(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert not set(key) & set("%_\\*?")
    assert key == key.strip()


@settings(max_examples=200)
@given(FRENCH, FRENCH)
def test_that_equal_sort_keys_mean_equal_search_keys(a: str, b: str) -> None:
    if sort_key(a) == sort_key(b):
        assert search_key(a) == search_key(b)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Trois-Rivières", "trois rivieres"),
        ("L’Œuvre d’Été (2e)", "l oeuvre d ete 2e"),
        ("  Ça  va ", "ca va"),
        ("2.45", "2 45"),
        ("STRAßE", "strasse"),
    ],
)
def test_that_a_search_key_has_neither_accents_nor_marks(text: str, key: str) -> None:
    assert search_key(text) == key
