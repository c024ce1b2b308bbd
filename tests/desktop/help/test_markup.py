"""The Markdown of the handbook becomes what the reader draws, and what it does not know is told."""

from __future__ import annotations

import pytest

from agence_desktop.desktop.help.markup import MarkupError, anchor_of, plain, to_html


def html(text: str) -> str:
    return to_html(text, lambda _file: (640, 400))


def test_that_a_title_has_its_anchor_without_accents() -> None:
    assert html("## Déplacer l’été") == '<h2><a name="deplacer-lete"></a>Déplacer l’été</h2>'


def test_that_a_link_finds_the_anchor_however_it_is_written() -> None:
    assert html("[là](02-espaces.md#déplacer-une-séance)") == (
        '<p><a href="02-espaces#deplacer-une-seance">là</a></p>'
    )
    assert anchor_of("Déplacer une séance") == "deplacer-une-seance"


def test_that_lines_of_a_paragraph_and_of_an_item_are_joined() -> None:
    assert html("un\ndeux\n\ntrois") == "<p>un deux</p><p>trois</p>"
    assert html("- un\n  suite\n- deux") == "<ul><li>un suite</li><li>deux</li></ul>"
    assert html("1. un\n2. deux") == "<ol><li>un</li><li>deux</li></ol>"


def test_that_keys_stay_together_and_marks_of_html_are_shown() -> None:
    assert html("`Page suiv` **a < b** & c") == "<p><code>Page\u00a0suiv</code> <b>a &lt; b</b> &amp; c</p>"


def test_that_a_table_has_a_head() -> None:
    made = html("| A | B |\n|---|---|\n| 1 | 2 |")
    assert "<th" in made
    assert "<td>1</td><td>2</td>" in made


def test_that_a_picture_is_told_in_words() -> None:
    made = html("![Le planning](images/planning.png)")
    assert 'src="images/planning.png" width="640" height="400" alt="Le planning"' in made
    assert made.count("Le planning") == 2


def test_that_remarks_are_left_out() -> None:
    assert html("<!-- écrans\u00a0: accueil -->") == ""


@pytest.mark.parametrize(
    "strange",
    ["#### Titre", "```", "    code", "<b>gras</b>", "| seul |", "| A | B |\n|---|---|\n| 1 |", "---"],
)
def test_that_what_the_reader_does_not_know_is_told(strange: str) -> None:
    with pytest.raises(MarkupError):
        html(strange)


def test_that_a_search_sees_the_words_alone() -> None:
    assert plain("**Trouver** [une salle](a.md)\n<!-- écrans\u00a0: x -->") == "Trouver une salle"
