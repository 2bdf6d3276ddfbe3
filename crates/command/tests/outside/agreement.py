"""What other people's software makes of coders' agreement: agreement.py <MATRICES >VALUES.

A line of MATRICES is a matrix: coders with / between them, a unit a character, . where that coder did not code it.
0 and 1: whether a code was given; behind "sets ", letters: which codes were given, a to p for the bits of 0 to 15.

A line of VALUES, with spaces between them, - where a value does not exist:
krippendorff's alpha, irrCAC's alpha and percent agreement (only where irrCAC is installed, which needs another SciPy than the
packages of tools/requirements.txt), and of two coders scikit-learn's kappa, statsmodels' kappa, agreement on giving the code and
on not giving it (F1 scores of scikit-learn).

The values in crates/coding/tests/agreement.csv are made with it: agreement_reference.py.
"""

import sys
import warnings

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score, f1_score
from statsmodels.stats.inter_rater import cohens_kappa

try:
    import pandas
    from irrCAC.raw import CAC
except ImportError:
    CAC = None


def number(value):
    return "-" if value is None or not numpy.isfinite(value) else repr(float(value))


def masi(v1, v2, i1, i2, n_v, dtype=numpy.float64):
    """Passonneau 2006, on arrays of sets as bits."""

    def one(a, b):
        a, b = int(a), int(b)
        if a == b:
            return 0.0
        both, either = bin(a & b).count("1"), bin(a | b).count("1")
        if both == 0:
            return 1.0
        return 1.0 - both / either * (2 / 3 if a & b in (a, b) else 1 / 3)

    return numpy.vectorize(one, otypes=[numpy.float64])(v1, v2)


def alpha(rows, metric):
    """Of rows of coders, gaps as nan; none where it does not exist."""
    pairable = (~numpy.isnan(rows)).sum(axis=0) > 1
    values = rows[:, pairable]
    if len(set(values[~numpy.isnan(values)])) < 2:
        return None
    return krippendorff.alpha(reliability_data=rows, level_of_measurement=metric)


def of_irrcac(rows):
    if CAC is None:
        return None, None
    pairable = (~numpy.isnan(rows)).sum(axis=0) > 1
    values = rows[:, pairable]
    if len(set(values[~numpy.isnan(values)])) < 2:
        return None, None
    try:
        made = CAC(pandas.DataFrame(values.T), digits=17)
        return made.krippendorff()["est"]["coefficient_value"], made.fleiss()["est"]["pa"]
    except ZeroDivisionError:
        # Of one unit it has no variance.
        return None, None


def of_two(rows):
    both = ~numpy.isnan(rows).any(axis=0)
    first, second = rows[:, both].astype(int)
    if len(first) == 0:
        return [None] * 4
    table = numpy.array([[((first == a) & (second == b)).sum() for b in (0, 1)] for a in (0, 1)])
    # Both coders give the code always, or never.
    varies = len(set(first) | set(second)) > 1
    kappas = [cohen_kappa_score(first, second), cohens_kappa(table).kappa] if varies else [None, None]
    given = f1_score(first, second) if (first | second).any() else None
    not_given = f1_score(1 - first, 1 - second) if not (first & second).all() else None
    return [*kappas, given, not_given]


def main():
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        kind, _, matrix = line.strip().rpartition(" ")
        sets = kind == "sets"
        value = (lambda c: ord(c) - ord("a")) if sets else int
        rows = numpy.array(
            [[numpy.nan if c == "." else value(c) for c in coder] for coder in matrix.split("/")], dtype=float
        )
        values = [alpha(rows, masi if sets else "nominal")]
        values += [None, None] if sets else of_irrcac(rows)
        values += of_two(rows) if len(rows) == 2 and not sets else [None] * 4
        print(" ".join(number(value) for value in values), flush=False)


main()
