"""Logistic regression."""

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

from works.measuring import Measurement, read


def logistic(values):
    """`tolerance` is the largest slope at which the search may stop."""
    x, y = read(values, "features", np.float64, 28), read(values, "labels", np.int64)
    learner = LogisticRegression(C=1.0, solver="lbfgs", tol=float(values["tolerance"]), max_iter=10_000)
    learner.fit(x[:1_000], y[:1_000])
    measured = Measurement(lambda: learner.fit(x, y))
    model = measured.result
    beta = model.coef_[0]
    margins = np.where(y == 1, 1, -1) * (x @ beta + model.intercept_[0])
    loss = np.logaddexp(0, -margins).sum() + beta @ beta / 2
    return measured.report(
        f"scikit-learn {sklearn.__version__}, lbfgs", {}, {"loss": float(loss)},
        f"`tol={values['tolerance']}`, {model.n_iter_[0]} steps")
