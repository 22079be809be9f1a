"""Runs the NumPy reference of the lead model for the benchmark, one batch per line on stdin.

usage: numpy_reference.py PATH_TO_lead_reference.py BATCH

Prints "ready", then for each line read "SAMPLES SECONDS": draws of all inputs, the whole simulation, every outcome at
every quarter tallied in a histogram, for one policy setting.
"""

import importlib.util
import sys
import time

import numpy as np

sys.dont_write_bytecode = True  # the reference may lie in a folder that is not ours

path, batch = sys.argv[1], int(sys.argv[2])
spec = importlib.util.spec_from_file_location("lead_reference", path)
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)

generator = np.random.default_rng(20260514)
years = [2026.5 + 0.25 * quarter for quarter in range(17)]
MONTHS = np.linspace(-60.0, 240.0, 4801)
ORDERS = np.linspace(-2.0, 4.0, 4801)


def run():
    inputs = reference.inputs_from_normals(generator.standard_normal((batch, len(reference.INPUTS))))
    trajectory = reference.simulate(inputs, reference.PRESETS["act-now"])
    for year in years:
        step = reference.step_of_year(year)
        gap = trajectory["us_capability"][step] - trajectory["china_capability"][step]
        np.histogram(reference.forward_lead_months(trajectory, year), MONTHS)
        np.histogram(reference.backward_lag_months(trajectory, year), MONTHS)
        np.histogram(gap, ORDERS)
        np.histogram(np.log10(reference.compute_ratio(trajectory, year)), ORDERS)
        np.histogram(np.log10(reference.compute_ratio(trajectory, year, effective=True)), ORDERS)


print("ready", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    run()
    print(batch, time.perf_counter() - started, flush=True)
