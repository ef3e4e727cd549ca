"""What the person has chosen: one declaration per setting, saved at once, only what differs.

The declaration is the metadata too: type, range, title and one line of explanation, from which
the settings page is made. `settings.toml` in the profile holds only what is not the default.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

Value = str | int | float | bool


class Settings(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, str_strip_whitespace=True
    )

    her_name: str = Field(
        "OS1", min_length=1, max_length=40, title="Her name", description="What you call her."
    )
    your_name: str = Field(
        "", max_length=60, title="Your name", description="What she calls you, if anything."
    )
    purpose: str = Field(
        "", pattern="^(company|order|listener)?$", title="What she is for",
        description="What she asks first when you open the window.",
    )  # fmt: skip
    sociable: str = Field(
        "", pattern="^(quiet|many)?$", title="People around you",
        description="Whether she asks whom you met, or leaves you to yourself.",
    )  # fmt: skip
    manner: str = Field(
        "", pattern="^(plain|gentle)?$", title="Her manner",
        description="What a language model that words her replies is told.",
    )  # fmt: skip
    feelings: str = Field(
        "light", pattern="^(off|light|more)$", title="Guessing feelings",
        description="How often she guesses what you feel, as a guess and from your words alone.",
    )  # fmt: skip
    guesses: bool = Field(
        False, title="Remember wrong guesses",
        description="Keeps which feelings she must not guess again, and nothing else about feelings.",
    )  # fmt: skip
    quiet_from: str = Field(
        "", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$", title="Quiet from",
        description="A time such as 22:30, from which on she speaks softly; empty: never.",
    )  # fmt: skip
    quiet_until: str = Field(
        "", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$", title="Quiet until",
        description="The time until which she speaks softly.",
    )  # fmt: skip
    speaks_first: str = Field(
        "off", pattern="^(off|asks|morning)$", title="When she speaks first",
        description="Your reminders ring in any case. Never in the quiet hours; without these, never at night.",
    )  # fmt: skip
    announce: bool = Field(
        False, title="Words for a screen reader",
        description="A screen reader says her sentences, and her own voice is silent.",
    )  # fmt: skip
    spare: bool = Field(
        True, title="Spare the battery",
        description="Without mains power no animation, and fewer threads for her own mind.",
    )  # fmt: skip
    close_to: str = Field(
        "", max_length=200, title="Close to you",
        description="Names, with commas between; she asks after them now and then.",
    )  # fmt: skip
    voice: str = Field(
        "warm", max_length=200, title="Her voice", description="A house voice, or the system's."
    )
    pace: float = Field(
        1.0, ge=0.6, le=1.6, title="Speed", description="How fast she speaks; 1 is her own pace."
    )
    volume: float = Field(0.8, ge=0.0, le=1.0, title="Volume", description="How loud she speaks.")
    patience: float = Field(
        1.0, ge=0.5, le=3.0, title="Patience",
        description="How long she waits before she takes a pause for the end of your turn.",
    )  # fmt: skip
    mode: str = Field(
        "open", pattern="^(open|name|push)$", title="When she listens",
        description="Always, when her name is called, or while you hold the talk key.",
    )  # fmt: skip
    turn_end: str = Field(
        "meaning", pattern="^(meaning|silence)$", title="End of your turn",
        description="By what and how you speak, or after a fixed silence, which takes longer.",
    )  # fmt: skip
    lead_ins: bool = Field(
        True, title="Small words first",
        description='A short "Hm." or "Okay." when her answer takes a moment.',
    )  # fmt: skip
    microphone: str = Field(
        "", max_length=300, title="Microphone",
        description="Where she hears you. The system's default follows what you choose there.",
    )  # fmt: skip
    speaker: str = Field(
        "", max_length=300, title="Speaker",
        description="Where she speaks. The system's default follows what you choose there.",
    )  # fmt: skip
    engine: str = Field(
        "auto", pattern="^(auto|whisper|faster-whisper|pocketsphinx)$", title="Recognition",
        description="Who turns your speech into words; auto takes the best that is here.",
    )  # fmt: skip
    look: str = Field(
        "dusk", pattern="^(dusk|night)$", title="Look", description="Dusk is warm, night is dark."
    )
    captions: bool = Field(True, title="Captions", description="Show what both of you say.")
    sounds: bool = Field(
        True, title="Small sounds", description="Soft sounds for mute and trouble."
    )
    still: bool = Field(
        False, title="Reduce motion", description="The figure cuts instead of moving."
    )
    region: str = Field(
        "", max_length=8, title="Where you live",
        description="A country code, for help lines and units; empty: from the system.",
    )  # fmt: skip
    minor: bool = Field(
        False, title="Under eighteen",
        description="No romance, and a word about a break every hour. Talk can switch it on, never off.",
    )  # fmt: skip
    private: bool = Field(
        False, title="Private conversation",
        description="While it is on, nothing of what is said is kept.",
    )  # fmt: skip
    transcripts: str = Field(
        "year", pattern="^(forever|year|month|week|none)$", title="How long talk is kept",
        description="The lines of your talk; what she learned from them stays until you forget it.",
    )  # fmt: skip
    calendar: str = Field(
        "", max_length=1000, title="Calendar",
        description="A folder with .ics files, or one such file; empty: her own, in the profile.",
    )  # fmt: skip
    calendar_account: str = Field(
        "", max_length=1000, title="Calendar account",
        description="A CalDAV server, such as https://anna@example.com/dav/; empty: none, and nothing is contacted.",
    )  # fmt: skip
    may_open: str = Field(
        "", max_length=4000, title="What she may open",
        description="Names with what they stand for, such as: BBC = https://www.bbc.co.uk; browser = firefox.",
    )  # fmt: skip
    notify: str = Field(
        "title", pattern="^(off|title|text)$", title="Notifications",
        description="While the window is hidden: what is due, and answers you could not hear.",
    )  # fmt: skip
    start_at_login: bool = Field(
        False, title="Start at login", description="Open the window when you log in."
    )


DEFAULTS = Settings()  # type: ignore[call-arg]


def checked(settings: Settings, name: str, value: Value) -> Settings:
    """`settings` with one value changed. Raises Trouble when there is no such value."""
    if name not in Settings.model_fields:
        raise Trouble(f"There is no setting called {name!r}.")
    try:
        return Settings.model_validate(settings.model_dump() | {name: value})
    except ValidationError as error:
        title = Settings.model_fields[name].title or name
        raise Trouble(
            f"{title} can't be set to that.", error.errors()[0]["msg"].capitalize() + "."
        ) from None


def understood(found: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Settings from loose values: what does not fit falls back to its default and is named."""
    settings, bad = DEFAULTS, []
    for name, value in found.items():
        if name not in Settings.model_fields:
            continue  # from another version; it is left alone
        try:
            settings = checked(settings, name, value)
        except Trouble:
            bad.append(name)
    return settings, tuple(bad)


@dataclass
class SettingsFile:
    """The settings of one profile, on disk. `trouble` tells what was wrong when it was read."""

    path: Path
    now: Settings = DEFAULTS
    trouble: Trouble | None = None
    watchers: list[Callable[[str, Value], None]] = field(default_factory=list)
    _mend: bool = True
    _foreign: dict[str, Any] = field(default_factory=dict)  # another version's; kept as it is

    @classmethod
    def load(cls, folder: Path, *, mend: bool = True) -> SettingsFile:
        """Read `settings.toml`; a damaged file is kept beside it as it was, mended, and said.

        Without `mend` it is only said.
        """
        file = cls(folder / "settings.toml")
        file._mend = mend
        try:
            text = file.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return file
        except (OSError, UnicodeDecodeError) as error:
            return file._mended(f"The settings could not be read ({type(error).__name__}).")
        try:
            found = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return file._mended("The settings file is damaged.")
        file.now, bad = understood(found)
        file._foreign = {key: found[key] for key in found if key not in Settings.model_fields}
        if bad:
            names = ", ".join(Settings.model_fields[name].title or name for name in bad)
            file._mended(f"Some settings made no sense and are back at their default: {names}.")
        return file

    def change(self, name: str, value: Value) -> Settings:
        """Set, save and tell the watchers. Raises Trouble for a value that does not fit."""
        self.now = checked(self.now, name, value)
        try:
            self._save()
        finally:  # it holds for now even where it could not be saved
            self._tell(name)
        return self.now

    def set_aside(self, name: str, what: str) -> Trouble:
        """Take the default for `name`, because its value is of no use here any more.

        The file is kept as for any damage. Gives the trouble to tell.
        """
        self.now = checked(self.now, name, getattr(DEFAULTS, name))
        self._tell(name)
        return self._mended(what).trouble or Trouble(what)

    def _tell(self, name: str) -> None:
        for watcher in self.watchers:
            watcher(name, getattr(self.now, name))

    def _save(self) -> None:
        import tomlkit  # only when something changes: the window need not wait for it

        document = tomlkit.document()
        for name in Settings.model_fields:
            value = getattr(self.now, name)
            if value != getattr(DEFAULTS, name):
                document[name] = value
        document.update(self._foreign)
        try:
            write_whole(self.path, tomlkit.dumps(document).encode())
        except OSError as error:
            raise Trouble(
                f"The change holds for now but could not be saved ({error.strerror}).",
                "Is the disk full, or the folder read-only?",
            ) from None

    def _mended(self, what: str) -> SettingsFile:
        """Keep what was there, then write what still holds, so that this is said only once."""
        if not self._mend:
            self.trouble = Trouble(what, "The next start of the window mends it.")
            return self
        try:
            kept = _kept(self.path)
        except OSError:
            self.trouble = Trouble(what, "The file is left as it is.")
            return self
        with contextlib.suppress(Trouble):  # then it is mended again at the next start
            self._save()
        self.trouble = Trouble(what, f"The old file is kept as {kept.name}.")
        return self


def _kept(path: Path) -> Path:
    """A copy of a damaged file beside it; an older one is never written over. Raises OSError."""
    data = path.read_bytes()
    for number in range(1, 100):
        copy = path.with_name(f"{path.name}{'' if number == 1 else f'.{number}'}.bad")
        if not copy.exists():
            write_whole(copy, data)
            return copy
        if copy.read_bytes() == data:
            return copy
    raise FileExistsError(path.name)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of the profile so that a crash leaves the old one or the new one, never half."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
