"""Every word the window shows goes through here, so that it can be had in another language.

English is the source. A language is a file beside `resources/translations/os1.pot`, made into a
catalogue by `resources/translations/make.py`; which one is taken is read from the environment
(LANGUAGE, LC_ALL, LC_MESSAGES, LANG) once, when the first word is asked for.
"""

from __future__ import annotations

import gettext
from functools import cache

from assistant.paths import RESOURCES

FOLDER = RESOURCES / "translations"
DOMAIN = "os1"


def tr(text: str, /, **places: object) -> str:
    """`text` in the person's language, with its {places} filled; as it is where there is no other."""
    said = _catalogue().gettext(text) if text else ""
    return said.format(**places) if places else said


def trn(one: str, several: str, count: int, /, **places: object) -> str:
    """The form for so many, with {count} and the other {places} filled."""
    return _catalogue().ngettext(one, several, count).format(count=count, **places)


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, fallback=True)
