"""Random forests."""

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier

from works.measuring import Measurement, read


def fit(values):
    x, y = read(values, "features", np.float64, 28), read(values, "labels", np.int64)

    def work(x, y):
        learner = RandomForestClassifier(
            100, oob_score=True, n_jobs=int(values["threads"]), random_state=int(values["seed"]))
        return learner.fit(x, y)

    work(x[:500], y[:500])
    measured = Measurement(lambda: work(x, y))
    return measured.report(f"scikit-learn {sklearn.__version__}", {}, {"out-of-bag score": measured.result.oob_score_})
