"""Who listens, where words go, what runs and what is kept: told from what the mirror shows at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.dialogue.mirror import Kept, Seen

OWN_MINDS = frozenset(("scripted", "local"))
SOUNDS = (".wav", ".flac", ".ogg", ".mp3", ".pcm")
MOST_NAMED = 5
_KNOWN = {
    "settings.toml": "your settings",
    "use.json": "how long we've talked on which day",
    "growth": "how my manner has changed, with the words that caused it",
    "memory": "what you let me remember",
    "letters": "your letters",
    "drafts": "your letters",
    "journal": "a journal of what I did for you",
    "reminders": "your reminders",
    "lists": "your lists",
    "backups": "backups of these",
    "notes": "your notes",
}


def lines(kind: str, seen: Seen) -> tuple[str, ...]:
    """True lines for this kind of question, in the words of the moment; () for any other kind."""
    match kind:
        case "where":
            return _where(seen)
        case "others":
            return _others(seen)
        case "hears":
            return _hears(seen)
        case "recording":
            return _recording(seen)
        case "model":
            return _model(seen)
        case "stored":
            return _stored(seen)
        case _:
            return ()


def _where(seen: Seen) -> tuple[str, ...]:
    if seen.leaves:
        return (
            f"Your voice stays on this computer, but the words of our talk go to {seen.mind}, because that's the mind you chose.",
            f"The sound is worked out here. The text goes to {seen.mind}, the address you set for my mind.",
            f"To be exact: the sound stays on this machine, the words go to {seen.mind}.",
        )
    here = _elsewhere_here(seen)
    if seen.connections:
        count = len(seen.connections)
        held = (
            "One connection of mine leads"
            if count == 1
            else f"{_word(count).capitalize()} connections of mine lead"
        )
        return (
            f"What we say stays on this computer.{here} {held} outside just now, to fetch files; our talk isn't on it.",
            f"Your words stay on this computer.{here} {held} out at this moment, for a download, and nothing you say goes that way.",
            f"It doesn't leave this machine.{here} To be exact: {held.lower()} out to fetch files, and carries nothing of this.",
        )
    return (
        f"It stays on this computer.{here} I've just looked: I have no connection open to any other.",
        f"Your voice is turned into words on this computer, and it stays on this computer.{here} Right now nothing of mine is connected to the outside.",
        f"It doesn't leave this machine.{here} At this moment I have no line to any other computer.",
        f"Only to this computer.{here} I looked just now, and no connection leads out.",
    )


def _elsewhere_here(seen: Seen) -> str:
    if seen.mind in OWN_MINDS:
        return ""
    return " The words go to the program you chose as my mind, on this same computer."


def _others(seen: Seen) -> tuple[str, ...]:
    if seen.leaves:
        return (
            f"In this program there's only you. The model that finds my words is at {seen.mind}, and who else that one serves I can't see from here.",
            f"Only you, here. My words come from {seen.mind}, though, and I don't know whom else it talks to.",
            f"Not I. This program has one conversation, yours; {seen.mind}, which words it, may have others.",
        )
    if seen.mind not in OWN_MINDS:
        return (
            "Only you, in this program. My words come from another program on this computer, and whether somebody else uses that one I can't see.",
            "Just you. The program that finds my words runs on this computer too, and isn't mine, so I can't speak for it.",
            "No, this talk is the only one I have. For the program behind my words, next door on this computer, I can't answer.",
        )
    count = _counted(_processes(seen))
    return (
        f"No. I run on this computer as {count}, and in this talk there's only you.",
        f"Just you. I've looked: {count} of mine, all on this computer, and this is the only talk they have.",
        f"Nobody else. One computer, {count}, one conversation, this one.",
        f"Only you. I'm {count} on your machine, and none of it talks to anyone else.",
    )


def _counted(processes: int) -> str:
    return "one process" if processes == 1 else f"{_word(processes)} processes"


def _processes(seen: Seen) -> int:
    """Those of ours that are alive: the program itself and its children."""
    return 1 + len({running.pid for running in seen.running if running.pid is not None})


def _hears(seen: Seen) -> tuple[str, ...]:
    words = f"the words go on to {seen.mind}, which you chose" if seen.leaves else _stay(seen)
    if not seen.hears:
        return (
            f"Nobody hears you just now, not even me: the microphone is off. I read what you type, and {words}.",
            f"The microphone is closed, so there's nothing to hear. What you type reaches this program, and {words}.",
            f"At the moment no one, I have no sound. Only your typed words come in, and {words}.",
        )
    return (
        f"The microphone is on, and only this program hears it; {words}. I tell nobody, though whoever can use this computer could see what's on it.",
        f"I do, since the microphone is on. The sound stays on this computer, and {words}. I'm software and pass nothing on by myself.",
        f"This program and no person, as far as I reach: the sound is worked out here, and {words}.",
    )


def _stay(seen: Seen) -> str:
    return "the words stay here" if seen.mind in OWN_MINDS else (
        "the words go to the program you chose on this same computer"
    )  # fmt: skip


def _recording(seen: Seen) -> tuple[str, ...]:
    sounds = [kept for kept in seen.stored if kept.what.lower().endswith(SOUNDS)]
    if sounds:
        files = "one sound file" if len(sounds) == 1 else f"{len(sounds)} sound files"
        return (
            f"Not our talk. There {'is' if len(sounds) == 1 else 'are'} {files} in my folder, though, kept because you asked for it.",
            f"I don't record as we talk. To be exact, my folder holds {files} that you had me keep.",
            f"No, apart from {files} in my folder, which I keep for you.",
        )
    if seen.hears:
        return (
            "No recording. I hear while the microphone is on, as it is now: sound becomes words and is let go.",
            "I don't keep your voice. The microphone is on just now, and mute really lets go of it.",
            "No. The microphone is open, I listen, and I store no sound. I've looked: there's no sound file in my folder.",
        )
    return (
        "No. The microphone is off just now, and there's no sound of yours in my folder.",
        "I'm not recording you, I don't even hear you: the microphone is closed.",
        "No. At the moment I have no sound at all, and I never keep any.",
    )


def _model(seen: Seen) -> tuple[str, ...]:
    name = _readable(seen.model)
    match seen.mind:
        case "scripted":
            return (
                "No language model at the moment. Rules decide what I do, and people wrote my sentences. It's all on this computer.",
                "I'm OS1. Right now I speak without a model: hand-written lines, chosen by rules.",
                "None. I'm not ChatGPT or anything like it just now, only a program called OS1 with a drawer full of sentences.",
                "At this moment there's no model behind me, only rules and written lines. I'm a program called OS1.",
            )
        case "local":
            called = f" It's called {name}." if name else ""
            return (
                f"I'm OS1, and a small language model on this computer finds my words.{called} Rules decide what it's for.",
                f"A small model that runs here, on your machine.{called} No company is listening in.",
                f"I'm a program called OS1. My sentences come from a small language model on this computer.{called}",
            )
        case where:
            place = where if seen.leaves else f"{where}, on this same computer"
            return (
                f"I'm OS1. My words come from a language model at {place}, which you chose.",
                f"The model runs at {place}. The rules around it are mine.",
                f"I'm a program called OS1, and the words are found by a model at {place}.",
            )


def _readable(model: str) -> str:
    """A model file's name as one would say it: "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf" is "qwen2.5 coder"."""
    if not model.endswith(".gguf"):
        return ""
    parts = model.removesuffix(".gguf").replace("_", "-").split("-")
    said: list[str] = []
    for part in parts[:4]:
        if said and part[:1].isdigit():
            break
        said.append(part)
    return " ".join(said)


def _stored(seen: Seen) -> tuple[str, ...]:
    if not seen.stored:
        return (
            "Nothing. I've looked, and my folder is empty.",
            "Not a thing so far; my folder on this computer has nothing in it.",
            "At this moment nothing at all is kept.",
        )
    named, size = _listed(_names(seen.stored)), _size(sum(kept.size for kept in seen.stored))
    return (
        f"In one folder on this computer: {named}. All together {size}.",
        f"I've just looked. There's {named}, {size} in one folder on this machine, and no sound of your voice."
        if not any(kept.what.lower().endswith(SOUNDS) for kept in seen.stored)
        else f"I've just looked. There's {named}, {size} in one folder on this machine.",
        f"What I keep is {named}. It lies in a folder on this computer, {size} of it.",
    )


def _names(stored: Iterable[Kept]) -> tuple[str, ...]:
    """What the files are to a person, each kind once; the program's own marks are left out."""
    found: dict[str, None] = {}
    for kept in stored:
        top = kept.what.split("/")[0].lower()
        known = (said for start, said in _KNOWN.items() if top.startswith(start))
        said = next(known, "" if _own_mark(top) else "a few files of my own")
        if said:
            found[said] = None
    return tuple(sorted(found, key="a few files of my own".__eq__)) or ("a few files of my own",)


def _own_mark(name: str) -> bool:
    return name.endswith((".lock", ".log")) or name.startswith((".", "profile"))


def _listed(names: tuple[str, ...]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown[-1] = "other things"
    *before, last = shown
    return f"{', '.join(before)} and {last}" if before else last


def _size(count: int) -> str:
    if count < 10_000:
        return "a few thousand letters" if count > 2_000 else "less than a page of text"
    return f"{count / 1e6:.1f} megabytes" if count >= 100_000 else f"{count // 1000} kilobytes"


def _word(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)
