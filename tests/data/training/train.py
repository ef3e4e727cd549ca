"""Train the second ear, the third, and what weighs them (resources/crisis: scorer.json, meaning.npz, weighing.json).

    python tests/data/training/train.py [--try-only]

Needs scipy and scikit-learn, which the program itself does not use, and the all-MiniLM-L6-v2 model on this machine. With the same versions and
seed the same weights come out. It learns from templates, introductions, single lines (lines*.tsv), plain talk, and
from the lines of six other writers (the first corpora, fresh_unseen.jsonl, corpora2 to corpora5). Whatever is
decided here is decided by writer: the ears are trained once without each of the last three and without a part of the
plain talk; what they say of that teaches the scale, and the scale is tried in the same way, so that every figure
printed is of a writer neither ears nor scale had heard. The first three stay in: the rules were written around their lines.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from assistant.dialogue.safety import Alarm, listening, meaning, scorer, weighing  # noqa: E402
from assistant.memory.minilm import MiniLM  # noqa: E402

SEED = 20261122
PER_TEMPLATE = 4  # lines of each
PER_PLAIN_TEMPLATE = 16  # of harmless ones, which have to crowd out a chance likeness
TEMPLATE_SHARE = 0.35  # what one of them weighs beside a line that stands alone
PLAIN_SHARE = 2.5
FIRST_CORPORA = {
    "third_person": "helper", "threat_others": "others", "abuse_now": "abuse", "overdose_now": "emergency", "medical": "medical",
}  # fmt: skip
NOT_HARMLESS = {"remember me when I'm gone"}  # a fair thing to ask about
CLASSES = ("none", "explicit", "indirect", "helper", "others", "abuse", "emergency", "medical")
FEWEST = 2  # a feature in fewer lines is dropped
SMALLEST = 4  # a rounded weight nearer to nought is dropped
SCALE = 100
LEAST_MARK = 1e-3  # a mark that weighs less is dropped
MOST = 26_000  # features kept
STRENGTH = 20.0
STEEPNESS = 1.0  # of the third ear's kernel
SLACK = 3.0  # of its machines: how dear a line on the wrong side is
PLAIN_FELT = 0.5  # what a plain line weighs for it
KEPT = 128  # directions of the vectors it goes by
WRITERS = ("first", "fresh", "second", "third", "fourth", "fifth")
LEFT_OUT = WRITERS[3:]  # by turns
SCALE_STRENGTH = 0.3
PLAIN_SCALE = 1.0
# chosen on what is printed, see docs/safety.md
STEPS = {
    "words": {
        "ask": 0.5,
        "gravely": 0.3,
        "full": 0.3,
        "kind": 0.35,
        "doubt": 0.3,
        "harmless": 0.4,
        "quiet": 0.1,
    },
    "words and meaning": {
        "ask": 0.42,
        "gravely": 0.28,
        "full": 0.3,
        "kind": 0.33,
        "doubt": 0.3,
        "harmless": 0.4,
        "quiet": 0.15,
    },
}
BEFORE = (
    "",
    "",
    "",
    "",
    "",
    "",
    "so ",
    "honestly ",
    "look, ",
    "to be honest ",
    "i don't know, ",
    "mate, ",
    "work was fine today, ",
    "um ",
    "and then i thought, ",
    "can i tell you something? ",
    "sorry, ",
    "lol ",
    "the kids are asleep and ",
    "i was making tea and ",
)
AFTER = ("", "", "", "", "", "", "", ", you know", " lol", ", anyway", ". that's all", " mate", ", honestly", ". what's for dinner", ", i suppose", " haha", " to be fair", ". don't mind me")  # fmt: skip


def spoken(template: str, rng: random.Random) -> str:
    """One line of a template: {a|b} chooses, inner ones first."""
    while found := re.search(r"\{([^{}]*)\}", template):
        template = (
            template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
        )
    return template


def templates() -> list[tuple[str, str]]:
    """(class, template) of every file."""
    files = {"explicit": "explicit", "indirect": "indirect", "harmless": "none", "everyday": "none"}
    out = [(label, line) for name, label in files.items() for line in read(HERE / f"{name}.txt")]
    return out + [(*line.split("\t", 1),) for line in read(HERE / "other.txt")]


def alone() -> list[tuple[str, str]]:
    """(class, line) of what was written line by line by the one who trains."""
    out = [
        (*line.split("\t", 1),)
        for name in ("lines.tsv", "lines.second.tsv", "lines.third.tsv")
        for line in read(HERE / name)
    ]
    return out + [("none", line) for name in ("seen", "heldout") for line in read(HERE / f"ordinary.{name}.txt")]  # fmt: skip


def judged() -> list[tuple[str, str, str, str]]:
    """(writer, kind, class, line) of what neither the rules nor their words were written for: it teaches the scale too."""
    corpora = HERE.parent / "corpora"
    out = []
    for side in ("seen", "unseen"):
        for name in ("explicit", "indirect", "lookalike"):
            out += [("first", name, name, line) for line in read(corpora / f"crisis_{name}.{side}.txt")]  # fmt: skip
        for line in read(corpora / f"crisis_other.{side}.txt"):
            kind, _, said = line.partition("\t")
            out.append(("first", "other", FIRST_CORPORA[kind], said))
    others = {
        line: kind for kind, line in (one.split("\t", 1) for one in read(HERE / "other.kinds.tsv"))
    }
    files = [("fresh", corpora / "fresh_unseen.jsonl")]
    files += [(name, path) for name, folder in (("second", "corpora2"), ("third", "corpora3"), ("fourth", "corpora4"), ("fifth", "corpora5")) for path in sorted((corpora.parent / folder).glob("*.jsonl"))]  # fmt: skip
    for writer, path in files:
        for line in path.read_text("utf-8").splitlines():
            one = json.loads(line)
            kind = path.stem if writer != "fresh" else one["kind"]
            label = others.get(one["text"]) or FIRST_CORPORA.get(one["kind"], kind)
            out.append((writer, kind.removesuffix("_danger"), label, one["text"]))
    none = {"lookalike", "ordinary", "past"}
    return [(writer, kind, "none" if label in none else label, line) for writer, kind, label, line in out]  # fmt: skip


def introductions(rng: random.Random) -> list[str]:
    """Somebody's name in a line: as often as not the only word that is not everyday."""
    ways = ("I'm {}", "i am {}", "my name is {}", "call me {}", "it's {}", "this is {}", "{}", "hello, I'm {}", "I'm {}, by the way", "{} here", "no, I'm {}", "they call me {}")  # fmt: skip
    names = [name for line in read(HERE / "names.txt") for name in line.split()]
    return [way.format(name) for name in names for way in rng.sample(ways, 2)]


def read(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def plain_talk() -> list[str]:
    """Harmless talk that is open to all in this tree: talks without a crisis, everyday lines, her own lines."""
    corpora = HERE.parent / "corpora"
    talks = [
        path
        for path in sorted((corpora / "talks").glob("*.txt"))
        if "kind: safety" not in path.read_text("utf-8")[:60]
    ]
    names = (
        "goodbyes.txt",
        "honesty_prompts.txt",
        "minor_cues.txt",
        "minor_lookalike.txt",
        "delusion_lookalike.txt",
        "delusion_cues.txt",
        "dependence.txt",
    )
    memory = (
        HERE.parent / "memory" / name
        for name in ("told.txt", "no_memory.txt", "paraphrases.tsv", "wanted.tsv")
    )
    requests = (
        *sorted((HERE.parent / "desk").glob("requests.*.tsv")),
        HERE.parent / "letters" / "requests.tsv",
        *memory,
    )
    lines = [line.partition("\t")[0] for path in requests for line in read(path)]
    lines += [
        line.rpartition("\t")[2]
        for path in [HERE.parent / "everyday.txt", *talks, *(corpora / name for name in names)]
        for line in read(path)
    ]
    lines += re.findall(
        r'"([^"\n]{3,})"', (HERE.parent / "letters" / "edits.toml").read_text("utf-8")
    )
    lines = [line for line in lines if line not in NOT_HARMLESS]
    persona = (ROOT / "resources" / "personas" / "os1.toml").read_text("utf-8")
    lines += [re.sub(r"\{\w+\}", "it", one) for one in re.findall(r'"([^"]{12,})"', persona)]
    return lines


def lines_of(template: str, rng: random.Random, most: int) -> list[str]:
    """Different lines of a template, some amid other talk."""
    chosen = sorted({spoken(template, rng) for _ in range(most * 3)})
    rng.shuffle(chosen)
    return [rng.choice(BEFORE) + one + rng.choice(AFTER) for one in chosen[:most]]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    share: float
    words: list[str]
    plainly: str  # for the third ear
    fold: int  # the writer's place; of plain talk one at random; -1: always trained on
    source: str = ""  # of a line that teaches the scale
    text: str = ""


def rows() -> list[Row]:
    rng = random.Random(SEED)
    out = [
        row(label, TEMPLATE_SHARE, line, -1)
        for label, template in templates()
        for line in lines_of(template, rng, PER_PLAIN_TEMPLATE if label == "none" else PER_TEMPLATE)
    ]
    for line in plain_talk():
        fold = rng.randrange(len(WRITERS))
        out.append(row("none", PLAIN_SHARE, line, fold, "plain"))
        parts = re.split(r"(?<=[.!?])\s+", line)
        if len(parts) > 1:
            out += [row("none", PLAIN_SHARE, one, fold) for one in parts]
    for line in introductions(rng):
        out.append(row("none", TEMPLATE_SHARE, line, rng.randrange(len(WRITERS)), "introductions"))
    out += [row(label, 1.0, line, -1) for label, line in alone()]
    out += [
        row(label, 1.0, line, WRITERS.index(writer), f"{writer} {kind}")
        for writer, kind, label, line in judged()
    ]
    seen: dict[tuple[str, str], Row] = {}
    for one in out:
        if one.words and (one.source or (one.label, one.plainly) not in seen):
            seen[one.label, one.plainly] = one
    return list(seen.values())


def row(label: str, share: float, line: str, fold: int, source: str = "") -> Row:
    pieces = listening.plain_pieces(line)
    words = scorer.words_of(" ".join(pieces))[: scorer.LONGEST]
    return Row(label, share, words, meaning.put(pieces), fold, source, line)


def matrix(found: list[list[str]], index: dict[str, int]) -> csr_matrix:
    places, numbers, ends = [], [], [0]
    for words in found:
        known = {index[one] for one in set(scorer.features(words)) if one in index}
        places += sorted(known)
        numbers += [1 / np.sqrt(max(len(words), 4) * 8)] * len(known)
        ends.append(len(places))
    return csr_matrix((numbers, places, ends), shape=(len(found), len(index)))


def second_ear(train: list[Row]) -> tuple[LogisticRegression, dict[str, int]]:
    counts: dict[str, int] = {}
    for one in train:
        for name in set(scorer.features(one.words)):
            counts[name] = counts.get(name, 0) + 1
    common = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: at for at, name in enumerate(common)}
    return fitted(matrix([one.words for one in train], index), train, STRENGTH), index


def fitted(x: object, train: list[Row], strength: float) -> LogisticRegression:
    y = np.array([CLASSES.index(one.label) for one in train])
    return LogisticRegression(C=strength, max_iter=120).fit(x, y, sample_weight=[one.share for one in train])  # fmt: skip


OWN = ("explicit", "indirect")


def wanted(labels: np.ndarray) -> dict[str, np.ndarray]:
    """What there is to tell apart, by name."""
    return {"own": np.isin(labels, OWN), "outright": labels == "explicit", "other": np.isin(labels, CLASSES[3:])}  # fmt: skip


def third_ear(train: list[Row], felt: np.ndarray) -> meaning.Head:
    """A support vector machine for each thing to tell apart, over the directions in which the lines differ most."""
    directions = PCA(KEPT, random_state=SEED).fit(felt)
    middle, axes = directions.mean_.astype(np.float32), directions.components_.T.astype(np.float16)
    placed = (felt - middle) @ axes.astype(np.float32)
    size = float(np.abs(placed).max()) / 127
    marks = np.rint(placed / size).astype(np.int8)
    near = marks.astype(np.float32) * size
    share = np.array([PLAIN_FELT if one.share != 1.0 else 1.0 for one in train])
    weights = np.zeros((len(train), len(meaning.THINGS)), np.float32)
    bias = []
    for at, target in enumerate(wanted(np.array([one.label for one in train])).values()):
        machine = SVC(C=SLACK, gamma=STEEPNESS, cache_size=500).fit(near, target, sample_weight=share)  # fmt: skip
        weights[machine.support_, at] = machine.dual_coef_[0]
        bias.append(float(machine.intercept_[0]))
    used = np.abs(weights).max(1) > LEAST_MARK
    return meaning.Head(middle, axes.astype(np.float32), near[used], weights[used], np.array(bias, np.float32), STEEPNESS)  # fmt: skip


def tried(found: list[Row], felt: np.ndarray) -> dict[int, weighing.Heard]:
    """What there is to weigh for every line that teaches the scale, from ears that were not trained on its writer."""
    out: dict[int, weighing.Heard] = {}
    for fold in map(WRITERS.index, LEFT_OUT):
        into = [at for at, one in enumerate(found) if one.fold != fold]
        second, index = second_ear([found[at] for at in into])
        third = third_ear([found[at] for at in into], felt[into])
        print(f"without the {WRITERS[fold]} writer: {len(third.marks)} marks", flush=True)
        for at, one in enumerate(found):
            if one.fold == fold and one.source:
                out[at] = heard(one, felt[at], second, index, third)
    return out


def heard(one: Row, felt: np.ndarray, second: LogisticRegression, index: dict[str, int], third: meaning.Head) -> weighing.Heard:  # fmt: skip
    pieces = listening.plain_pieces(one.text)
    without = next(iter(listening.windows(one.text, pieces)))
    parts = [scorer.words_of(part)[: scorer.LONGEST] for part in listening.clauses(one.text)]
    likely, *of_parts = (dict(zip(CLASSES, shares.tolist(), strict=True)) for shares in second.predict_proba(matrix([one.words, *parts], index)))  # fmt: skip
    worst = max(of_parts, key=lambda part: part["explicit"] + part["indirect"], default=None)
    return replace(without, likely=likely, clause=worst, near=meaning.nearness(felt, third))


def weighed(traits: np.ndarray, wanted: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The weights of a logistic model over traits of which the first is always 1."""
    middle, width = traits.mean(0), traits.std(0) + 1e-9
    middle[0], width[0] = 0, 1
    model = LogisticRegression(C=SCALE_STRENGTH, max_iter=500, fit_intercept=False)
    scaled = model.fit((traits - middle) / width, wanted, sample_weight=share).coef_[0]
    out = scaled / width
    out[0] -= (scaled * middle / width)[1:].sum()
    return out


def scales(found: list[Row], of: dict[int, weighing.Heard], into: list[int]) -> dict[str, weighing.Scale]:  # fmt: skip
    share = np.array([PLAIN_SCALE if found[at].source in {"plain", "introductions"} else 1.0 for at in into])  # fmt: skip
    labels = np.array([found[at].label for at in into])
    out = {}
    for name, steps in STEPS.items():
        traits = np.array([weighing.traits(put(of[at], name)) for at in into])
        fits = {
            key: tuple(round(float(one), 4) for one in weighed(traits, target, share))
            for key, target in wanted(labels).items()
        }
        out[name] = weighing.Scale(**fits, **steps)
    return out


def put(one: weighing.Heard, name: str) -> weighing.Heard:
    return replace(one, near=None) if name == "words" else one


def report(found: list[Row], of: dict[int, weighing.Heard]) -> None:
    """How the scale does on lines that taught neither it nor the ears, by writer."""
    count: dict[str, Counter[str]] = {name: Counter() for name in STEPS}
    for fold in map(WRITERS.index, LEFT_OUT):
        using = scales(found, of, [at for at in of if found[at].fold != fold])
        weighing.scales = lambda using=using: using
        for at in (at for at in of if found[at].fold == fold):
            for name, total in count.items():
                alarm = weighing.weigh(put(of[at], name))
                source = found[at].source
                total[source] += 1
                total[f"{source} in full"] += alarm not in {None, Alarm.INDIRECT}
                total[f"{source} own"] += alarm in {Alarm.EXPLICIT, Alarm.EMERGENCY}
                total[f"{source} at all"] += alarm is not None
    for name, total in count.items():
        print(name)
        for source in sorted({found[at].source for at in of}):
            print(f"  {source:20} {total[source]:4}: own danger in full {total[f'{source} own']:4}, more than asked {total[f'{source} in full']:4}, at all {total[f'{source} at all']:4} ({total[f'{source} at all'] / total[source]:.1%})")  # fmt: skip


def write(path: Path, about: str, **values: object) -> None:
    text = json.dumps({"about": about, "classes": CLASSES, **values}, ensure_ascii=False, separators=(",", ":"))  # fmt: skip
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(text) / 1e6:.2f} MB")


def write_second(model: LogisticRegression, index: dict[str, int]) -> None:
    rounded = np.rint(model.coef_.T * SCALE / 10).astype(int)
    size = np.abs(rounded).max(axis=1)
    least = max(SMALLEST, int(np.sort(size)[::-1][min(MOST, len(size) - 1)]))
    names = sorted(index, key=index.__getitem__)
    write(
        scorer.WEIGHTS, "Linear weights of the second ear, made by tests/data/training/train.py.",
        bias=[round(float(one), 4) for one in model.intercept_], scale=10 / SCALE,
        weights={names[at]: rounded[at].tolist() for at in np.flatnonzero(size >= least)},
    )  # fmt: skip


def write_third(third: meaning.Head) -> None:
    size = float(np.abs(third.marks).max()) / 127
    np.savez_compressed(
        meaning.WEIGHTS, made_by="tests/data/training/train.py", model="all-minilm-l6-v2",
        middle=third.middle, axes=third.axes.astype(np.float16), marks=np.rint(third.marks / size).astype(np.int8), size=np.float32(size),
        weights=third.weights.astype(np.float16), bias=third.bias, steepness=np.float32(third.steepness),
    )  # fmt: skip
    print(
        f"{meaning.WEIGHTS.name}: {meaning.WEIGHTS.stat().st_size / 1e6:.2f} MB, {len(third.marks)} marks"
    )


KEPT_VECTORS = Path(tempfile.gettempdir()) / "os1-crisis-vectors.npz"


def vectors(found: list[Row]) -> np.ndarray:
    """Of every line, int8 as at run time. Kept between runs."""
    texts = {one.plainly for one in found}
    known: dict[str, np.ndarray] = {}
    if KEPT_VECTORS.exists():
        with np.load(KEPT_VECTORS) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["felt"], strict=True))
    if missing := sorted(texts - known.keys(), key=len):
        folder = Path.home() / ".local/share/os1/models/all-minilm-l6-v2"
        with tempfile.TemporaryDirectory() as cached:
            model = MiniLM(folder, Path(cached))
            for at in range(0, len(missing), 32):
                part = missing[at : at + 32]
                known |= dict(zip(part, model.vectors(part), strict=True))
        np.savez(KEPT_VECTORS, texts=np.array(list(known)), felt=np.array(list(known.values())))
    return np.array([known[one.plainly] for one in found])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--try-only", action="store_true", help="write nothing")
    options = parser.parse_args()
    weighing.MOST_WORDS = (
        scorer.LONGEST
    )  # learnt with all; what is heard is held to fewer, or long harmless talk weighs too much
    found = rows()
    felt = vectors(found)
    of = tried(found, felt)
    report(found, of)
    if options.try_only:
        return
    using = scales(found, of, list(of))
    write_second(*second_ear(found))
    write_third(third_ear(found, felt))
    write(weighing.WEIGHTS, "How the ears are weighed, made by tests/data/training/train.py.", scales={name: asdict(scale) for name, scale in using.items()})  # fmt: skip


if __name__ == "__main__":
    main()
