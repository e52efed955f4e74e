"""Reference values of the evaluation library: scikit-learn, and exact enumeration where it has none.

Run: python3 metrics.py   (writes metrics.json beside itself; needs numpy, scipy, scikit-learn)
"""

import itertools
import json
import math
import os
import warnings
from fractions import Fraction

import numpy as np
import scipy
import sklearn
from scipy import optimize, special, stats
from sklearn import calibration, isotonic, metrics, model_selection

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240229)
out = {"versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}}


def plain(value):
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value]
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (np.floating, float)):
        return float(value)
    if isinstance(value, (np.bool_, bool)):
        return bool(value)
    if isinstance(value, (np.integer, int)):
        return int(value)
    return value


# Labels of several classes ------------------------------------------------------------------------------------------
def confusion_case(name, predicted, actual, classes, weights):
    kw = {"sample_weight": weights}
    labels = list(classes)
    case = {
        "name": name,
        "predicted": predicted,
        "actual": actual,
        "classes": labels,
        "weights": weights,
        "cells": metrics.confusion_matrix(actual, predicted, labels=labels, **kw).astype(float),
        "accuracy": metrics.accuracy_score(actual, predicted, **kw),
        "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted, **kw),
        "matthews": metrics.matthews_corrcoef(actual, predicted, **kw),
        "kappa": metrics.cohen_kappa_score(actual, predicted, labels=labels, **kw),
        "kappaLinear": metrics.cohen_kappa_score(actual, predicted, labels=labels, weights="linear", **kw),
        "kappaQuadratic": metrics.cohen_kappa_score(actual, predicted, labels=labels, weights="quadratic", **kw),
    }
    for average in [None, "macro", "micro", "weighted"]:
        key = average or "perClass"
        args = dict(labels=labels, average=average, zero_division=0, **kw)
        case[key] = {
            "precision": metrics.precision_score(actual, predicted, **args),
            "recall": metrics.recall_score(actual, predicted, **args),
            "f1": metrics.f1_score(actual, predicted, **args),
            "fHalf": metrics.fbeta_score(actual, predicted, beta=0.5, **args),
            "f2": metrics.fbeta_score(actual, predicted, beta=2, **args),
            "jaccard": metrics.jaccard_score(actual, predicted, **args),
        }
    # Specificity is the recall of "not the class".
    case["specificity"] = [
        metrics.recall_score(np.array(actual) != c, np.array(predicted) != c, zero_division=0, **kw) for c in labels
    ]
    return case


cases = []
for width, rows, noise in [(2, 60, 0.2), (3, 90, 0.4), (5, 200, 0.6)]:
    actual = rng.integers(0, width, rows)
    predicted = np.where(rng.random(rows) < noise, rng.integers(0, width, rows), actual)
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6)]:
        cases.append(
            confusion_case(f"{width} classes", predicted, actual, range(width), weights)
        )
actual = np.array([0, 0, 1, 1, 1, 3, 3, 0])
predicted = np.array([0, 2, 1, 2, 1, 2, 0, 0])
cases.append(confusion_case("a class never predicted, one without rows, one absent", predicted, actual, range(5), None))
out["confusion"] = cases

# Scores of two classes ----------------------------------------------------------------------------------------------
cases = []
for name, rows, share, decimals in [
    ("no ties", 80, 0.4, None), ("ties", 150, 0.3, 1), ("heavy ties", 120, 0.5, 0), ("rare", 300, 0.03, 2),
    ("negative scores", 90, 0.5, 1),
]:
    actual = rng.random(rows) < share
    actual[:2] = [True, False]
    scores = rng.normal(size=rows) + actual
    if name != "negative scores":
        scores = special.expit(scores)
    if decimals is not None:
        scores = np.round(scores, decimals)
    for weights in [None, np.where(rng.random(rows) < 0.1, 0.0, np.round(rng.gamma(1.0, 1.0, rows), 6))]:
        fpr, tpr, thresholds = metrics.roc_curve(actual, scores, sample_weight=weights, drop_intermediate=False)
        precision, recall, cuts = metrics.precision_recall_curve(actual, scores, sample_weight=weights)
        # A score of rows of weight 0 only is no point of its own.
        kept = np.ones(len(cuts), bool)
        if weights is not None:
            kept = np.array([weights[scores == c].sum() > 0 for c in cuts])
        roc_kept = np.concatenate([[True], kept[::-1]])
        cases.append({
            "name": name, "scores": scores, "actual": actual, "weights": weights,
            "auc": metrics.roc_auc_score(actual, scores, sample_weight=weights),
            "averagePrecision": metrics.average_precision_score(actual, scores, sample_weight=weights),
            "fpr": fpr[roc_kept], "tpr": tpr[roc_kept], "thresholds": thresholds[1:][kept[::-1]],
            "precision": precision[:-1][kept][::-1], "recall": recall[:-1][kept][::-1],
        })
out["curves"] = cases


# Probabilities ------------------------------------------------------------------------------------------------------
def bins_of(p, y, w, n, binning):
    """Counts by the definition: (i/n, (i+1)/n], or by the middle of each distinct value in the weight."""
    if binning == "equalWidth":
        place = [0 if v == 0 else next(i for i in range(n) if i / n < v <= (i + 1) / n) for v in p]
    else:
        total, below, where = math.fsum(w), 0.0, {}
        for v in sorted(set(p)):
            own = math.fsum(w[p == v])
            where[v] = min(int((below + own / 2) / total * n), n - 1)
            below += own
        place = [where[v] for v in p]
    result = []
    for i in range(n):
        rows = [r for r in range(len(p)) if place[r] == i]
        weight = math.fsum(w[r] for r in rows)
        if weight > 0:
            result.append([
                weight, math.fsum(w[r] * p[r] for r in rows) / weight, math.fsum(w[r] * y[r] for r in rows) / weight
            ])
    return result


def calibration_error(bins):
    return math.fsum(b[0] * abs(b[1] - b[2]) for b in bins) / math.fsum(b[0] for b in bins)


cases = []
for rows, decimals in [(100, None), (200, 1)]:
    p = rng.random(rows)
    if decimals is not None:
        p = np.round(p, decimals)
    y = rng.random(rows) < p**2
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6)]:
        w = np.ones(rows) if weights is None else weights
        width, mass = bins_of(p, y, w, 10, "equalWidth"), bins_of(p, y, w, 8, "equalMass")
        if weights is None:
            true, mean = calibration.calibration_curve(y, p, n_bins=10)
            assert np.allclose(true, [b[2] for b in width]) and np.allclose(mean, [b[1] for b in width])
            if decimals is None:
                true, mean = calibration.calibration_curve(y, p, n_bins=8, strategy="quantile")
                assert abs(true - [b[2] for b in mass]).max() < 0.1
        cases.append({
            "probabilities": p, "actual": y, "weights": weights,
            "logLoss": metrics.log_loss(y, p, sample_weight=weights),
            "brier": metrics.brier_score_loss(y, p, sample_weight=weights),
            "widthBins": width, "widthError": calibration_error(width),
            "massBins": mass, "massError": calibration_error(mass),
        })
out["probabilities"] = cases

cases = []
for width, rows in [(3, 90), (5, 150)]:
    logits = rng.normal(size=(rows, width)) * 1.5
    y = rng.integers(0, width, rows)
    logits[np.arange(rows), y] += 1
    p = special.softmax(logits, axis=1)
    # Coarse probabilities, so that scores tie; the last takes the rest.
    p[:, :-1] = np.floor(p[:, :-1] * 16) / 16
    p[:, -1] = 1 - p[:, :-1].sum(axis=1)
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6)]:
        w = np.ones(rows) if weights is None else weights
        top = p.argmax(axis=1)
        error = calibration_error(bins_of(p.max(axis=1), top == y, w, 10, "equalWidth"))
        kw = {"sample_weight": weights}
        case = {
            "probabilities": p, "actual": y, "classes": list(range(width)), "weights": weights,
            "logLoss": metrics.log_loss(y, p, labels=range(width), **kw),
            "brier": metrics.brier_score_loss(y, p, labels=list(range(width)), scale_by_half=False, **kw),
            "topError": error,
            "restMacro": metrics.roc_auc_score(y, p, multi_class="ovr", average="macro", **kw),
            "restWeighted": metrics.roc_auc_score(y, p, multi_class="ovr", average="weighted", **kw),
            "restMicro": metrics.roc_auc_score(y, p, multi_class="ovr", average="micro", **kw),
        }
        if weights is None:
            case["pairsMacro"] = metrics.roc_auc_score(y, p, multi_class="ovo", average="macro")
            case["pairsWeighted"] = metrics.roc_auc_score(y, p, multi_class="ovo", average="weighted")
        cases.append(case)
out["multiclass"] = cases


# Rankings: the mean over all orders of tied items -------------------------------------------------------------------
def measures(relevance, k):
    hits = [r > 0 for r in relevance]
    count = sum(hits)
    precision = Fraction(sum(hits[:k]), k)
    recall = Fraction(sum(hits[:k]), count) if count else Fraction(0)
    first = next((i for i, h in enumerate(hits) if h), None)
    reciprocal = Fraction(0) if first is None else Fraction(1, first + 1)

    def average(limit):
        found = min(count, limit)
        if found == 0:
            return Fraction(0)
        return sum(
            (Fraction(sum(hits[: i + 1]), i + 1) for i in range(min(limit, len(hits))) if hits[i]), Fraction(0)
        ) / found

    return [precision, recall, Fraction(any(hits[:k])), reciprocal, average(len(hits)), average(k)]


def orders(scores):
    """All orders by descending score, ties in every way."""
    groups = [
        [i for i in range(len(scores)) if scores[i] == s] for s in sorted(set(scores), reverse=True)
    ]
    for parts in itertools.product(*(itertools.permutations(g) for g in groups)):
        yield [i for part in parts for i in part]


cases = []
for scores, relevance in [
    ([0.9, 0.8, 0.7, 0.6, 0.5], [0, 3, 0, 1, 2]),
    ([0.5, 0.5, 0.5, 0.2, 0.2, 0.1], [1, 0, 2, 0, 1, 0]),
    ([1, 1, 1, 1, 1, 1], [0, 0, 1, 0, 2, 0]),
    ([3, 2, 2, 2, 1, 1, 0], [0, 0, 1, 0, 1, 1, 3]),
    ([0.3, 0.2, 0.1], [0, 0, 0]),
]:
    for k in [1, 2, 3, 5, 9]:
        total, count = None, 0
        for order in orders(scores):
            values = measures([relevance[i] for i in order], k)
            total = values if total is None else [a + b for a, b in zip(total, values)]
            count += 1
        means = [float(v / count) for v in total]
        case = dict(zip(["precision", "recall", "hitRate", "reciprocalRank", "averagePrecision", "averagePrecisionAtK"], means))
        gains = np.array([2.0**r - 1 for r in relevance])
        case |= {
            "scores": scores, "relevance": relevance, "k": k,
            "dcg": metrics.dcg_score([relevance], [scores], k=k),
            "ndcg": metrics.ndcg_score([relevance], [scores], k=k),
            "ndcgExponential": metrics.ndcg_score([gains], [scores], k=k),
        }
        cases.append(case)
out["rankings"] = cases

# Numbers ------------------------------------------------------------------------------------------------------------
cases = []
for rows in [2, 25, 40]:
    actual = rng.normal(10, 5, rows)
    predicted = actual + rng.normal(0.5, 2, rows)
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6), rng.integers(0, 3, rows).astype(float) + (np.arange(rows) < 2)]:
        kw = {"sample_weight": weights}
        cases.append({
            "predicted": predicted, "actual": actual, "weights": weights,
            "mae": metrics.mean_absolute_error(actual, predicted, **kw),
            "mse": metrics.mean_squared_error(actual, predicted, **kw),
            "rmse": metrics.root_mean_squared_error(actual, predicted, **kw),
            "mape": metrics.mean_absolute_percentage_error(actual, predicted, **kw),
            "median": metrics.median_absolute_error(actual, predicted, **kw),
            "r2": metrics.r2_score(actual, predicted, **kw),
            "explained": metrics.explained_variance_score(actual, predicted, **kw),
            "pinball10": metrics.mean_pinball_loss(actual, predicted, alpha=0.1, **kw),
            "pinball75": metrics.mean_pinball_loss(actual, predicted, alpha=0.75, **kw),
        })
out["regression"] = cases

# Calibration --------------------------------------------------------------------------------------------------------
cases = []
for rows, scale in [(60, 1.0), (400, 250.0)]:
    actual = rng.random(rows) < 0.35
    scores = np.round((rng.normal(size=rows) + 1.2 * actual) * scale, 2)
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6)]:
        w = np.ones(rows) if weights is None else weights
        high, low = (w[actual].sum() + 1) / (w[actual].sum() + 2), 1 / (w[~actual].sum() + 2)
        target = np.where(actual, high, low)
        mean, spread = scores.mean(), scores.std()

        def loss(c):
            z = c[0] * (scores - mean) / spread + c[1]
            return np.sum(w * (np.logaddexp(0, z) - target * z)) / w.sum()

        def slope(c):
            f = (scores - mean) / spread
            r = w * (special.expit(c[0] * f + c[1]) - target) / w.sum()
            return np.array([r @ f, r.sum()])

        def curve(c):
            f = (scores - mean) / spread
            p = special.expit(c[0] * f + c[1])
            d = w * p * (1 - p) / w.sum()
            return np.array([[d @ (f * f), d @ f], [d @ f, d.sum()]])

        best = optimize.minimize(loss, [0, 0], jac=slope, hess=curve, method="trust-exact", tol=1e-14).x
        for _ in range(5):
            best = best - np.linalg.solve(curve(best), slope(best))
        a, b = -best[0] / spread, -(best[1] - best[0] * mean / spread)
        theirs = calibration._sigmoid_calibration(scores, actual, sample_weight=weights)
        assert abs(theirs[0] * spread - a * spread) < 1e-3, (theirs, a, b)
        iso = isotonic.IsotonicRegression(out_of_bounds="clip").fit(scores, actual.astype(float), sample_weight=weights)
        falling = isotonic.IsotonicRegression(increasing=False, out_of_bounds="clip").fit(
            scores, actual.astype(float), sample_weight=weights)
        queries = np.concatenate([[scores.min() - scale, scores.max() + scale], rng.uniform(scores.min(), scores.max(), 30), scores[:10]])
        cases.append({
            "scores": scores, "actual": actual, "weights": weights, "a": a, "b": b,
            "scikitLearnA": theirs[0], "scikitLearnB": theirs[1],
            "queries": queries, "isotonic": iso.predict(queries), "falling": falling.predict(queries),
        })
out["calibration"] = cases

cases = []
for width, rows, factor in [(2, 80, 3.0), (4, 120, 0.4)]:
    logits = rng.normal(size=(rows, width))
    y = np.array([rng.choice(width, p=special.softmax(v)) for v in logits])
    logits = logits * factor
    for weights in [None, np.round(rng.gamma(1.0, 1.0, rows), 6)]:
        w = np.ones(rows) if weights is None else weights

        def slope(beta):
            p = special.softmax(beta * logits, axis=1)
            return np.sum(w * ((p * logits).sum(axis=1) - logits[np.arange(rows), y])) / w.sum()

        beta = optimize.brentq(slope, 1e-6, 1e3, xtol=1e-15, rtol=1e-15)
        cases.append({"logits": logits, "actual": y, "weights": weights, "temperature": 1 / beta})
out["temperature"] = cases

# Folds and comparisons ----------------------------------------------------------------------------------------------
cases = []
for rows, count, size, gap, window in [(10, 3, None, 0, None), (23, 4, 3, 2, None), (30, 5, 4, 1, 6), (6, 5, None, 0, None)]:
    splitter = model_selection.TimeSeriesSplit(count, test_size=size, gap=gap, max_train_size=window)
    cases.append({
        "rows": rows, "folds": count, "testSize": size, "gap": gap, "window": window,
        "train": [t for t, _ in splitter.split(np.zeros(rows))], "test": [t for _, t in splitter.split(np.zeros(rows))],
    })
out["walks"] = cases

cases = []
for count, shift in [(10, 0.01), (100, 0.002), (5, 0.0)]:
    first = rng.normal(0.85, 0.02, count)
    second = first - shift + rng.normal(0, 0.01, count)
    plain_test = stats.ttest_rel(first, second)
    for share in [0.0, 1 / 9, 0.25]:
        d = first - second
        t = d.mean() / math.sqrt((1 / count + share) * d.var(ddof=1))
        p = 2 * stats.t.sf(abs(t), count - 1)
        if share == 0:
            assert abs(t - plain_test.statistic) < 1e-10 and abs(p - plain_test.pvalue) < 1e-12
        reach = stats.t.ppf(0.975, count - 1) * math.sqrt((1 / count + share) * d.var(ddof=1))
        cases.append({
            "first": first, "second": second, "share": share, "t": t, "p": p,
            "greater": stats.t.sf(t, count - 1), "lower": d.mean() - reach, "upper": d.mean() + reach,
        })
out["comparisons"] = cases


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, np.ndarray):
            return plain(value)
        return plain(value) if isinstance(value, np.generic) else super().default(value)


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.json"), "w") as file:
    json.dump(out, file, cls=Encoder, indent=None, separators=(",", ":"), allow_nan=False)
    file.write("\n")
