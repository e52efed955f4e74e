"""The area under the ROC curve."""

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score

from works.measuring import Measurement, read


def area(values):
    scores, positive = read(values, "scores", np.float64), read(values, "positive", bool)
    roc_auc_score(positive[:1_000], scores[:1_000])
    measured = Measurement(lambda: roc_auc_score(positive, scores))
    return measured.report(f"scikit-learn {sklearn.__version__}", {}, {"area": float(measured.result)})
