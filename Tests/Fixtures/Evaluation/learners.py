"""Reference values of learners judged on folds: scikit-learn for fits and scores, SciPy for the corrected t test.

Run: python3 learners.py   (writes learners.json beside itself; needs numpy, scipy, scikit-learn)
"""

import json
import os

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(20240411)
rows, count = 150, 5
age = rng.normal(40, 10, rows)
income = rng.normal(0, 1, rows)
country = rng.choice(["SE", "NO", "DK"], rows, p=[0.5, 0.3, 0.2])
member = rng.random(rows) < 0.4
logit = 0.08 * (age - 40) + 0.9 * income + 1.2 * (country == "NO") - 0.8 * member
bought = rng.random(rows) < 1 / (1 + np.exp(-logit))

categories = sorted(set(country))
features = np.column_stack(
    [age, income] + [(country == c).astype(float) for c in categories] + [member.astype(float)])
labels = bought.astype(int)


def fit(x, y, l2):
    return LogisticRegression(C=1 / l2, tol=1e-12, max_iter=100_000).fit(x, y)


whole = fit(features, labels, 1)
folds, far = [], []
for fold in range(count):
    test = np.arange(rows) % count == fold
    scores = []
    for l2 in (1, 3000):
        model = fit(features[~test], labels[~test], l2)
        p = model.predict_proba(features[test])
        scores.append({
            "accuracy": metrics.accuracy_score(labels[test], model.predict(features[test])),
            "log loss": metrics.log_loss(labels[test], p),
            "ROC AUC": metrics.roc_auc_score(labels[test], p[:, 1]),
            "recall of yes": metrics.recall_score(labels[test], model.predict(features[test])),
        })
    folds.append(scores[0])
    far.append(scores[1])

# Nadeau and Bengio: the variance is widened by test rows per row fitted on.
differences = np.array([a["log loss"] - b["log loss"] for a, b in zip(folds, far)])
t = differences.mean() / np.sqrt((1 / count + 1 / (count - 1)) * differences.var(ddof=1))
out = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "age": age.tolist(), "income": income.tolist(), "country": country.tolist(), "member": member.tolist(),
    "bought": ["yes" if b else "no" for b in bought],
    "coefficients": whole.coef_[0].tolist(), "intercept": float(whole.intercept_[0]),
    "probabilities": whole.predict_proba(features)[:, 1].tolist(),
    "folds": folds, "statistic": float(t), "pValue": float(2 * stats.t.sf(abs(t), count - 1)),
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "learners.json")
with open(path, "w") as file:
    json.dump(out, file, indent=1)
    file.write("\n")
