"""Clopper-Pearson intervals from SciPy, two-sided and open to one side: writes proportion_intervals.json beside itself."""

import json
import os

import numpy as np
import scipy
from scipy import stats

SIDES = [("twoSided", "two-sided"), ("less", "less"), ("greater", "greater")]


def interval(k, n, alternative, confidence):
    """By quantiles of the beta distribution, which keep the digits of small ends; checked against proportion_ci."""
    loss = (1 - confidence) / 2 if alternative == "two-sided" else 1 - confidence
    low = float(stats.beta.ppf(loss, k, n - k + 1)) if k > 0 and alternative != "less" else 0.0
    high = float(stats.beta.isf(loss, k + 1, n - k)) if k < n and alternative != "greater" else 1.0
    theirs = stats.binomtest(k, n, 0.5, alternative=alternative).proportion_ci(confidence, method="exact")
    assert abs(theirs.low - low) < 1e-9 and abs(theirs.high - high) < 1e-9, (k, n, alternative, theirs, low, high)
    return low, high


def main():
    entries = []
    for n in (1, 5, 16, 43, 60):
        for k in range(n + 1):
            for name, alternative in SIDES:
                for confidence in (0.95, 0.8):
                    low, high = interval(k, n, alternative, confidence)
                    entries.append({"successes": k, "runs": n, "alternative": name, "confidence": confidence,
                                    "lower": low, "upper": high})
    fixture = {"madeBy": f"NumPy {np.__version__}, SciPy {scipy.__version__}", "intervals": entries}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "proportion_intervals.json")
    with open(path, "w") as file:
        file.write(json.dumps(fixture).replace("}, {", "},\n{") + "\n")
    return entries


if __name__ == "__main__":
    print(len(main()), "intervals")
