"""Reference values of hypothesis tests, intervals and summaries from SciPy and NumPy, and mpmath for one tail.

Run: python3 tests_and_summaries.py   (writes tests_and_summaries.json beside itself; needs mpmath, numpy and scipy)
"""

import json
import os

import mpmath as mp
import numpy as np
import scipy
from scipy import stats

GOODNESS = [
    ([18, 22, 16, 25, 9, 10], [1 / 6] * 6, 0),
    ([43, 52, 54, 40], [0.25, 0.25, 0.25, 0.25], 0),
    ([315, 101, 108, 32], [9 / 16, 3 / 16, 3 / 16, 1 / 16], 0),
    ([1000, 0], [0.5, 0.5], 0),
    ([57, 203, 383, 525, 532, 408, 273, 139, 45, 27, 16],
     [0.0209, 0.0807, 0.1561, 0.2014, 0.1949, 0.1509, 0.0973, 0.0538, 0.026, 0.0112, 0.0068], 1),
    ([3, 1, 2], [0.2, 0.3, 0.5], 0),
]
TABLES = [
    [[10, 20], [30, 25]],
    [[12, 5, 29], [44, 13, 8], [9, 9, 30]],
    [[762, 327, 468], [484, 239, 477]],
    [[1, 2, 3, 4], [4, 3, 2, 1]],
]
mp.mp.dps = 60
METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen",
           "weibull", "linear", "median_unbiased", "normal_unbiased"]


def kolmogorov_tail(d, n):
    """P(D >= d) by Marsaglia, Tsang and Wang (2003) in 60 digits: SciPy is exact up to n = 140 only."""
    d = mp.mpf(d)
    k = int(mp.floor(n * d)) + 1
    m, h = 2 * k - 1, k - n * d
    matrix = mp.zeros(m, m)
    for i in range(m):
        for j in range(min(m, i + 2)):
            entry = mp.mpf(1)
            if j == 0:
                entry -= h ** (i + 1)
            if i == m - 1:
                entry -= h ** (m - j)
            if i == m - 1 and j == 0 and 2 * h > 1:
                entry += (2 * h - 1) ** m
            matrix[i, j] = entry / mp.factorial(i - j + 1)
    row = [mp.mpf(0)] * m
    row[k - 1] = mp.mpf(1)
    columns = [[(i, matrix[i, j]) for i in range(m) if matrix[i, j] != 0] for j in range(m)]
    for step in range(1, n + 1):
        row = [sum((row[i] * v for i, v in column), mp.mpf(0)) * step / n for column in columns]
    return float(1 - row[k - 1])


def main():
    rng = np.random.default_rng(2024)
    goodness = []
    for observed, probabilities, fitted in GOODNESS:
        expected = np.array(probabilities) / sum(probabilities) * sum(observed)
        test = stats.chisquare(observed, expected, ddof=fitted)
        goodness.append({"observed": observed, "probabilities": (np.array(probabilities) / sum(probabilities)).tolist(),
                         "estimatedParameters": fitted, "statistic": test.statistic, "pValue": test.pvalue})
    tables = []
    for table in TABLES:
        test = stats.chi2_contingency(table, correction=False)
        tables.append({"table": table, "statistic": test.statistic, "pValue": test.pvalue,
                       "degreesOfFreedom": int(test.dof), "expected": test.expected_freq.ravel().tolist()})
    kolmogorov = []
    for n in (1, 2, 5, 10, 40, 100, 300):
        for scaled in (0.3, 0.5, 0.8, 1.2, 1.6, 1.95, 2.1, 3.0, 5.0):
            d = scaled / np.sqrt(n)
            if 0.5 / n < d < 1:
                p = float(stats.kstwo.sf(d, n)) if n <= 140 or scaled > 2 else kolmogorov_tail(d, n)
                kolmogorov.append({"n": n, "d": d, "pValue": p})
    large = [{"n": n, "d": s / np.sqrt(n), "pValue": float(stats.kstwo.sf(s / np.sqrt(n), n))}
             for n in (5000, 20000, 1000000) for s in (0.5, 0.8, 1.2, 1.6, 1.95, 2.5)]
    sample = np.round(rng.normal(0.2, 1.1, 60), 6)
    test = stats.kstest(sample, "norm", method="exact")
    proportions = []
    for successes, runs in ((38, 200), (0, 50), (50, 50), (1, 7), (9900, 10000)):
        for confidence in (0.9, 0.95, 0.99):
            interval = stats.binomtest(successes, runs).proportion_ci(confidence, method="wilson")
            proportions.append({"successes": successes, "runs": runs, "confidence": confidence,
                                "lower": interval.low, "upper": interval.high})
    samples = [np.round(rng.lognormal(0, 1, n), 4).tolist() for n in (1, 2, 3, 7, 10, 20, 101)]
    samples.append([1.0, 1.0, 2.0, 2.0, 2.0, 5.0])
    probabilities = [0, 0.01, 0.05, 0.1, 0.25, 0.3, 1 / 3, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 1]
    quantiles = [{"values": s, "probabilities": probabilities,
                  "byMethod": [np.quantile(s, probabilities, method=m).tolist() for m in METHODS]}
                 for s in samples]
    x = np.round(rng.normal(1e9, 3, 500), 3)
    y = np.round(0.4 * (x - 1e9) + rng.normal(0, 2, 500), 3)
    weights = np.round(rng.gamma(1.0, 1.0, 500), 3)
    counts = rng.integers(0, 5, 500)
    exact = x - 1e9  # exact: the same binary spacing
    summaries = {
        "x": x.tolist(), "y": y.tolist(), "weights": weights.tolist(), "counts": counts.tolist(),
        "mean": 1e9 + float(np.mean(exact)), "sampleVariance": float(np.var(exact, ddof=1)),
        "populationVariance": float(np.var(exact)), "correlation": float(np.corrcoef(exact, y)[0, 1]),
        "weightedMean": float(np.average(y, weights=weights)),
        "reliabilityVariance": float(np.cov(y, aweights=weights)),
        "frequencyVariance": float(np.cov(y, fweights=counts)),
        "populationWeightedVariance": float(np.cov(y, aweights=weights, ddof=0)),
        "histogramOfTen": np.histogram(y, bins=10)[0].tolist(),
        "histogramEdges": np.histogram(y, bins=10)[1].tolist(),
        "histogramInRange": np.histogram(y, bins=4, range=(-2, 2))[0].tolist(),
    }
    fixture = {
        "madeBy": f"NumPy {np.__version__}, SciPy {scipy.__version__}, mpmath {mp.__version__}",
        "goodnessOfFit": goodness, "independence": tables, "kolmogorov": kolmogorov, "kolmogorovLarge": large,
        "kolmogorovSample": {"values": sample.tolist(), "statistic": test.statistic, "pValue": test.pvalue},
        "proportions": proportions, "quantiles": quantiles, "summaries": summaries,
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tests_and_summaries.json")
    with open(path, "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in fixture.items()) + "\n}\n")


main()
