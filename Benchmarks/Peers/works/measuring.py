"""What every piece of work needs: its time and memory, and the form of its report."""

import time
from pathlib import Path

import numpy as np


def memory(name):
    """A line of this process's status, in kilobytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    return 0


class Measurement:
    """Seconds and memory of a piece of work."""

    def __init__(self, work, calls=1):
        """Runs the work `calls` times; its time is the median."""
        try:
            Path("/proc/self/clear_refs").write_text("5")  # The peak is forgotten.
        except OSError:
            pass
        self.before = memory("VmRSS")
        times = []
        processor = time.process_time()
        for _ in range(calls):
            begun = time.perf_counter()
            self.result = work()
            times.append(time.perf_counter() - begun)
        self.processor = (time.process_time() - processor) / calls
        self.peak = memory("VmHWM")
        self.seconds = float(np.median(times))

    def report(self, peer, exact=None, numbers=None, note="", items=1):
        """A call did the work on so many items, and the times are of one."""
        return {
            "seconds": self.seconds / items, "processorSeconds": self.processor / items,
            "residentBefore": self.before, "peak": self.peak, "peer": peer, "exact": exact or {},
            "numbers": numbers or {}, "note": note}


def read(values, name, kind, width=None, rows=None):
    """The first rows of a raw file of the data folder; `width` makes them a matrix."""
    path = Path(values["data"]) / name
    rows = int(values["rows"]) if rows is None and "rows" in values else rows
    array = np.fromfile(path, kind, -1 if rows is None else rows * (width or 1))
    return array if width is None else array.reshape(-1, width)


def checksum(array):
    """Of the bits of 64-bit values, or of bytes, in their order: the sum of each times 1, 3, 5, … modulo 2^64."""
    array = np.ascontiguousarray(array)
    bits = array.astype(np.uint64) if array.dtype == np.uint8 else array.view(np.uint64)
    odd = np.arange(bits.size, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return format(int((bits * odd).sum(dtype=np.uint64)), "x")


def write(values, *columns):
    """Writes numbers where the harness wants to compare them one by one."""
    if "out" in values:
        with open(values["out"], "wb") as file:
            for column in columns:
                np.ascontiguousarray(column, dtype=np.float64).tofile(file)
