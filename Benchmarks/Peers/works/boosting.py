"""Boosted trees, and predictions by them."""

import ctypes
import time

import lightgbm as lgb
import numpy as np
from sklearn.metrics import roc_auc_score

from works.measuring import Measurement, read

PEER = f"LightGBM {lgb.__version__}"


def fit(values):
    """Saves the model at `model`, if that is given."""
    threads = int(values["threads"])
    x, y = read(values, "features", np.float64, 28), read(values, "labels", np.int64)
    settings = {
        "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "max_bin": 255, "min_data_in_leaf": 20,
        "min_sum_hessian_in_leaf": 1e-3, "num_threads": threads, "verbosity": -1}

    def work(x, y, rounds):
        return lgb.train(settings, lgb.Dataset(x, y), rounds)

    work(x[:1_000], y[:1_000], 2)
    measured = Measurement(lambda: work(x, y, 100))
    if "model" in values:
        measured.result.save_model(values["model"])
    test = read(values, "test-features", np.float64, 28, 100_000)
    labels = read(values, "test-labels", np.int64, rows=100_000)
    return measured.report(PEER, {}, {"auc": roc_auc_score(labels, measured.result.predict(test))})


def predict(values):
    threads = int(values["threads"])
    model = lgb.Booster(model_file=values["model"])
    x, y = read(values, "features", np.float64, 28), read(values, "labels", np.int64)
    model.predict(x[:1_000], num_threads=threads)
    measured = Measurement(lambda: model.predict(x, num_threads=threads))
    return measured.report(PEER, {}, {"auc": roc_auc_score(y, measured.result)})


def predict_row(values):
    """One row after another, by the Python interface and, for the note, by the fast path of the C interface."""
    model = lgb.Booster(model_file=values["model"])
    calls = int(values["calls"])
    x = read(values, "test-features", np.float64, 28, calls)
    labels = read(values, "test-labels", np.int64, rows=calls)

    def work():
        return [model.predict(x[row:row + 1], num_threads=1)[0] for row in range(calls)]

    work()
    measured = Measurement(work, 3)
    fast = fast_path(model, x)
    return measured.report(
        PEER, {}, {"auc": roc_auc_score(labels, measured.result)},
        f"`Booster.predict` of one row, {calls:,} rows in a loop; the C interface has a fast path for single rows, "
        f"which the Python package does not offer: called through `ctypes` it takes {fast * 1e6:.1f} µs", calls)


def fast_path(model, x):
    """Seconds for a row by LGBM_BoosterPredictForMatSingleRowFast."""
    library = lgb.basic._LIB
    config = ctypes.c_void_p()
    doubles, normal = 1, 0
    status = library.LGBM_BoosterPredictForMatSingleRowFastInit(
        model._handle, ctypes.c_int(normal), ctypes.c_int(0), ctypes.c_int(-1), ctypes.c_int(doubles),
        ctypes.c_int32(28), ctypes.c_char_p(b"num_threads=1"), ctypes.byref(config))
    assert status == 0
    length, result = ctypes.c_int64(), np.empty(1)
    out = result.ctypes.data_as(ctypes.POINTER(ctypes.c_double))
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        for row in range(len(x)):
            library.LGBM_BoosterPredictForMatSingleRowFast(
                config, ctypes.c_void_p(x.ctypes.data + row * 28 * 8), ctypes.byref(length), out)
        times.append((time.perf_counter() - begun) / len(x))
    library.LGBM_FastConfigFree(config)
    return float(np.median(times))
