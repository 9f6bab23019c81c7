#!/usr/bin/env python3
"""Writes the golden numbers beside this file: python3 make_golden.py

Needs NumPy, SciPy and scikit-learn; the versions used are written into each file. All inputs are random by fixed seeds and rounded
before use, so that the JSON holds exactly what the reference saw. What the references lack (adjusted p-values, multi-class Brier score,
specificity, calibration error, exact signed ranks with ties) is written out here by definition, plainly and slowly.
"""

import itertools
import json
import os
import warnings

import numpy as np
import scipy
import scipy.optimize
import scipy.special
import scipy.stats
import sklearn
from sklearn import metrics

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}


def write(name, content):
    with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="\n") as file:
        json.dump({"made_by": "make_golden.py", "versions": VERSIONS, **content}, file, separators=(",", ":"), allow_nan=False)
        file.write("\n")


def rounded(values, digits=4):
    return np.round(np.asarray(values, dtype=float), digits)


def t_quantile(p, df):
    """Through the inverse incomplete beta function: scipy.stats.t.ppf of SciPy 1.10 is good to nine digits only."""
    if p == 0.5:
        return 0.0
    x = scipy.special.betaincinv(df / 2, 0.5, 2 * min(p, 1 - p))
    return float(np.copysign(np.sqrt(df * (1 - x) / x), p - 0.5))


def distributions():
    xs = [-37.0, -8.5, -3.0, -2.999, -1.959964, -0.5, 0.0, 0.3, 1.0, 2.5, 3.5, 8.0]
    ps = [1e-300, 1e-12, 1e-4, 0.025, 0.2, 0.5, 0.8, 0.975, 0.9999]
    dfs = [1, 2, 3.5, 9, 30, 871, 100000]
    beta = [(0.1, 0.5, 0.5), (0.5, 3, 8), (0.9, 40, 2), (0.5, 4000, 4100), (0.999, 5000, 0.5)]
    write("distributions.json", {
        "normal_cdf": [[x, scipy.stats.norm.cdf(x)] for x in xs],
        "normal_quantile": [[p, scipy.stats.norm.ppf(p)] for p in ps],
        "t_cdf": [[t, df, scipy.stats.t.cdf(t, df)] for df in dfs for t in (-40.0, -2.1, 0.0, 0.7, 3.3)],
        "t_quantile": [[p, df, t_quantile(p, df)] for df in dfs for p in (1e-6, 0.025, 0.4, 0.5, 0.95, 0.9995)],
        "beta": [[x, a, b, scipy.special.betainc(a, b, x)] for x, a, b in beta],
        "sign_test": [[k, n, scipy.stats.binomtest(k, n, 0.5).pvalue]
                      for k, n in [(0, 1), (0, 6), (3, 6), (2, 11), (9, 10), (40, 100), (431, 872), (4800, 10000)]],
    })


def intervals():
    wilson = []
    for k, n in [(0, 1), (0, 10), (1, 10), (5, 10), (10, 10), (431, 872), (9999, 10000)]:
        for level in (0.8, 0.95, 0.99):
            ci = scipy.stats.binomtest(k, n).proportion_ci(confidence_level=level, method="wilson")
            wilson.append([k, n, level, ci.low, ci.high])
    random = np.random.default_rng(1)
    samples = []
    for n in (2, 7, 60):
        x = rounded(random.exponential(2, n))
        reach = t_quantile(0.975, n - 1) * scipy.stats.sem(x)
        shares = [0, 0.1, 0.25, 0.5, 0.61, 0.975, 1]
        b = scipy.stats.bootstrap((x,), np.mean, n_resamples=20000, method="percentile", random_state=1).confidence_interval
        samples.append({"values": x.tolist(), "mean": x.mean(), "variance": x.var(ddof=1), "median": np.median(x),
                        "t": [x.mean() - reach, x.mean() + reach], "shares": shares, "quantiles": np.quantile(x, shares).tolist(),
                        "bootstrap": [b.low, b.high]})
    write("intervals.json", {"wilson": wilson, "samples": samples})


def signed_rank_by_counting(differences):
    """The two-sided exact p-value by listing all sign patterns, ties and all."""
    d = differences[differences != 0]
    ranks = scipy.stats.rankdata(abs(d))
    observed = ranks[d > 0].sum()
    tail = min(observed, ranks.sum() - observed)
    sums = [sum(r for r, s in zip(ranks, signs) if s) for signs in itertools.product((0, 1), repeat=len(d))]
    return min(1.0, 2 * sum(s <= tail + 1e-9 for s in sums) / len(sums))


def newcombe(both, only_first, only_second, neither):
    """Newcombe's method 10 for paired proportions, second less first, from SciPy's Wilson intervals."""
    n = both + only_first + only_second + neither
    first, second = both + only_first, both + only_second
    w1 = scipy.stats.binomtest(first, n).proportion_ci(method="wilson")
    w2 = scipy.stats.binomtest(second, n).proportion_ci(method="wilson")
    product = first * (n - first) * second * (n - second)
    numerator = both * neither - only_first * only_second
    if numerator > 0:
        numerator = max(numerator - n / 2, 0)
    phi = numerator / np.sqrt(product) if product else 0.0
    p1, p2 = first / n, second / n
    below = np.sqrt((p2 - w2.low) ** 2 - 2 * phi * (p2 - w2.low) * (w1.high - p1) + (w1.high - p1) ** 2)
    above = np.sqrt((w2.high - p2) ** 2 - 2 * phi * (w2.high - p2) * (p1 - w1.low) + (p1 - w1.low) ** 2)
    return [both, only_first, only_second, neither, p2 - p1 - below, p2 - p1 + above]


def comparisons():
    random = np.random.default_rng(2)
    wilcoxon = []
    for n, digits in [(6, 6), (25, 6), (50, 6), (80, 6), (200, 1)]:
        d = rounded(random.normal(0.3, 1, n), digits)
        if len(set(abs(d))) == n:
            p = scipy.stats.wilcoxon(d, mode="exact" if n <= 50 else "approx").pvalue
        else:
            p = scipy.stats.wilcoxon(d, mode="approx", zero_method="wilcox").pvalue
        wilcoxon.append({"differences": d.tolist(), "p": p})
    ties = np.array([1, 1, -1, 2, 2, -3, 3, 0, 4, 4, -4, 5.0])
    wilcoxon.append({"differences": ties.tolist(), "p": signed_rank_by_counting(ties)})

    flips = []
    for n in (4, 9, 12, 40):
        d = rounded(random.normal(0.4, 1, n))
        test = scipy.stats.permutation_test((d, np.zeros(n)), lambda x, y, axis: np.mean(x - y, axis=axis), vectorized=True,
                                            permutation_type="samples", n_resamples=2 ** 12 if n <= 12 else 100000, random_state=3)
        flips.append({"differences": d.tolist(), "p": test.pvalue})

    p_values = rounded(np.concatenate([random.uniform(size=20), random.uniform(size=12) ** 5, [0.5, 0.5, 1, 0]]))
    n = len(p_values)
    rank = {i: r for r, i in enumerate(np.argsort(p_values, kind="stable"), 1)}
    adjusted = [min([1.0] + [p_values[j] * n / rank[j] for j in range(n) if p_values[j] >= p_values[i]]) for i in range(n)]
    tables = [(14, 0, 5, 22), (30, 4, 11, 5), (1, 9, 12, 2), (0, 7, 3, 0), (20, 0, 0, 0), (500, 60, 90, 222)]
    write("comparisons.json", {"wilcoxon": wilcoxon, "sign_flip": flips, "newcombe": [newcombe(*table) for table in tables],
                               "benjamini_hochberg": {"p": p_values.tolist(), "adjusted": adjusted}})


def correlations():
    random = np.random.default_rng(4)
    cases = []
    for n, digits in [(3, 4), (20, 4), (100, 1), (60, 0)]:
        x = rounded(random.normal(size=n), digits) + 0.0
        y = rounded(0.5 * x + random.normal(size=n), digits) + 0.0
        cases.append({"x": x.tolist(), "y": y.tolist(), "ranks": scipy.stats.rankdata(x).tolist(),
                      "pearson": scipy.stats.pearsonr(x, y)[0], "spearman": scipy.stats.spearmanr(x, y)[0]})
    write("correlations.json", {"cases": cases})


def log_probabilities():
    random = np.random.default_rng(5)
    cases = []
    for scale in (1, 20, 500):
        x, y = rounded(random.normal(0, scale, 12)), rounded(random.normal(0, scale, 12))
        lx, ly = scipy.special.log_softmax(x), scipy.special.log_softmax(y)
        cases.append({"x": x.tolist(), "y": y.tolist(), "logsumexp": scipy.special.logsumexp(x), "log_softmax": lx.tolist(),
                      "entropy": scipy.stats.entropy(np.exp(lx)), "kl": float(np.sum(np.exp(lx) * (lx - ly)))})
    write("log_probabilities.json", {"cases": cases})


def calibration_error(confidence, right, bins=10):
    error = 0.0
    for b in range(bins):
        low, high = b / bins, (b + 1) / bins
        inside = (confidence > low) & (confidence <= high) | ((b == 0) & (confidence == 0))
        if inside.any():
            error += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
    return error / len(confidence)


def classification_case(name, seed, n, classes, absent=None, no_class=0.0, digits=3, follow=True):
    random = np.random.default_rng(seed)
    present = [c for c in range(classes) if c != absent]
    weights = np.arange(1, len(present) + 1)
    actual = random.choice(present, n, p=weights / weights.sum())
    logits = random.normal(size=(n, classes))
    logits[np.arange(n), actual] += 0.8
    # The last class takes the rest, so that each row sums to 1 in decimals.
    probabilities = rounded(scipy.special.softmax(logits, axis=1), digits)
    probabilities[:, -1] = np.round(1 - probabilities[:, :-1].sum(axis=1), digits)
    probabilities = np.clip(probabilities, 0, 1)
    best = probabilities.argmax(axis=1)
    predicted = best.copy() if follow else random.choice(classes - 1, n)
    predicted[random.uniform(size=n) < no_class] = -1
    labels = list(range(classes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        p, r, f, s = metrics.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
        mean = {a: metrics.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0, average=a)[:3]
                for a in ("macro", "weighted")}
        balanced = metrics.balanced_accuracy_score(actual, predicted)
    specificity = []
    for c in labels:
        other = actual != c
        specificity.append(float((predicted[other] != c).mean()) if other.any() else 0.0)
    curves, areas = [], []
    for c in labels:
        if c == absent:
            curves.append(None)
            areas.append(None)
            continue
        fpr, tpr, thresholds = metrics.roc_curve(actual == c, probabilities[:, c], drop_intermediate=False)
        curves.append([fpr.tolist(), tpr.tolist(), thresholds.tolist()[1:]])
        areas.append(metrics.roc_auc_score(actual == c, probabilities[:, c]))
    clipped = np.clip(probabilities, np.finfo(float).eps, 1 - np.finfo(float).eps)
    confusion = metrics.confusion_matrix(actual, predicted, labels=[-1] + labels)
    one_hot = np.eye(classes)[actual]
    case = {
        "name": name, "classes": classes, "actual": actual.tolist(), "predicted": predicted.tolist(),
        "probabilities": probabilities.tolist(),
        "confusion": confusion[1:, 1:].tolist(), "no_class": confusion[1:, 0].tolist(),
        "accuracy": metrics.accuracy_score(actual, predicted), "balanced_accuracy": balanced,
        "precision": p.tolist(), "recall": r.tolist(), "f1": f.tolist(), "support": s.tolist(), "specificity": specificity,
        "macro": list(mean["macro"]), "weighted": list(mean["weighted"]), "roc": curves, "auc": areas,
        "log_loss": metrics.log_loss(actual, clipped, labels=labels),
        "brier": float(((probabilities - one_hot) ** 2).sum(axis=1).mean()),
        "ece": calibration_error(probabilities.max(axis=1), best == actual),
    }
    if classes == 2:
        case["binary_brier"] = metrics.brier_score_loss(actual, probabilities[:, 1])
    if absent is None:
        if classes > 2:
            case["macro_auc"] = metrics.roc_auc_score(actual, probabilities, multi_class="ovr", average="macro")
            case["weighted_auc"] = metrics.roc_auc_score(actual, probabilities, multi_class="ovr", average="weighted")
    return case


def classification():
    write("classification.json", {"cases": [
        classification_case("two classes", 11, 80, 2),
        classification_case("two classes, many equal scores", 12, 80, 2, digits=1),
        classification_case("six classes", 13, 120, 6),
        classification_case("six classes, one without examples", 14, 90, 6, absent=2),
        classification_case("four classes, one never answered", 15, 60, 4, follow=False),
        classification_case("three classes, some answers none of them", 16, 70, 3, no_class=0.25),
    ]})


def jackknife(values, clusters):
    """The mean's variance by leaving out one cluster at a time, for real."""
    mean = values.mean()
    names = sorted(set(clusters.tolist()))
    without = np.array([values[clusters != name].mean() for name in names])
    return (len(names) - 1) / len(names) * ((without - mean) ** 2).sum()


def fieller(y, x):
    """The ratios r for which a t test of y - r x against 0 gives p = 0.05, by root finding."""
    def excess(r):
        return scipy.stats.ttest_1samp(y - r * x, 0).pvalue - 0.05
    ratio = y.sum() / x.sum()
    return [scipy.optimize.brentq(excess, ratio - 5, ratio, xtol=1e-14), scipy.optimize.brentq(excess, ratio, ratio + 5, xtol=1e-14)]


def sampling():
    random = np.random.default_rng(7)
    clustered = []
    for n, groups in [(6, 2), (30, 5), (90, 20)]:
        clusters = np.concatenate([np.arange(groups), random.integers(0, groups, n - groups)])
        values = rounded(random.normal(size=groups)[clusters] + random.normal(size=n))
        clustered.append({"values": values.tolist(), "clusters": clusters.tolist(), "mean": values.mean(), "variance": jackknife(values, clusters)})
    equivalence = []
    for n, margin in [(3, 0.5), (12, 0.4), (80, 0.3), (80, 0.1)]:
        d = rounded(random.normal(0.05, 0.5, n))
        above = scipy.stats.ttest_1samp(d, -margin, alternative="greater").pvalue
        below = scipy.stats.ttest_1samp(d, margin, alternative="less").pvalue
        reach = t_quantile(0.95, n - 1) * scipy.stats.sem(d)
        equivalence.append({"differences": d.tolist(), "margin": margin, "p": max(above, below), "interval": [d.mean() - reach, d.mean() + reach]})
    ratios = []
    for n in (8, 40):
        x = rounded(random.normal(2, 1, n))
        y = rounded(0.6 * x + random.normal(0, 0.5, n))
        ratios.append({"above": y.tolist(), "below": x.tolist(), "ratio": y.sum() / x.sum(), "interval": fieller(y, x)})
    write("sampling.json", {"clustered": clustered, "equivalence": equivalence, "ratios": ratios})


if __name__ == "__main__":
    distributions()
    intervals()
    comparisons()
    correlations()
    log_probabilities()
    classification()
    sampling()
