"""Makes crates/coding/tests/agreement.csv: agreement_reference.py >agreement.csv

In an environment of its own, because irrCAC needs another SciPy than what tests/outside checks with:
pip install krippendorff==0.9.0 irrCAC==0.4.4 scikit-learn==1.9.1 statsmodels==0.15.0
"""

import importlib.metadata
import pathlib
import random
import subprocess
import sys

draw = random.Random(17)
lines = []
for i in range(1000):
    sets = i % 5 == 4
    coders, units = draw.choice([2, 2, 2, 3, 4]), draw.randint(3, 24)
    gaps, often, agree = draw.choice([0, 0.1, 0.4]), draw.random(), draw.random()
    letters = "abcdefghijklmnop"
    rows = [[] for _ in range(coders)]
    for _ in range(units):
        one = (lambda: draw.choice(letters)) if sets else (lambda: str(int(draw.random() < often)))
        first = one()
        for row in rows:
            row.append("." if draw.random() < gaps else first if draw.random() < agree else one())
    lines.append(("sets " if sets else "") + "/".join("".join(row) for row in rows))
script = pathlib.Path(__file__).parents[2] / "command/tests/outside/agreement.py"
made = subprocess.run([sys.executable, script], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, check=True)
packages = ["krippendorff", "irrCAC", "scikit-learn", "statsmodels"]
print("# " + ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages))
print("matrix,krippendorff alpha,irrCAC alpha,irrCAC percent,scikit-learn kappa,statsmodels kappa,given,not given")
for line, values in zip(lines, made.stdout.splitlines(), strict=True):
    print(line, *values.split(" "), sep=",")
