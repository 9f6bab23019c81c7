"""Writes scikit-learn.json: what scikit-learn 1.2 makes of two small problems, in float64. Run with the folder of this file as the working folder."""
import json
import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(10)


def case(classes, rows, width, spread):
    labels = np.arange(rows) % classes
    mixing = rng.normal(size=(width, width)) * np.logspace(0, -2, width)
    x = rng.normal(size=(rows, width)) @ mixing + rng.normal(size=(classes, width))[labels] * spread + 3
    x = np.round(x, 4)
    fits = []
    for scaled in (False, True):
        scaler = StandardScaler(with_mean=True, with_std=scaled).fit(x)
        for c in (0.01, 1.0, 100.0):
            fit = LogisticRegression(C=c, tol=1e-10, max_iter=2000, solver="newton-cg" if classes > 2 else "newton-cholesky").fit(scaler.transform(x), labels)
            scale = scaler.scale_ if scaled else np.ones(width)
            weight = fit.coef_ / scale
            fits.append({"scaled": scaled, "c": c, "weight": weight.tolist(), "bias": (fit.intercept_ - weight @ scaler.mean_).tolist(),
                         "predicted": fit.predict(scaler.transform(x)).tolist()})
    lda = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto").fit(x, labels)
    return {"classes": classes, "features": x.tolist(), "labels": labels.tolist(), "logistic": fits,
            "lda": {"weight": lda.coef_.tolist(), "bias": lda.intercept_.tolist(), "predicted": lda.predict(x).tolist()}}


json.dump([case(2, 60, 6, 0.6), case(3, 66, 5, 0.7), case(2, 20, 30, 0.3)], open("scikit-learn.json", "w"), separators=(",", ":"))
