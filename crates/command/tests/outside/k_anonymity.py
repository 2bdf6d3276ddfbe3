"""What k other people's software finds in a results file: k_anonymity.py RESULTS.

Each class becomes as many rows as it has respondents, with its labels as text, and pycanon counts the rows that look
alike on all key variables, and then once more for each question with whether they were asked it as one more key
variable: what those few answered who were asked would stand alone. Prints a line for each table; exits with 1 if any is below the k that the file declares.
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
    # For each question (each once that the same people were asked), whether somebody was asked it.
    asked = {}
    for column, name in enumerate(header):
        counts = tuple(row[column] for row in classes)
        if name.endswith(".asked") and counts not in asked.values():
            asked[name] = counts
    # pycanon leaves out rows with a missing value in a lone key variable and then overstates k: no label is missing.
    rows = [
        [json.dumps(entry) or "missing" for name, entry in zip(header, row) if name in ids]
        for row in classes
        for _ in range(row[n])
    ]
    table = pandas.DataFrame(rows, columns=keys, dtype=str).fillna("missing")
    assert len(table) == results["respondents"]["published"], "everybody is in each table"
    found = [("", anonymity.k_anonymity(table, keys))]
    for name, counts in asked.items():
        flags = [str(i < count) for count, row in zip(counts, classes) for i in range(row[n])]
        flagged = table.assign(**{name: flags})
        found.append((f" with {name}", anonymity.k_anonymity(flagged, [*keys, name])))
    for what, k in found:
        print(f"{resource['name']}: {len(keys)} key variables{what}, k = {k}, declared {declared}")
        below = below or k < declared
sys.exit(1 if below else 0)
