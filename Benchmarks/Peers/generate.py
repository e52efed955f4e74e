"""Makes the data that the library and its peers both read, once, and prints the folder that holds it.

Usage: PYTHON generate.py NAME ROWS

PYTHON is the one that ../environment.py names for requirements.txt. The folder stands beside the environments and has
the digest of this file in its name. Arrays are raw values in the order of bytes of the machine, tables are CSV. Only
the files of `csv` depend on ROWS; of all others the first rows are read.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from environment import cache  # noqa: E402

MATRIX = 2_048
KEYED_ROWS = 10_000_000
RIGHT_ROWS = 100_000
PARTICLE_ROWS = 1_000_000
TEST_ROWS = 100_000
SCORES = 10_000_000


def csv(folder, rows):
    """Ten columns: whole numbers, decimals with 2 % missing, short and long texts, truth values, times."""
    import pandas as pd

    rng = np.random.default_rng(7)
    cities = np.array(
        ["Oslo", "Bergen", "Trondheim", "Stavanger, Rogaland", "Tromsø", "Kristiansand", "Ålesund", "Bodø"])
    frame = pd.DataFrame({
        "id": np.arange(rows),
        "user": rng.integers(0, 1_000, rows),
        "quantity": rng.integers(-50, 100_000, rows),
        "amount": np.round(rng.lognormal(3, 1, rows), 2),
        "score": rng.normal(size=rows),
        "rate": rng.random(rows),
        "city": cities[rng.integers(0, 8, rows)],
        "code": np.char.add("item-", rng.integers(0, 200_000, rows).astype(str)),
        "active": rng.random(rows) < 0.5,
        "time": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 31_536_000, rows), unit="s"),
    })
    frame.loc[rng.random(rows) < 0.02, "amount"] = np.nan
    frame.to_csv(folder / f"rows-{rows}.csv", index=False)


def matrices(folder, rows):
    rng = np.random.default_rng(1)
    for name in "ab":
        (rng.random((MATRIX, MATRIX), dtype=np.float32) - np.float32(0.5)).tofile(folder / name)


def group(folder, rows):
    """1,000 keys in no order; values that are quarters, so that their sums are exact."""
    rng = np.random.default_rng(2)
    rng.integers(0, 1_000, KEYED_ROWS).tofile(folder / "key")
    (rng.integers(0, 4_000, KEYED_ROWS) * 0.25).tofile(folder / "value")


def join(folder, rows):
    """Each left row has one partner; the right rows are in no order."""
    rng = np.random.default_rng(3)
    rng.integers(0, RIGHT_ROWS, KEYED_ROWS).tofile(folder / "left-key")
    (rng.integers(0, 4_000, KEYED_ROWS) * 0.25).tofile(folder / "left-value")
    rng.permutation(RIGHT_ROWS).tofile(folder / "right-key")
    rng.integers(0, 100_000, RIGHT_ROWS).astype(np.float64).tofile(folder / "right-weight")


def particles(folder, rows):
    """Two classes that 28 measurements tell apart to an area under the curve of about 0.8.

    As in data from a particle collider, 21 columns are measured (momenta with long tails, angles, flags of few
    values) and 7 are worked out of them.
    """
    rng = np.random.default_rng(4)

    def make(rows):
        momenta = rng.gamma(3, 0.35, (rows, 6))
        pseudo = rng.normal(0, 1, (rows, 6))
        angles = rng.uniform(-1.74, 1.74, (rows, 5))
        flags = rng.choice([0.0, 1.09, 2.17, 2.55], (rows, 4), p=[0.4, 0.3, 0.2, 0.1])
        masses = np.stack([
            np.sqrt(2 * momenta[:, i] * momenta[:, j] * np.cosh(np.clip(pseudo[:, i] - pseudo[:, j], -3, 3)))
            for i, j in [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5), (1, 4)]], axis=1)
        masses *= rng.lognormal(0, 0.1, masses.shape)
        score = (
            0.9 * (momenta[:, 0] - 1) + 0.7 * np.cos(2 * angles[:, 0]) - 0.8 * np.abs(masses[:, 0] - 1.4)
            + 0.6 * np.sign(pseudo[:, 0]) * pseudo[:, 1] - 0.9 * np.log(masses[:, 2] + 0.1)
            + 0.35 * (flags[:, 0] - 0.9) * (momenta[:, 1] - 1) + 0.3 * (flags[:, 1] - 0.9) + 0.4 * masses[:, 4]
            + 0.5 * (masses[:, 5] > 1.8) + 0.25 * pseudo[:, 2] ** 2)
        score = 1.25 * (score - np.median(score))
        labels = (rng.random(rows) < 1 / (1 + np.exp(-score))).astype(np.int64)
        features = np.concatenate([momenta, pseudo, angles, flags, masses], axis=1)
        # The precision in which such measurements come.
        return features.astype(np.float32).astype(np.float64), labels

    for prefix, count in [("", PARTICLE_ROWS), ("test-", TEST_ROWS)]:
        features, labels = make(count)
        features.tofile(folder / f"{prefix}features")
        labels.tofile(folder / f"{prefix}labels")


def neighbors(folder, rows):
    """Ten overlapping clouds in 64 dimensions."""
    rng = np.random.default_rng(5)
    centers = rng.normal(0, 0.35, (10, 64))
    for prefix, count in [("", 50_000), ("query-", 10_000)]:
        labels = rng.integers(0, 10, count)
        (centers[labels] + rng.normal(size=(count, 64))).tofile(folder / f"{prefix}features")
        labels.tofile(folder / f"{prefix}labels")


def digits(folder, rows):
    """Ten classes in 64 columns between 0 and 1, as of small gray pictures, each class in three shapes."""
    rng = np.random.default_rng(6)
    shapes = rng.random((30, 64))
    for prefix, count in [("", 60_000), ("test-", 10_000)]:
        labels = rng.integers(0, 10, count)
        pictures = shapes[labels + 10 * rng.integers(0, 3, count)] + rng.normal(0, 0.45, (count, 64))
        np.clip(pictures, 0, 1).astype(np.float32).tofile(folder / f"{prefix}features")
        labels.tofile(folder / f"{prefix}labels")


def scores(folder, rows):
    """Scores between 0 and 1 whose order is somewhat better than chance; three rows of ten are positive."""
    rng = np.random.default_rng(8)
    positive = rng.random(SCORES) < 0.3
    (1 / (1 + np.exp(-(rng.normal(size=SCORES) + positive)))).tofile(folder / "scores")
    positive.tofile(folder / "positive")


def strata(folder, rows):
    """Twenty strata, of which the largest has about a quarter of the rows and the smallest about a thousandth."""
    rng = np.random.default_rng(9)
    shares = 0.75 ** np.arange(20)
    rng.choice(20, SCORES, p=shares / shares.sum()).tofile(folder / "stratum")
    rng.normal(size=SCORES).tofile(folder / "value")


def stream(folder, rows):
    """A piece of a stream, which both sides read again and again."""
    np.random.default_rng(10).normal(size=1_000_000).tofile(folder / "value")


def main():
    name, rows = sys.argv[1], int(sys.argv[2])
    digest = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    folder = cache() / f"peer-data-{digest}" / name
    done = folder / (f"complete-{rows}" if name == "csv" else "complete")
    if not done.exists():
        print("making the data for", name, file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        makers = [csv, matrices, group, join, particles, neighbors, digits, scores, strata, stream]
        next(maker for maker in makers if maker.__name__ == name)(folder, rows)
        done.touch()
    print(folder)


if __name__ == "__main__":
    main()
