"""What k other people's software finds in a results file: k_anonymity.py RESULTS.

Each class becomes as many rows as it has respondents, with its labels as text, and pycanon counts the rows that look
alike on all key variables. Prints a line for each table; exits with 1 if any is below the k that the file declares.
"""

import json
import sys

import pandas
from pycanon import anonymity

results = json.load(open(sys.argv[1], encoding="utf-8"))
declared = results["privacy"]["k"]
ids = {dimension["id"] for dimension in results["dimensions"]}
below = False
for resource in results["resources"]:
    header, *classes = resource["data"]
    keys = [name for name in header if name in ids]
    n = header.index("n")
    # pycanon leaves out rows with a missing value in a lone key variable and then overstates k: no label is missing.
    rows = [
        [json.dumps(entry) or "missing" for name, entry in zip(header, row) if name in ids]
        for row in classes
        for _ in range(row[n])
    ]
    table = pandas.DataFrame(rows, columns=keys, dtype=str).fillna("missing")
    assert len(table) == results["respondents"]["published"], "everybody is in each table"
    k = anonymity.k_anonymity(table, keys)
    print(f"{resource['name']}: {len(keys)} key variables, k = {k}, declared {declared}")
    below = below or k < declared
sys.exit(1 if below else 0)
