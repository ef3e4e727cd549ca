"""Train the second ear (resources/crisis/scorer.json) from the lines beside this script; nothing else is read.

    python tests/data/training/train.py            # writes the weights, prints what held-out lines score

Needs numpy, scipy and scikit-learn, which the program itself does not use. With the same versions and
seed the same weights come out. Every tenth template is held out, whole, so that a held-out line has no
sibling in training. The seen halves of tests/data/corpora choose the thresholds  (tests/corpora); the unseen
halves are never opened here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from assistant.dialogue.safety import listening, scorer  # noqa: E402
from assistant.dialogue.safety.normal import lowered, plain, together  # noqa: E402

SEED = 20261122
PER_TEMPLATE = {"explicit": 60, "indirect": 60, "none": 60, "everyday": 110, "other": 70}
CLASSES = ("none", "explicit", "indirect", "helper", "others", "abuse", "emergency", "medical")
FEWEST = 3  # a feature in fewer lines is dropped
SMALLEST = 4  # a rounded weight nearer to nought is dropped
SCALE = 100
THRESHOLDS = {  # chosen on the seen halves of tests/data/corpora and the held-out lines below
    "ask": 0.3, "settled.ask": 0.93, "weaker.explicit": 0.4, "hinted.explicit": 0.35, "sure.explicit": 0.7, "sure.indirect": 2.0, "sure.helper": 0.8,
    "sure.others": 0.93, "sure.abuse": 0.8, "sure.emergency": 0.85, "sure.medical": 0.9,
}  # fmt: skip
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


def templates() -> list[tuple[str, str, int]]:
    """(class, template, how many lines) of every file."""
    out = []
    for name, label in (
        ("explicit", "explicit"),
        ("indirect", "indirect"),
        ("harmless", "none"),
        ("everyday", "none"),
    ):
        most = PER_TEMPLATE["everyday" if name == "everyday" else label]
        out += [(label, line, most) for line in read(HERE / f"{name}.txt")]
    out += [(*line.split("\t", 1), PER_TEMPLATE["other"]) for line in read(HERE / "other.txt")]
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
    )
    lines = [
        line
        for path in [HERE.parent / "everyday.txt", *talks, *(corpora / name for name in names)]
        for line in read(path)
    ]
    persona = (ROOT / "resources" / "personas" / "os1.toml").read_text("utf-8")
    lines += [re.sub(r"\{\w+\}", "it", one) for one in re.findall(r'"([^"]{12,})"', persona)]
    return [line.rpartition("\t")[2] for line in lines]


def lines_of(template: str, most: int, rng: random.Random) -> list[str]:
    """Different lines of a template, some amid other talk, as the normal form has them."""
    raw = {spoken(template, rng) for _ in range(most * 3)}
    chosen = sorted(raw)
    rng.shuffle(chosen)
    return [rng.choice(BEFORE) + one + rng.choice(AFTER) for one in chosen[:most]]


def words(line: str) -> list[str]:
    pieces = [plain(piece) for piece in listening._pieces(together(lowered(line)))]
    return scorer.words_of(" ".join(pieces))[: scorer.LONGEST]


def matrix(rows: list[list[str]], index: dict[str, int]) -> csr_matrix:
    places, numbers, ends = [], [], [0]
    for row in rows:
        found = {index[one] for one in set(scorer.features(row)) if one in index}
        places += sorted(found)
        numbers += [1 / np.sqrt(max(len(row), 4) * 8)] * len(found)
        ends.append(len(places))
    return csr_matrix((numbers, places, ends), shape=(len(rows), len(index)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--strength", type=float, default=20.0)
    parser.add_argument("--plain", type=float, default=2.5, help="weight of a line of plain talk")
    parser.add_argument("--most", type=int, default=26_000, help="features kept")
    options = parser.parse_args()
    rng = random.Random(SEED)
    train, held = [], []
    for at, (label, template, most) in enumerate(templates()):
        (held if at % 10 == 7 else train).extend(
            (label, words(line)) for line in lines_of(template, most, rng)
        )
    shares = [1.0] * len(train)
    plain_held = []
    always = {
        line
        for name in ("goodbyes.txt", "honesty_prompts.txt")
        for line in read(HERE.parent / "corpora" / name)
    }
    for line in plain_talk():
        for one in sorted({line, *re.split(r"(?<=[.!?])\s+", line)}):
            if line in always or hashlib.sha256(line.encode()).digest()[0] % 4:
                train.append(("none", words(one)))
                shares.append(options.plain)
            elif one == line:
                plain_held.append(words(one))
    counts: dict[str, int] = {}
    for _, row in train:
        for name in set(scorer.features(row)):
            counts[name] = counts.get(name, 0) + 1
    index = {
        name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= FEWEST))
    }
    x, y = (
        matrix([row for _, row in train], index),
        np.array([CLASSES.index(label) for label, _ in train]),
    )
    weigh = {
        at: {"none": 1.0, "explicit": 1.0, "indirect": 1.2}.get(name, 1.0)
        for at, name in enumerate(CLASSES)
    }
    model = LogisticRegression(C=options.strength, max_iter=300, class_weight=weigh)
    model.fit(x, y, sample_weight=shares)
    rounded = np.rint(model.coef_.T * SCALE / 10).astype(int)
    size = np.abs(rounded).max(axis=1)
    least = max(SMALLEST, int(np.sort(size)[::-1][min(options.most, len(size) - 1)]))
    names = sorted(index, key=index.__getitem__)
    weights = {names[at]: rounded[at].tolist() for at in np.flatnonzero(size >= least)}
    scorer.WEIGHTS.write_text(
        json.dumps(
            {
                "about": "Linear weights of the second ear, made by tests/data/training/train.py from hand-written templates. May only raise an alarm.",
                "classes": CLASSES, "bias": [round(float(one), 4) for one in model.intercept_], "scale": 10 / SCALE,
                "thresholds": THRESHOLDS, "weights": weights,
            },
            ensure_ascii=False, separators=(",", ":"),
        ),
        encoding="utf-8",
    )  # fmt: skip
    scorer.model.cache_clear()
    using = scorer.model()
    assert using is not None
    right = sum(
        max(scorer.probabilities(row, using).items(), key=lambda one: one[1])[0] == label
        for label, row in held
    )
    print(
        f"{len(train)} lines trained, {len(weights)} features, {scorer.WEIGHTS.stat().st_size / 1e6:.2f} MB"
    )
    risky = [
        sum(scorer.probabilities(row, using)[name] for name in ("explicit", "indirect"))
        for row in plain_held
    ]
    print(
        "plain talk held out, asked about:",
        {ask: f"{sum(one >= ask for one in risky)}/{len(risky)}" for ask in (0.3, 0.5, 0.7)},
    )
    print(f"held out: {right} of {len(held)} in their class")


if __name__ == "__main__":
    main()
