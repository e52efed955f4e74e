"""Samples of tables and of streams."""

import numpy as np

from works.measuring import Measurement, read, write


def sample_report(values, measured, peer, sampled, numbers, note):
    write(values, np.bincount(sampled, minlength=20))
    # The values are standard normal.
    return measured.report(peer, {}, {"mean in standard errors": float(np.sum(numbers) / np.sqrt(len(numbers)))}, note)


def stratified_numpy(values):
    stratum, value = read(values, "stratum", np.int64), read(values, "value", np.float64)
    rng = np.random.default_rng(int(values["seed"]))

    def work(stratum, value):
        rows = []
        for name in np.unique(stratum):
            members = np.flatnonzero(stratum == name)
            rows.append(rng.choice(members, round(0.1 * members.size), replace=False, shuffle=False))
        rows = np.concatenate(rows)
        return stratum[rows], value[rows]

    work(stratum[:1_000], value[:1_000])
    measured = Measurement(lambda: work(stratum, value))
    return sample_report(
        values, measured, f"NumPy {np.__version__}", *measured.result,
        "for each stratum `flatnonzero` and `Generator.choice` without replacement, then the rows of both columns")


def stratified_pandas(values):
    import pandas as pd

    frame = pd.DataFrame({"stratum": read(values, "stratum", np.int64), "value": read(values, "value", np.float64)})
    seed = int(values["seed"])
    frame.head(1_000).groupby("stratum").sample(frac=0.1, random_state=seed)
    measured = Measurement(lambda: frame.groupby("stratum").sample(frac=0.1, random_state=seed))
    result = measured.result
    return sample_report(
        values, measured, f"pandas {pd.__version__}", result["stratum"].to_numpy(),
        result["value"].to_numpy(), "`groupby(\"stratum\").sample(frac=0.1)`")


def reservoir(values):
    """A stream whose length is not known before its end comes in pieces of a million."""
    piece = np.fromfile(values["data"] + "/value", np.float64)
    capacity, pieces = 1_000, int(values["rows"]) // piece.size
    rng = np.random.default_rng(int(values["seed"]))

    def work(pieces):
        keys, places, kept = np.empty(0), np.empty(0, np.int64), np.empty(0)
        for number in range(pieces):
            drawn = rng.random(piece.size)
            # Only keys below the largest kept one can enter.
            near = np.flatnonzero(drawn < keys.max()) if keys.size == capacity else np.arange(piece.size)
            keys = np.concatenate([keys, drawn[near]])
            places = np.concatenate([places, near + number * piece.size])
            kept = np.concatenate([kept, piece[near]])
            if keys.size > capacity:
                least = np.argpartition(keys, capacity)[:capacity]
                keys, places, kept = keys[least], places[least], kept[least]
        return places, kept

    work(1)
    measured = Measurement(lambda: work(pieces))
    places = measured.result[0]
    return measured.report(
        f"NumPy {np.__version__}", {"different elements": str(np.unique(places).size)},
        {"mean place": float(places.mean() / (pieces * piece.size))},
        "a uniform key for each element, a million at once; those below the largest key kept join the 1,000, of which "
        "`argpartition` keeps the least")
