import pytest
from flask import Flask

from tests.inspection import InspectingClient

PAGE = "/components"


@pytest.fixture
def shown(app: Flask) -> None:
    app.config["COMPONENTS_PAGE"] = True


def test_page_is_hidden_in_real_operation(client: InspectingClient) -> None:
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.usefixtures("shown")
def test_every_component_stands_in_one_well_formed_page(
    client: InspectingClient, language: str
) -> None:
    assert "Komponenten" in client.page(PAGE, query_string={"lang": language})


@pytest.mark.usefixtures("shown")
def test_failed_form_comes_back_with_what_was_typed(client: InspectingClient) -> None:
    page = client.post(PAGE, data={"email": "amira@", "born": ["31", "2", "1990"]}).text
    assert 'value="amira@"' in page
    assert all(f'value="{part}"' in page for part in ("31", "2", "1990"))
    assert page.index('id="error-summary"') < page.index("<h1")
    assert "<title>Fehler: " in page
