"""What one page of a profile carries, for the firm in one language, for the person in two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import get_locale

from blueprints.profiles.sheet import Part, Sheet, sheet_in
from blueprints.records import today
from domain.page_languages import SOURCE
from models import Proposal
from services.profiles import Profile, pseudonymous_profile
from services.releases import ToldField


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """One page: the proposal, and its columns in the order of reading."""

    proposal: Proposal
    sheets: tuple[Sheet, ...]
    told: bool
    """Whether the page says anything by name."""

    @property
    def rows(self) -> list[tuple[Part, ...]]:
        """Return the same part in each language, beside each other."""
        return list(zip(*(sheet.parts for sheet in self.sheets), strict=True))

    @property
    def file_name(self) -> str:
        """Return a name that tells nobody who it is."""
        return f"profil-{self.proposal.reference}.pdf"


def page_for_firm(proposal: Proposal, told: Iterable[ToldField]) -> ProfilePage:
    """Return the page in the language of the reader."""
    return _page(proposal, told, [_reading()])


def page_for_person(proposal: Proposal, told: Iterable[ToldField]) -> ProfilePage:
    """Return what the firm reads, German first, beside the language of the person."""
    return _page(proposal, told, dict.fromkeys([SOURCE, _reading()]))


def _page(proposal: Proposal, told: Iterable[ToldField], languages: Iterable[str]) -> ProfilePage:
    profile: Profile = pseudonymous_profile(proposal)
    fields = tuple(told)
    sheets = (sheet_in(one, profile=profile, told=fields, today=today()) for one in languages)
    return ProfilePage(proposal, tuple(sheets), bool(fields))


def _reading() -> str:
    locale = get_locale()
    return str(locale) if locale else SOURCE
