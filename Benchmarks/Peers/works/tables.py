"""Reading, grouping and joining tables."""

import io
from pathlib import Path

import numpy as np
import pandas as pd

from works.measuring import Measurement, checksum, read, write

FEW = "id,user,quantity,amount,score,rate,city,code,active,time\n1,2,3,1.5,0.5,,a,b,True,2024-01-01 00:00:00\n"


def csv_path(values):
    return Path(values["data"]) / f"rows-{values['rows']}.csv"


def warm(path):
    """Has the system keep the file in memory, so that the disk is not measured."""
    with open(path, "rb") as file:
        while file.read(1 << 20):
            pass


def csv_report(values, measured, peer, column, text, note=""):
    """`column` gives a column as doubles, `text` one as bytes, by their names."""
    numbers = ["id", "user", "quantity", "amount", "score", "rate", "active", "time"]
    write(values, *[column(name) for name in numbers])
    return measured.report(
        peer, {name: checksum(np.frombuffer(text(name), np.uint8)) for name in ["city", "code"]}, {}, note)


def csv_pandas(values):
    def parse(source):
        return pd.read_csv(source, engine="c", parse_dates=["time"])

    parse(io.StringIO(FEW))
    warm(csv_path(values))
    measured = Measurement(lambda: parse(csv_path(values)))
    frame = measured.result

    def column(name):
        if name == "time":
            return frame[name].astype("datetime64[s]").astype(np.int64)
        return frame[name].astype(np.float64)

    return csv_report(
        values, measured, f"pandas {pd.__version__}, C engine", column,
        lambda name: "\n".join(frame[name]).encode(), "`read_csv` with `parse_dates`, since Lectern reads dates, too")


def csv_arrow(values):
    import pyarrow as pa
    from pyarrow import csv

    pa.set_cpu_count(int(values["threads"]))
    csv.read_csv(io.BytesIO(FEW.encode()))
    warm(csv_path(values))
    measured = Measurement(lambda: csv.read_csv(csv_path(values)))
    table = measured.result

    def column(name):
        column = table[name]
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.timestamp("s")).cast(pa.int64())
        return column.cast(pa.float64()).to_numpy()

    return csv_report(
        values, measured, f"PyArrow {pa.__version__}", column,
        lambda name: "\n".join(table[name].to_pylist()).encode())


def group(values):
    def work(frame):
        return frame.groupby("key")["value"].agg(["mean", "count"])

    frame = pd.DataFrame({"key": read(values, "key", np.int64), "value": read(values, "value", np.float64)})
    work(frame.head(100))
    measured = Measurement(lambda: work(frame))
    result = measured.result.sort_index()
    write(values, result.index, result["mean"], result["count"])
    return measured.report(f"pandas {pd.__version__}", {"groups": str(len(result))})


def join(values):
    left = pd.DataFrame(
        {"key": read(values, "left-key", np.int64), "value": read(values, "left-value", np.float64)})
    right = pd.DataFrame({
        "key": np.fromfile(Path(values["data"]) / "right-key", np.int64),
        "weight": np.fromfile(Path(values["data"]) / "right-weight", np.float64)})
    left.head(100).merge(right.head(100), on="key")
    measured = Measurement(lambda: left.merge(right, on="key"))
    result = measured.result
    return measured.report(
        f"pandas {pd.__version__}", {name: checksum(result[name].to_numpy()) for name in ["key", "value", "weight"]})
