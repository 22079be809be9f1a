"""Writes sobol-scipy.json: unscrambled Sobol' points in 256 dimensions by SciPy, which uses the same direction numbers
(new-joe-kuo-6) and Gray-code order. Run: python3 tests/data/random/sobol-scipy.py (SciPy 1.17.1 made the file)."""
import json
import os

from scipy.stats import qmc

INDICES = [1, 2, 3, 100, 513, 1023]
points = qmc.Sobol(d=256, scramble=False, bits=32).random_base2(10)
rows = [{'grayIndex': i, 'bits': [int(x * 2**32) for x in points[i]]} for i in INDICES]
with open(os.path.join(os.path.dirname(__file__), 'sobol-scipy.json'), 'w') as file:
    json.dump(rows, file, separators=(',', ':'))
    file.write('\n')
