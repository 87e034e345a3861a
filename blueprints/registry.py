"""The list of all blueprints and commands; the only module that knows them all."""

from __future__ import annotations

from flask import Flask

from blueprints.accounts.views import accounts
from blueprints.admin.views import admin
from blueprints.candidates.views import candidates
from blueprints.cards.views import cards
from blueprints.cases.views import cases
from blueprints.check_sheets.views import check_sheets
from blueprints.commands.admin import admin as admin_commands
from blueprints.commands.backup import backup, restore
from blueprints.commands.catalogue import catalogue
from blueprints.commands.demo import demo
from blueprints.commands.fairness import fairness as fairness_commands
from blueprints.commands.learning import learning as learning_commands
from blueprints.commands.letters import letters
from blueprints.commands.match import match as match_commands
from blueprints.commands.places import places
from blueprints.commands.positions import positions as position_commands
from blueprints.commands.privacy import privacy as privacy_commands
from blueprints.commands.rules import rules
from blueprints.commands.work import work
from blueprints.components.views import components
from blueprints.counter.views import counter
from blueprints.courses.views import courses
from blueprints.desk.views import desk
from blueprints.door.views import door
from blueprints.duplicates.views import duplicates
from blueprints.expiries.views import expiries
from blueprints.fairness.views import fairness
from blueprints.fairs.views import fairs
from blueprints.firms.views import firms
from blueprints.health.views import health
from blueprints.imports.views import imports
from blueprints.law.views import law
from blueprints.learning.views import learning
from blueprints.matches.views import matches
from blueprints.occupations.views import occupations
from blueprints.opinions.views import opinions
from blueprints.placing.views import placing
from blueprints.positions.views import positions
from blueprints.privacy.views import privacy
from blueprints.profiles.views import profiles
from blueprints.proposals.views import proposals
from blueprints.public.views import public
from blueprints.record.views import record
from blueprints.results.views import results
from blueprints.sign_up.views import sign_up
from blueprints.stands.waiting import stands
from blueprints.tasks.views import tasks
from blueprints.team.views import team
from blueprints.tickets.views import tickets
from blueprints.verification.views import verification
from blueprints.weights.views import weights

BLUEPRINTS = (
    public,
    accounts,
    record,
    firms,
    positions,
    imports,
    proposals,
    profiles,
    stands,
    desk,
    verification,
    candidates,
    matches,
    placing,
    expiries,
    check_sheets,
    fairs,
    door,
    results,
    counter,
    cards,
    cases,
    courses,
    duplicates,
    tasks,
    team,
    privacy,
    weights,
    learning,
    fairness,
    admin,
    law,
    sign_up,
    tickets,
    opinions,
    occupations,
    health,
    components,
)

COMMANDS = (
    admin_commands,
    backup,
    demo,
    fairness_commands,
    learning_commands,
    letters,
    places,
    position_commands,
    match_commands,
    privacy_commands,
    restore,
    rules,
    catalogue,
    work,
)


def register(app: Flask) -> None:
    """Register every blueprint and every group of commands."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
