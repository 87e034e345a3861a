"""Every page, file, letter and log line of every role is searched for marks of others."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import wraps

import pypdf
import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.test import TestResponse

from blueprints.letters import words
from domain.access import STAFF, Actor, Permission, Role
from domain.clock import office_day
from domain.page_languages import OFFERED
from domain.proposals import ProposalAction, ProposalState, ToldBy
from domain.releases import ReleasedField, ReleasePurpose
from models import Account, Candidate, Letter, Proposal, db
from services.answers import answer_proposal
from services.asking import ask_person, keep_word
from services.releases import release_fields
from services.shortlists import propose, withdraw
from services.visibility import visible
from tests.architecture.marks import mark_everybody, marks_in, own_words
from tests.architecture.routes import methods, rules
from tests.architecture.test_permissions import is_granted, path_of
from tests.architecture.world import World
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import forget_the_last_request

pytestmark = [pytest.mark.page, pytest.mark.long, pytest.mark.sqlite_only]

NAMES = {f"candidate.{one}" for one in ("given_name", "family_name", "own_script_name")}
ON_BADGES = NAMES | {"registration.badge_name"}
"""The door prints a badge for whoever comes, with the name the person wants on it."""
SEARCH = "?q=zq&name=zq&page=1&state=&title=zq"
"""What lists and searches are asked: every marked name is found by it."""
LEAVES = {"accounts.sign_out", "accounts.end_session", "accounts.end_all_sessions"}
Found = set[tuple[int, str]]


class Story:
    """Three people for one position: one is named to the firm, one was, one is not yet."""

    def __init__(self, office: Office, firm: Account) -> None:
        self.officer, self.firm = office.officer().actor, firm.actor
        position = office.position(employer_id=firm.employer_id)
        self.proposals = [
            office.proposal(
                candidate=office.candidate(phone="+491701234567"),
                state=ProposalState.SHORTLISTED,
                proposed_at=None,
                position=position,
            )
            for _ in range(3)
        ]
        for one in self.proposals:
            self.win_both(one)
        named, ended, _silent = self.proposals
        for one in (named, ended):
            self.name(one)
        withdraw(actor=self.officer, proposal=ended, now=NOW)
        self.named, self.proposal = named.candidate_id, named.id

    def win_both(self, proposal: Proposal) -> None:
        person = Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
        fields = list(ReleasedField)
        ask_person(actor=self.officer, proposal=proposal, now=NOW)
        propose(actor=self.officer, proposal=proposal, now=NOW)
        keep_word(actor=person, proposal=proposal, fields=fields, told=ToldBy.LINK, now=NOW)
        said = ProposalAction.ACCEPT
        answer_proposal(actor=self.firm, proposal=proposal, action=said, now=NOW)

    def name(self, proposal: Proposal) -> None:
        release_fields(
            actor=self.officer,
            proposal=proposal,
            fields=[ReleasedField.NAME],
            purpose=ReleasePurpose.EMPLOYMENT,
            until=office_day(NOW) + timedelta(days=9),
            now=NOW,
        )


class Scene:
    """The small world, the story in it, and everybody's words replaced by marks."""

    def __init__(self, app: Flask, office: Office) -> None:
        self.app, self.world = app, World(office)
        self.story = Story(office, self.world.people[Role.EMPLOYER])

    def own(self, role: Role) -> dict[str, object]:
        """Return what is the role's own, the words in it marked too."""
        own = self.world.own(role)
        mark_everybody()
        return own

    def browser(self, role: Role) -> FlaskClient:
        browser = self.app.test_client()
        if role in self.world.people:
            sign_in_as(browser, self.world.people[role])
        return browser

    def answers(
        self, role: Role, verbs: tuple[str, ...] = ("GET", "POST")
    ) -> Iterator[tuple[str, str]]:
        """Yield address and text of every answer: all pages and files first, then all forms."""
        own, foreign = self.own(role), self.world.foreign(role)
        browser = self.browser(role)
        for verb in verbs:
            for rule in rules(self.app):
                granted = is_granted(self.app, rule, role) and rule.endpoint not in LEAVES
                if verb not in methods(rule) or not granted:
                    continue
                for values in (own, foreign) if rule.arguments else (own,):
                    path = path_of(rule, values)
                    for asked in {path, path + SEARCH} if verb == "GET" else {path}:
                        yield asked, self.ask(browser, verb, asked)
        self.codes = {str(one["code"]) for one in (own, foreign)}

    def ask(self, browser: FlaskClient, verb: str, path: str) -> str:
        forget_the_last_request()
        db.session.rollback()
        db.session.expire_all()
        answer = browser.open(path, method=verb)
        headers = " ".join(f"{name}: {value}" for name, value in answer.headers)
        return told_by(answer) + headers

    def allowed(self, role: Role, path: str, found: Found) -> Found:
        """Return which of the marks the role may read there."""
        if role in STAFF:
            return self.for_staff(role, found)
        may = {(self.story.named, one) for one in NAMES} if role is Role.EMPLOYER else set()
        if role is Role.CANDIDATE:
            me = self.world.people[Role.CANDIDATE].id
            may |= {mark for mark in found if mark[0] == me}
        if path.startswith(("/tickets/", "/t/")):  # who has the code of a ticket reads the name
            may |= {mark for mark in found if mark[1] in NAMES}
        return may

    def for_staff(self, role: Role, found: Found) -> Found:
        """Staff read those in their scope, and of others the name: so nobody is made twice."""
        actor = self.world.people[role].actor
        seen = set(db.session.scalars(visible(Candidate, actor).with_only_columns(Candidate.id)))
        searches = actor.may(Permission.CANDIDATE_SEARCH)
        return {mark for mark in found if mark[0] in seen or (searches and mark[1] in ON_BADGES)}

    def leaks(self, role: Role) -> tuple[dict[str, Found], Found]:
        """Return what was read that was not one's own, by address, and everything read."""
        leaks: dict[str, Found] = {}
        every: Found = set()
        for path, text in self.answers(role):
            found = marks_in(text)
            every |= found
            if strange := found - self.allowed(role, path, found):
                leaks[path] = strange
        return leaks, every


def told_by(answer: TestResponse) -> str:
    """Return all words of an answer; those of a PDF are set in pieces and compressed."""
    if answer.mimetype != "application/pdf":
        return answer.get_data(as_text=True)
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    told = [page.extract_text() for page in reader.pages]
    told += [repr(reader.metadata), repr(reader.xmp_metadata and reader.xmp_metadata.dc_title)]
    told += [str(name) for name in reader.attachments]
    return "".join("".join(told).split())  # a word that breaks at the end of a line is one word


@pytest.fixture
def scene(app: Flask, office: Office) -> Scene:
    return Scene(app, office)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reads_a_mark_that_is_not_its_own_on_any_page_in_any_file_or_log_line(
    role: Role, scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = structlog.make_filtering_bound_logger(logging.DEBUG)
    structlog.configure(**structlog.get_config() | {"wrapper_class": logs})
    leaks, every = scene.leaks(role)
    assert leaks == {}
    lines = capsys.readouterr().out
    assert '"endpoint"' in lines
    assert marks_in(lines) == set()
    if role is Role.EMPLOYER:  # what is released is really there: the search is not blind
        assert {(scene.story.named, "candidate.given_name")} <= every
    if role in {Role.CANDIDATE, Role.CASEWORKER, Role.OFFICER}:
        assert len({column for _owner, column in every}) >= 6


def test_a_mark_in_a_file_is_found(scene: Scene) -> None:
    """The control: the search reads what stands in a PDF, not its bytes."""
    mark_everybody()
    firm = scene.browser(Role.EMPLOYER)
    for kind in ("", ".pdf"):
        text = scene.ask(firm, "GET", f"/proposals/{scene.story.proposal}/profile{kind}")
        found = marks_in(text)
        assert (scene.story.named, "candidate.given_name") in found
        assert not found - scene.allowed(Role.EMPLOYER, "", found)


def test_every_letter_tells_its_reader_nothing_of_somebody_else(scene: Scene) -> None:
    for role in (Role.OFFICER, Role.CASEWORKER, Role.EMPLOYER):
        for _answer in scene.answers(role, verbs=("POST",)):  # looking writes no letter
            pass
    db.session.rollback()
    letters = [one for one in db.session.scalars(select(Letter)) if one.facts]
    assert len({letter.kind for letter in letters}) >= 6
    for letter in letters:
        forget_the_last_request()
        said = [words(letter.kind, letter.facts, language) for language in OFFERED]
        found = marks_in(" ".join(f"{one.subject} {one.body} {one.sms}" for one in said))
        assert {owner for owner, _column in found} <= {letter.candidate_id}, letter.kind


def test_a_page_that_leaks_a_name_is_found(scene: Scene) -> None:
    """The control: a list of a firm that forgets the filter once."""
    stranger = scene.story.proposals[1].candidate_id
    honest = scene.app.view_functions["proposals.index"]

    @wraps(honest)
    def careless() -> ResponseReturnValue:
        person = db.session.get_one(Candidate, stranger)
        return str(honest()) + f"<!-- {person.given_name} -->"

    scene.app.view_functions["proposals.index"] = careless
    leaks, _every = scene.leaks(Role.EMPLOYER)
    assert {path.split("?")[0] for path in leaks} == {"/proposals"}
    assert set.union(*leaks.values()) == {(stranger, "candidate.given_name")}


def test_every_column_of_own_words_is_marked_and_none_is_forgotten() -> None:
    marked = {f"{one.table.name}.{one.name}" for one in own_words()}
    must = {"phone", "email", "place", "given_name", "family_name", "own_script_name"}
    assert {f"candidate.{one}" for one in must} <= marked
    assert {"residence_document.document_words", "wishes.own_words"} <= marked
