"""Writes trees.json beside this script: trees and ensembles by scikit-learn and LightGBM, for the tests of Models.

Data: iris, wine and diabetes from scikit-learn. Trees are kept only where 30 random states agree, so that ties
between equally good splits do not matter.
"""
import json
import warnings
from pathlib import Path

import lightgbm
import numpy as np
import sklearn
from sklearn.datasets import load_diabetes, load_iris, load_wine
from sklearn.ensemble import AdaBoostClassifier, ExtraTreesClassifier, IsolationForest, RandomForestClassifier
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import log_loss, mean_pinball_loss, mean_squared_error, roc_auc_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.simplefilter("ignore")
sets = {
    "iris": load_iris(return_X_y=True),
    "wine": load_wine(return_X_y=True),
    "diabetes": load_diabetes(return_X_y=True, scaled=False),
}
data = {
    name: dict(rows=len(y), columns=x.shape[1], values=x.ravel().tolist(), targets=y.astype(float).tolist())
    for name, (x, y) in sets.items()
}


def settled(make, x, y, answer):
    """The answer that 30 random states agree on, or None."""
    first = answer(make(0).fit(x, y))
    for state in range(1, 30):
        if not np.array_equal(first, answer(make(state).fit(x, y))):
            return None
    return first


trees = []
for name in ["iris", "wine"]:
    x, y = sets[name]
    x = x.astype(np.float32).astype(float)  # scikit-learn compares single-precision values
    for criterion in ["gini", "entropy"]:
        for depth in [1, 2, 3, None]:
            for alpha in [0.0, 0.02]:
                make = lambda s: DecisionTreeClassifier(
                    criterion=criterion, max_depth=depth, ccp_alpha=alpha, random_state=s)
                queries = x * 1.03
                p = settled(make, x, y, lambda m: m.predict_proba(queries))
                if p is not None:
                    m = make(0).fit(x, y)
                    trees.append(dict(data=name, criterion=criterion, depth=depth, alpha=alpha,
                                      leaves=int(m.get_n_leaves()), probabilities=p.ravel().tolist()))
x, y = sets["diabetes"]
regression = []
for depth in [1, 2, 3, 4, 5]:
    for least in [1, 7]:
        make = lambda s: DecisionTreeRegressor(max_depth=depth, min_samples_leaf=least, random_state=s)
        p = settled(make, x, y, lambda m: m.predict(x * 1.01))
        if p is not None:
            path = make(0).cost_complexity_pruning_path(x, y)
            regression.append(dict(depth=depth, least=least, predictions=p.tolist(), alphas=path.ccp_alphas.tolist(),
                                   impurities=path.impurities.tolist()))


def folds(n, k=5):
    for fold in range(k):
        test = np.arange(n) % k == fold
        yield ~test, test


def cross(x, y, fit_predict):
    out = None
    for train, test in folds(len(y)):
        p = np.asarray(fit_predict(x[train], y[train], x[test]))
        out = np.zeros((len(y),) + p.shape[1:]) if out is None else out
        out[test] = p
    return out


common = dict(n_estimators=60, num_leaves=8, min_child_samples=10, verbose=-1, n_jobs=1)
high = (y > 140).astype(int)
scores = {}
p = cross(x, high, lambda a, b, c: lightgbm.LGBMClassifier(**common).fit(a, b).predict_proba(c)[:, 1])
scores["binaryAUC"], scores["binaryLogLoss"] = roc_auc_score(high, p), log_loss(high, p)
scores["squared"] = mean_squared_error(y, cross(x, y, lambda a, b, c: lightgbm.LGBMRegressor(**common).fit(a, b).predict(c)))
quantile = lambda a, b, c: lightgbm.LGBMRegressor(objective="quantile", alpha=0.8, **common).fit(a, b).predict(c)
scores["quantile"] = mean_pinball_loss(y, cross(x, y, quantile), alpha=0.8)
for name in ["iris", "wine"]:
    a, b = sets[name]
    multi = lambda a, b, c: lightgbm.LGBMClassifier(**common).fit(a, b).predict_proba(c)
    scores[name + "LogLoss"] = log_loss(b, cross(a, b, multi))
    for label, kind in [("Forest", RandomForestClassifier), ("ExtraTrees", ExtraTreesClassifier)]:
        runs = [log_loss(b, cross(a, b, lambda a, b, c: kind(n_estimators=100, min_samples_leaf=3, random_state=s).fit(a, b).predict_proba(c)))
                for s in range(5)]
        scores[name + label + "LogLoss"], scores[name + label + "LogLossSpread"] = np.mean(runs), np.std(runs)
    ada = lambda a, b, c: AdaBoostClassifier(DecisionTreeClassifier(max_depth=2), n_estimators=50, random_state=0).fit(a, b).predict(c)
    scores[name + "AdaBoostAccuracy"] = float(np.mean(cross(a, b, ada) == b))
runs = [mean_squared_error(y, cross(x, y, lambda a, b, c: RandomForestRegressor(
    n_estimators=100, max_features=3, min_samples_leaf=3, random_state=s).fit(a, b).predict(c))) for s in range(5)]
scores["forestSquared"], scores["forestSquaredSpread"] = np.mean(runs), np.std(runs)
isolation = np.mean([-IsolationForest(n_estimators=200, max_samples=128, random_state=s).fit(x).score_samples(x) for s in range(10)], axis=0)

versions = dict(numpy=np.__version__, scikitLearn=sklearn.__version__, lightGBM=lightgbm.__version__)
result = dict(versions=versions, data=data, trees=trees, regression=regression, scores=scores, isolation=isolation.tolist())
Path(__file__).with_name("trees.json").write_text(json.dumps(result) + "\n")
print(len(trees), [(t["data"], t["criterion"], t["depth"], t["alpha"]) for t in trees], len(regression), scores)
