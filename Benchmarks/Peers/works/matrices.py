"""Products of matrices of `Float`."""

import numpy as np

from works.measuring import Measurement, read, write


def product(values):
    size = int(values["size"])
    a, b = (read(values, name, np.float32, size, size) for name in "ab")
    a @ b
    measured = Measurement(lambda: a @ b, int(values["calls"]))
    write(values, measured.result)
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return measured.report(f"NumPy {np.__version__} with OpenBLAS {blas['version'].split('.dev')[0]}")
