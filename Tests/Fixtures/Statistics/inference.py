"""Reference values of hypothesis tests, intervals, ranks, moments and bin rules from SciPy and NumPy.

Run: python3 inference.py   (writes inference.json beside itself; needs numpy and scipy)

Exact counts (Mann-Whitney, Smirnov) are also made here in whole numbers and fractions, where SciPy's floating-point
sums are not exact in the far tail. The bootstrap draws its resamples with the library's own generator, written again
in generators.py, so that SciPy reads its intervals off the very same replicates.
"""

import json
import os
from fractions import Fraction
from math import comb

import numpy as np
import scipy
from scipy import stats

from generators import Xoshiro256StarStar

SIDES = [("twoSided", "two-sided"), ("less", "less"), ("greater", "greater")]
rng = np.random.default_rng(4242)


def finite(x):
    x = float(x)
    return x if np.isfinite(x) else None


def rounded(values, digits=6):
    return np.round(values, digits).tolist()


def t_tests():
    entries = []
    a, b = rounded(rng.normal(10, 2, 30)), rounded(rng.normal(11, 4, 17))
    pairs = [rounded(rng.normal(0.3, 1, 25)) for _ in range(2)]
    far = [rounded(rng.normal(0, 1e-3, 40), 9), rounded(rng.normal(7, 2e-3, 90), 9)]
    shifted = [(np.array(v) + 1e6).round(4).tolist() for v in (a, b)]
    small = [[1.0, 2.5], [2.25, 7.0, 3.5]]
    for name, alternative in SIDES:
        for x, mean in [(a, 10), (a, 9.25), (far[1], 0), (shifted[0], 1e6 + 10), (small[0], 0)]:
            # Near a million the differences are exact in binary, and SciPy's sums are not.
            offset = 1e6 if x[0] > 1e5 else 0
            r = stats.ttest_1samp(np.array(x) - offset, mean - offset, alternative=alternative)
            entries.append(("oneSample", x, None, mean, name, r))
        for x, y in [(pairs[0], pairs[1]), (pairs[1], pairs[0])]:
            entries.append(("paired", x, y, 0, name, stats.ttest_rel(x, y, alternative=alternative)))
        for x, y in [(a, b), (b, a), tuple(far), tuple(shifted), tuple(small)]:
            for kind, equal in (("student", True), ("welch", False)):
                offset = 1e6 if x[0] > 1e5 else 0
                r = stats.ttest_ind(np.array(x) - offset, np.array(y) - offset, equal_var=equal, alternative=alternative)
                entries.append((kind, x, y, 0, name, r))
    result = []
    for kind, x, y, mean, name, r in entries:
        ci = {c: r.confidence_interval(c) for c in (0.9, 0.99)}
        result.append({"kind": kind, "x": x, "y": y, "mean": mean, "alternative": name, "statistic": float(r.statistic),
                       "degreesOfFreedom": float(r.df), "pValue": float(r.pvalue),
                       "intervals": [{"confidence": c, "lower": finite(i.low), "upper": finite(i.high)}
                                     for c, i in ci.items()] if kind != "oneSample" or x[0] < 1e5 else []})
    return result


def exact_mann_whitney(n1, n2):
    """The numbers of ways for U = 0, 1, ..., n1*n2, in whole numbers."""
    ways = [1] + [0] * (n1 * n2)
    for i in range(1, n1 + 1):
        for u in range(n1 * n2, n2 + i - 1, -1):
            ways[u] -= ways[u - n2 - i]
        for u in range(i, n1 * n2 + 1):
            ways[u] += ways[u - i]
    return ways


def mann_whitney():
    samples = [(rounded(rng.normal(0, 1, 6)), rounded(rng.normal(1, 1, 9))), (rounded(rng.normal(0, 1, 8)), rounded(rng.normal(0, 2, 60))),
               (rounded(rng.normal(0, 1, 40)), rounded(rng.normal(0.4, 1, 55))),
               (rng.integers(0, 6, 30).astype(float).tolist(), rng.integers(1, 8, 25).astype(float).tolist()),
               (rng.integers(0, 3, 5).astype(float).tolist(), rng.integers(0, 3, 6).astype(float).tolist()),
               ([1.0, 2.0], [3.0]), ([19, 22, 16, 29, 24], [20, 11, 17, 12]), (rounded(rng.normal(0, 1, 300)), rounded(rng.normal(5, 1, 200)))]
    entries = []
    for x, y in samples:
        for name, alternative in SIDES:
            for method in ("automatic", "asymptotic", "uncorrected"):
                r = stats.mannwhitneyu(x, y, alternative=alternative, use_continuity=method != "uncorrected",
                                       method="auto" if method == "automatic" else "asymptotic")
                entries.append({"x": [float(v) for v in x], "y": [float(v) for v in y], "alternative": name, "method": method,
                                "statistic": float(r.statistic), "pValue": float(r.pvalue)})
    tails = []
    for n1, n2 in [(1, 1), (3, 5), (8, 8), (8, 100), (20, 20), (30, 45), (60, 60)]:
        ways = exact_mann_whitney(n1, n2)
        total = comb(n1 + n2, n1)
        for u in sorted({0, 1, n1 * n2 // 2, n1 * n2 // 2 + 1, (2 * n1 * n2) // 3, (3 * n1 * n2) // 4, n1 * n2 - 30, n1 * n2 - 1, n1 * n2}):
            if 0 <= u <= n1 * n2:
                tails.append({"n": n1, "m": n2, "u": u, "survival": float(Fraction(sum(ways[u:]), total))})
    return entries, tails


def exact_smirnov(gap, n, m, two_sided):
    """The share of paths from (0, 0) to (n, m) that somewhere have |i*m - j*n| >= gap, in whole numbers."""
    row = None
    for i in range(n + 1):
        new = [0] * (m + 1)
        for j in range(m + 1):
            difference = i * m - j * n
            if (abs(difference) if two_sided else difference) >= gap:
                continue
            new[j] = 1 if i == j == 0 else (row[j] if row else 0) + (new[j - 1] if j else 0)
        row = new
    total = comb(n + m, n)
    return float(Fraction(total - row[m], total))


def smirnov():
    samples = [(rounded(rng.normal(0, 1, 12)), rounded(rng.normal(0.5, 1, 12))), (rounded(rng.normal(0, 1, 30)), rounded(rng.normal(1, 1, 45))),
               ([1, 2, 3, 4, 5], [3, 4, 5, 6, 7]), ([.1, .4, .7, .9], [.5, .6, .8, 1.2]), (rounded(rng.normal(0, 1, 200)), rounded(rng.normal(0.1, 1, 331))),
               (rng.integers(0, 9, 40).astype(float).tolist(), rng.integers(2, 9, 50).astype(float).tolist())]
    entries = []
    for x, y in samples:
        for name, alternative in SIDES:
            for method, mode in (("exact", "exact"), ("asymptotic", "asymp")):
                r = stats.ks_2samp(x, y, alternative=alternative, method=mode)
                entries.append({"x": [float(v) for v in x], "y": [float(v) for v in y], "alternative": name, "method": method,
                                "statistic": float(r.statistic), "pValue": float(r.pvalue)})
    tails = []
    for n, m in [(1, 1), (3, 5), (10, 10), (30, 45), (40, 100), (100, 101), (150, 150), (7, 300), (300, 280)]:
        for share in (0.05, 0.2, 0.35, 0.6, 0.8, 0.97, 1):
            gap = max(1, round(share * n * m))
            for two_sided in (True, False):
                tails.append({"n": n, "m": m, "gap": gap, "twoSided": two_sided, "survival": exact_smirnov(gap, n, m, two_sided)})
    one_sample = []
    for size, shift in [(5, 0.3), (20, 0), (60, 0.2), (140, -0.4)]:
        x = rounded(rng.normal(shift, 1, size))
        for name, alternative in SIDES:
            r = stats.kstest(x, "norm", alternative=alternative, method="exact")
            one_sample.append({"x": x, "alternative": name, "statistic": float(r.statistic), "pValue": float(r.pvalue),
                               "location": float(r.statistic_location)})
    return entries, tails, one_sample


def proportions():
    entries = []
    for k, n, p in [(38, 200, 0.25), (0, 10, 0.1), (10, 10, 0.9), (7, 7, 0.5), (3, 50, 0.06), (5100, 10000, 0.5), (1, 10**6, 1e-3), (80, 100, 0.3), (12, 40, 0.3)]:
        for name, alternative in SIDES:
            r = stats.binomtest(k, n, p, alternative=alternative)
            ci = {m: r.proportion_ci(0.95, method=m) for m in ("wilson",)}
            z = (k / n - p) / np.sqrt(p * (1 - p) / n)
            tail = {"two-sided": 2 * stats.norm.sf(abs(z)), "less": stats.norm.cdf(z), "greater": stats.norm.sf(z)}[alternative]
            entries.append({"successes": k, "runs": n, "probability": p, "alternative": name, "pValue": float(r.pvalue),
                            "z": float(z), "scorePValue": float(tail), "wilson": [float(ci["wilson"].low), float(ci["wilson"].high)],
                            "clopperPearson": [float(stats.beta.ppf(0.025, k, n - k + 1)) if k else 0, float(stats.beta.isf(0.025, k + 1, n - k)) if k < n else 1]})
    two = []
    for k1, n1, k2, n2 in [(120, 1000, 150, 1000), (3, 40, 9, 35), (0, 20, 4, 25), (5000, 9000, 100, 9000), (56, 70, 48, 80)]:
        table = [[k1, n1 - k1], [k2, n2 - k2]]
        chi2 = stats.chi2_contingency(table, correction=False)
        z = np.sign(k1 / n1 - k2 / n2) * np.sqrt(chi2.statistic)
        entry = {"counts": [k1, n1, k2, n2], "z": float(z), "pValue": float(chi2.pvalue), "less": float(stats.norm.cdf(z)), "greater": float(stats.norm.sf(z))}
        entry["yates"] = float(stats.chi2_contingency(table, correction=True).pvalue)
        w = [stats.binomtest(k, n).proportion_ci(0.95, method="wilson") for k, n in ((k1, n1), (k2, n2))]
        p1, p2 = k1 / n1, k2 / n2
        entry["interval"] = [p1 - p2 - np.hypot(p1 - w[0].low, w[1].high - p2), p1 - p2 + np.hypot(w[0].high - p1, p2 - w[1].low)]
        entry["fisher"] = {name: float(stats.fisher_exact(table, alternative)[1]) for name, alternative in SIDES}
        two.append(entry)
    fisher = [{"table": t, "pValues": {name: float(stats.fisher_exact(t, alternative)[1]) for name, alternative in SIDES}}
              for t in ([[3, 97], [10, 90]], [[8, 2], [1, 5]], [[0, 3], [5, 0]], [[10, 0], [0, 10]], [[4, 4], [4, 4]], [[1000, 1200], [900, 1400]], [[0, 0], [3, 4]])]
    return entries, two, fisher


def mcnemar():
    entries = []
    for b, c in [(30, 18), (20, 22), (0, 7), (5, 5), (100, 300), (1, 0), (2000, 100)]:
        distance = max(abs(b - c) - 1, 0)
        entries.append({"onlyFirst": b, "onlySecond": c, "exact": float(stats.binomtest(b, b + c, 0.5).pvalue),
                        "correctedStatistic": distance**2 / (b + c), "corrected": float(stats.chi2.sf(distance**2 / (b + c), 1)),
                        "uncorrectedStatistic": (b - c) ** 2 / (b + c), "uncorrected": float(stats.chi2.sf((b - c) ** 2 / (b + c), 1))})
    return entries


def correlations():
    x = rng.normal(0, 1, 40)
    entries = []
    for a, b in [(x, x + rng.normal(0, 1, 40)), (x[:9], -x[:9] ** 3 + rng.normal(0, 0.3, 9)), (rng.integers(0, 5, 60), rng.integers(0, 7, 60)),
                 (np.arange(20.0), np.arange(20.0) + np.array([0.0, 2] * 10)), (x[:4], x[4:8]), (rng.normal(0, 1, 200), rng.normal(0, 1, 200)),
                 (np.arange(50.0), np.arange(50.0) ** 2)]:
        a, b = np.round(np.asarray(a, float), 6), np.round(np.asarray(b, float), 6)
        for name, alternative in SIDES:
            pearson = stats.pearsonr(a, b, alternative=alternative)
            spearman, kendall = stats.spearmanr(a, b, alternative=alternative), stats.kendalltau(a, b, alternative=alternative)
            ci = pearson.confidence_interval(0.95)
            entries.append({"x": a.tolist(), "y": b.tolist(), "alternative": name,
                            "pearson": [float(pearson.statistic), float(pearson.pvalue)], "interval": [float(ci.low), float(ci.high)],
                            "spearman": [float(spearman.statistic), float(spearman.pvalue)], "kendall": [float(kendall.statistic), float(kendall.pvalue)],
                            "covariance": float(np.cov(a, b)[0, 1])})
    return entries


def summaries():
    entries = []
    for offset, values in zip((1e6, 0, 0, 0, 0), (rng.normal(1e6, 2, 300), rng.lognormal(0, 1, 1000), rng.integers(0, 4, 50).astype(float), rng.exponential(1, 7), np.array([1.0, 2, 4, 9]))):
        values = np.round(values, 6)
        weights = np.round(rng.gamma(1, 1, len(values)), 3)
        near = values - offset  # exact: the same binary spacing
        moment = lambda k: np.average((near - np.average(near, weights=weights)) ** k, weights=weights)
        edges = {rule: np.histogram_bin_edges(values, bins=rule) for rule in ("auto", "sturges", "doane", "scott", "fd", "rice", "sqrt")}
        low, high = np.quantile(values, [0.1, 0.8])
        entries.append({
            "values": values.tolist(), "weights": weights.tolist(),
            "skewness": [float(stats.skew(near)), float(stats.skew(near, bias=False))],
            "kurtosis": [float(stats.kurtosis(near)), float(stats.kurtosis(near, bias=False))],
            "weightedSkewness": float(moment(3) / moment(2) ** 1.5), "weightedKurtosis": float(moment(4) / moment(2) ** 2),
            "bins": {rule: len(e) - 1 for rule, e in edges.items()},
            "range": [float(low), float(high)],
            "binsInRange": {rule: len(np.histogram_bin_edges(values, bins=rule, range=(low, high))) - 1 for rule in edges},
            "automaticCounts": np.histogram(values, bins="auto")[0].tolist(),
            "ranks": {m: stats.rankdata(values, m).tolist() for m in ("average", "min", "max", "dense", "ordinal")},
            "weightedQuantiles": np.quantile(values, [0, 0.1, 0.5, 0.9, 1], weights=weights, method="inverted_cdf").tolist(),
            "meanInterval": list(map(float, stats.t.interval(0.9, len(values) - 1, values.mean(), stats.sem(values))))})
    return entries


class Replicates:
    """What SciPy's bootstrap reads its interval from, when told to draw nothing more."""

    def __init__(self, values):
        self.bootstrap_distribution = np.array(values)


def bootstraps():
    entries = []
    x, y = rounded(rng.lognormal(0, 1, 40)), rounded(rng.lognormal(0.3, 1, 25))
    functions = {"mean": lambda v, axis=-1: np.mean(v, axis=axis), "deviation": lambda v, axis=-1: np.std(v, axis=axis, ddof=1),
                 "median": lambda v, axis=-1: np.median(v, axis=axis)}
    for name, data in [("mean", [x]), ("deviation", [x]), ("median", [x]), ("difference", [x, y])]:
        statistic = functions.get(name, lambda a, b, axis=-1: np.mean(a, axis=axis) - np.mean(b, axis=axis))
        generator = Xoshiro256StarStar.seeded(77)
        replicates = []
        for _ in range(999):
            resample = [[part[generator.below(len(part))] for _ in part] for part in data]
            replicates.append(float(statistic(*map(np.array, resample))))
        for method, theirs in (("percentile", "percentile"), ("bca", "BCa")):
            for side, alternative in SIDES:
                r = stats.bootstrap([np.array(d) for d in data], statistic, n_resamples=0, method=theirs, confidence_level=0.9,
                                    alternative=alternative, bootstrap_result=Replicates(replicates))
                entries.append({"statistic": name, "data": data, "seed": 77, "resamples": 999, "method": method, "alternative": side,
                                "lower": finite(r.confidence_interval.low), "upper": finite(r.confidence_interval.high),
                                "standardError": float(r.standard_error)})
    return entries


def main():
    whitney, whitney_tails = mann_whitney()
    smirnovs, smirnov_tails, one_sample = smirnov()
    one, two, fisher = proportions()
    fixture = {"madeBy": f"NumPy {np.__version__}, SciPy {scipy.__version__}", "tTests": t_tests(), "mannWhitney": whitney,
               "mannWhitneyTails": whitney_tails, "smirnov": smirnovs, "smirnovTails": smirnov_tails, "kolmogorov": one_sample,
               "proportions": one, "twoProportions": two, "fisher": fisher, "mcNemar": mcnemar(), "correlations": correlations(),
               "summaries": summaries(), "bootstraps": bootstraps()}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "inference.json")
    with open(path, "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, allow_nan=False)}" for k, v in fixture.items()) + "\n}\n")


if __name__ == "__main__":
    main()
