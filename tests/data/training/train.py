"""Train the second ear, the third, and what weighs them (resources/crisis: scorer.json, meaning.json, weighing.json).

    python tests/data/training/train.py [--try-only]

Needs scipy and scikit-learn, which the program itself does not use, and the all-MiniLM-L6-v2 model on this machine. With the same versions and
seed the same weights come out. It learns from templates, from single lines (lines*.tsv), from plain talk, from the
first corpora, which are worn out, and from the `train` half of the second writer's; their `unseen` half is skipped
unread. The ears are trained FOLDS times without one part of the lines; what they say of that part teaches the
scale, and the scale is tried in the same way before its steps (ASK and the others) are chosen on what it prints.
"""

from __future__ import annotations

import argparse
import base64
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
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from assistant.dialogue.safety import Alarm, listening, meaning, scorer, weighing  # noqa: E402
from assistant.memory.minilm import MiniLM  # noqa: E402

SEED = 20261122
PER_TEMPLATE = 4  # lines of each
TEMPLATE_SHARE = 0.35  # what one of them weighs beside a line that stands alone
PLAIN_SHARE = 2.5
FIRST_CORPORA = {
    "third_person": "helper", "threat_others": "others", "abuse_now": "abuse", "overdose_now": "emergency", "medical": "medical",
}  # fmt: skip
CLASSES = ("none", "explicit", "indirect", "helper", "others", "abuse", "emergency", "medical")
FEWEST = 2  # a feature in fewer lines is dropped
SMALLEST = 4  # a rounded weight nearer to nought is dropped
SCALE = 100
MOST = 26_000  # features kept
STRENGTH = 20.0
STEEPNESS = 1.0  # of the third ear's kernel
MARKS = 1500  # lines it compares with
RIDGE = 1.0
FOLDS = 5
SCALE_STRENGTH = 0.3
SECOND_WRITER = 2.0  # what a line of the second writer weighs for the scale
# chosen on the folds, see docs/safety.md
STEPS = {
    "words": {"ask": 0.26, "full": 0.4, "kind": 0.35, "doubt": 0.4, "harmless": 0.1},
    "words and meaning": {"ask": 0.25, "full": 0.4, "kind": 0.35, "doubt": 0.45, "harmless": 0.1},
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
    """(class, line) of everything that was written line by line."""
    corpora = HERE.parent / "corpora"
    out = [
        (*line.split("\t", 1),)
        for name in ("lines.tsv", "lines.second.tsv")
        for line in read(HERE / name)
    ]
    out += [
        ("none", line.split("\t")[0]) for line in read(HERE.parent / "desk" / "requests.tuned.tsv")
    ]
    out += [("none", line) for line in read(HERE.parent / "memory" / "told.txt")]
    kinds = {"explicit": "explicit", "indirect": "indirect", "lookalike": "none"}
    for side in ("seen", "unseen"):
        for name, label in kinds.items():
            out += [(label, line) for line in read(corpora / f"crisis_{name}.{side}.txt")]
        for line in read(corpora / f"crisis_other.{side}.txt"):
            kind, _, said = line.partition("\t")
            out.append((FIRST_CORPORA[kind], said))
    return out


def judged() -> list[tuple[str, str, str]]:
    """(set, class, line) of what neither the rules nor their words were written for: it teaches the scale too."""
    data = HERE.parent
    kinds = {"lookalike": "none", "ordinary": "none", "past": "none"}
    out = [
        (name, "none", line)
        for name in ("ordinary.seen.txt", "ordinary.heldout.txt")
        for line in read(HERE / name)
    ]
    others = {
        line: kind for kind, line in (one.split("\t", 1) for one in read(HERE / "other.kinds.tsv"))
    }
    files = [data / "corpora" / "fresh_unseen.jsonl", *sorted((data / "corpora2").glob("*.jsonl"))]
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            one = json.loads(line)
            if one.get("split", "train") == "train":
                label = others.get(one["text"]) or kinds.get(one["kind"], one["kind"])
                out.append((f"{path.parent.name}.{one['kind']}", label, one["text"]))
    return out


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
    lines = [
        line
        for path in [HERE.parent / "everyday.txt", *talks, *(corpora / name for name in names)]
        for line in read(path)
    ]
    persona = (ROOT / "resources" / "personas" / "os1.toml").read_text("utf-8")
    lines += [re.sub(r"\{\w+\}", "it", one) for one in re.findall(r'"([^"]{12,})"', persona)]
    said = [line.rpartition("\t")[2] for line in lines]
    return [line for line in said if not any(map(listening.by_rule, listening.plain_pieces(line)))]


def lines_of(template: str, rng: random.Random) -> list[str]:
    """Different lines of a template, some amid other talk."""
    chosen = sorted({spoken(template, rng) for _ in range(PER_TEMPLATE * 3)})
    rng.shuffle(chosen)
    return [rng.choice(BEFORE) + one + rng.choice(AFTER) for one in chosen[:PER_TEMPLATE]]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    share: float
    words: list[str]
    plainly: str  # for the third ear
    fold: int  # -1: of a template, always trained on
    source: str = ""  # of a line that teaches the scale
    text: str = ""


def rows() -> list[Row]:
    rng = random.Random(SEED)
    out = [
        row(label, TEMPLATE_SHARE, line, -1)
        for label, template in templates()
        for line in lines_of(template, rng)
    ]
    for line in plain_talk():
        parts = {line, *re.split(r"(?<=[.!?])\s+", line)}
        fold = rng.randrange(FOLDS)
        out += [row("none", PLAIN_SHARE, one, fold) for one in sorted(parts)]
    out += [row(label, 1.0, line, rng.randrange(FOLDS)) for label, line in alone()]
    out += [row(label, 1.0, line, rng.randrange(FOLDS), name) for name, label, line in judged()]
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


@dataclass(frozen=True, slots=True)
class Third:
    marks: np.ndarray  # whole numbers
    weights: np.ndarray

    def near(self, felt: np.ndarray) -> np.ndarray:
        marks = meaning.unit(self.marks.astype(np.float32))
        return meaning.kernel(felt, marks, STEEPNESS) @ self.weights


def third_ear(train: list[Row], felt: np.ndarray) -> Third:
    """Kernel ridge regression towards each class, on chosen lines as marks (Nyström), rounded before it is solved."""
    of = np.array([one.share * (3 if one.label in OWN else 1) * (2 if one.source else 1) for one in train])  # fmt: skip
    chosen = np.random.default_rng(SEED).choice(len(train), MARKS, replace=False, p=of / of.sum())
    marks = np.rint(felt[chosen] * (127 / np.abs(felt[chosen]).max())).astype(np.int8)
    unit = meaning.unit(marks.astype(np.float32))
    near = meaning.kernel(felt, unit, STEEPNESS)
    share = np.array([[one.share] for one in train], np.float32)
    wanted = np.array([[one.label == name for name in CLASSES] for one in train], np.float32)
    inner = (near * share).T @ near + RIDGE * meaning.kernel(unit, unit, STEEPNESS)
    inner = inner.astype(np.float64) + 1e-3 * np.eye(MARKS)
    weights = np.linalg.solve(inner, ((near * share).T @ wanted).astype(np.float64))
    return Third(marks, weights.astype(np.float32))


OWN = ("explicit", "indirect")


def tried(found: list[Row], felt: np.ndarray) -> dict[int, weighing.Heard]:
    """What there is to weigh for every line that teaches the scale, from ears that were not trained on it."""
    out: dict[int, weighing.Heard] = {}
    for fold in range(FOLDS):
        into = [at for at, one in enumerate(found) if one.fold != fold]
        second, index = second_ear([found[at] for at in into])
        third = third_ear([found[at] for at in into], felt[into])
        for at, one in enumerate(found):
            if one.fold == fold and one.source:
                out[at] = heard(one, felt[at], second, index, third)
    return out


def heard(one: Row, felt: np.ndarray, second: LogisticRegression, index: dict[str, int], third: Third) -> weighing.Heard:  # fmt: skip
    pieces = listening.plain_pieces(one.text)
    without = next(iter(listening.windows(one.text, pieces)))
    parts = [scorer.words_of(part)[: scorer.LONGEST] for part in listening.clauses(one.text)]
    likely, *of_parts = (dict(zip(CLASSES, shares.tolist(), strict=True)) for shares in second.predict_proba(matrix([one.words, *parts], index)))  # fmt: skip
    near = dict(zip(CLASSES, third.near(felt[None])[0].tolist(), strict=True))
    worst = max(of_parts, key=lambda part: part["explicit"] + part["indirect"], default=None)
    return replace(without, likely=likely, clause=worst, near=near)


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
    share = np.array([SECOND_WRITER if found[at].source.startswith("corpora2") else 1.0 for at in into])  # fmt: skip
    labels = np.array([found[at].label for at in into])
    out = {}
    for name, steps in STEPS.items():
        traits = np.array([weighing.traits(put(of[at], name)) for at in into])
        wanted = {"own": np.isin(labels, OWN), "outright": labels == "explicit", "other": np.isin(labels, (*CLASSES[3:],))}  # fmt: skip
        fits = {
            key: tuple(round(float(one), 4) for one in weighed(traits, target, share))
            for key, target in wanted.items()
        }
        out[name] = weighing.Scale(**fits, **steps)
    return out


def put(one: weighing.Heard, name: str) -> weighing.Heard:
    return replace(one, near=None) if name == "words" else one


def report(found: list[Row], of: dict[int, weighing.Heard]) -> None:
    """How the scale does on lines that taught neither it nor the ears."""
    rng = random.Random(SEED)
    part = {at: rng.randrange(FOLDS) for at in of}
    count: dict[str, Counter[str]] = {name: Counter() for name in STEPS}
    for fold in range(FOLDS):
        using = scales(found, of, [at for at in of if part[at] != fold])
        weighing.scales = lambda using=using: using
        for at in (at for at in of if part[at] == fold):
            for name, total in count.items():
                alarm = weighing.weigh(put(of[at], name))
                source = found[at].source
                total[source] += 1
                total[f"{source} in full"] += alarm in {Alarm.EXPLICIT, Alarm.EMERGENCY}
                total[f"{source} at all"] += alarm is not None
                total[f"{source} of its kind"] += alarm == found[at].label
    for name, total in count.items():
        print(name)
        for source in sorted({found[at].source for at in of}):
            print(f"  {source:24} {total[source]:4}: in full {total[f'{source} in full']:4}, at all {total[f'{source} at all']:4}, of its kind {total[f'{source} of its kind']:4}")  # fmt: skip


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


def write_third(third: Third) -> None:
    write(
        meaning.WEIGHTS, "Marks and weights over sentence vectors of all-MiniLM-L6-v2, made by tests/data/training/train.py.",
        model="all-minilm-l6-v2", steepness=STEEPNESS,
        marks=base64.b64encode(third.marks.tobytes()).decode(),
        weights=base64.b64encode(third.weights.astype("<f4").tobytes()).decode(),
    )  # fmt: skip


def vectors(found: list[Row]) -> np.ndarray:
    folder = Path.home() / ".local/share/os1/models/all-minilm-l6-v2"
    with tempfile.TemporaryDirectory() as cache:
        model = MiniLM(folder, Path(cache))
        texts = [one.plainly for one in found]
        return np.vstack([model.vectors(texts[at : at + 64]) for at in range(0, len(texts), 64)])


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
