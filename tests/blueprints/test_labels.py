import enum
import importlib
import pkgutil

import pytest
from flask import Flask

import domain
from blueprints.labels import LABELS, badge_kind, label
from domain.fairs import FairState, RegistrationState

UNSEEN = {
    "Gap",
    "Detail",
    "BirthDateFault",
    "Breach",
    "Doubt",
    "Permission",
    "UnfairDemand",
    "PositionAction",
    "HandoverAction",
    "Instruction",
    "LicenceNeed",
    "Procedure",
    "ProposalAction",
    "OfficialKind",
    "Relation",
    "Trait",
    "Vocabulary",
}
"""Enums whose members no page names alone: most have a whole sentence where they are shown."""


def enums_of_the_domain() -> list[type[enum.Enum]]:
    modules = [
        importlib.import_module(f"domain.{found.name}")
        for found in pkgutil.iter_modules(domain.__path__)
    ]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, enum.EnumType) and kind.__module__ == module.__name__
    ]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("kind", enums_of_the_domain(), ids=lambda kind: kind.__name__)
def test_every_state_and_kind_has_a_name_for_people(kind: type[enum.Enum], app: Flask) -> None:
    if kind.__name__ in UNSEEN:
        assert kind not in LABELS
        return
    with app.test_request_context():
        assert all(str(label(member)) for member in kind)
        assert all(badge_kind(member) for member in kind)


@pytest.mark.sqlite_only
def test_two_states_of_one_word_keep_their_own_names(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "de"}):
        assert label(FairState.CANCELLED) != label(RegistrationState.CANCELLED)
