"""Words nobody knows: the officer reads how often such a guess was right, and picks."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.factories import Office, sign_in_as
from tests.factories.linkers import use_few_linkers
from tests.inspection import InspectingClient

BESIDE = "In Klammern: So viele von zehn Berufen"


def test_a_guess_says_how_many_of_ten_were_right_and_a_known_title_says_nothing(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    use_few_linkers(Path(app.config["LINKERS"]))
    caseworker = office.caseworker()
    work = (("Backstubenleitungskraft", None, 2), ("Bäckerin", None, 2))
    person = office.candidate(caseworker=caseworker, work=work)
    sign_in_as(client, caseworker)

    pages = {
        one.own_words: client.page(f"/desk/candidates/{person.id}/work/{one.id}/occupation")
        for one in person.work
    }
    assert "Bäcker/in (etwa 7 von 10)" in pages["Backstubenleitungskraft"]
    assert BESIDE in pages["Backstubenleitungskraft"]
    assert "von 10" not in pages["Bäckerin"]
    assert BESIDE not in pages["Bäckerin"]
