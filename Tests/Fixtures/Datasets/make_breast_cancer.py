"""Writes breast-cancer.json beside this script: means and standard deviations as scikit-learn and NumPy see the table.

Made with scikit-learn 1.9.1 and NumPy 2.4.6: python3 make_breast_cancer.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import load_breast_cancer

table = load_breast_cancer()
fixture = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "featureNames": list(map(str, table.feature_names)),
    "means": table.data.mean(axis=0).tolist(),
    "standardDeviations": table.data.std(axis=0, ddof=1).tolist(),
    "malignantMeans": table.data[table.target == 0].mean(axis=0).tolist(),
    "malignant": int((table.target == 0).sum()),
    "firstRow": table.data[0].tolist(),
    "lastRow": table.data[-1].tolist(),
}
pathlib.Path(__file__).with_name("breast-cancer.json").write_text(json.dumps(fixture, indent=1) + "\n")
