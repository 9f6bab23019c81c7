using LogitLens.LinearProbes;

namespace LogitLens.Experiments.Probes;

/// <summary>Fits probes by the method that was asked for.</summary>
/// <param name="options">The method, penalties and scaling.</param>
/// <param name="classes">How many classes there are.</param>
/// <param name="folds">[row] its fold of the cross-validation; all 0 where there are too few rows for any.</param>
internal sealed class ProbeFitter(ProbeTrainOptions options, int classes, int[] folds)
{
    /// <summary>Inverse penalties to choose from; one where there is nothing to choose by.</summary>
    public IReadOnlyList<double> InversePenalties { get; } =
        folds.Max() > 0 || options.InversePenalties.Count == 1 ? options.InversePenalties : [options.InversePenalties[options.InversePenalties.Count / 2]];

    /// <summary>Fits the task and, with its penalty, the control task.</summary>
    /// <param name="features">[row, width].</param>
    /// <param name="labels">[row] its class.</param>
    /// <param name="control">[row] its control label; null for none.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public (FittedProbe Fitted, LinearProbe? Control) Fit(Tensor features, int[] labels, int[]? control, CancellationToken cancellation)
    {
        if (options.Method == ProbeMethod.Logistic)
        {
            using PrincipalFeatures principal = new(features, options.Scaling);
            FittedProbe fitted = RidgeChoice.Fit(principal, labels, classes, InversePenalties, folds, cancellation);
            LinearProbe? other = control is null ? null : principal.Restored(
                RidgeChoice.Fit(principal, control, classes, [fitted.InversePenalty!.Value], folds, cancellation).Probe);
            return (fitted with { Probe = principal.Restored(fitted.Probe) }, other);
        }

        return (new FittedProbe(Closed(features, labels)), control is null ? null : Closed(features, control));
    }

    // A control task need not have all classes among few words; those that it lacks are never given.
    private LinearProbe Closed(Tensor features, int[] labels)
    {
        int[] present = [.. labels.Distinct().Order()];
        if (present.Length == classes)
        {
            return options.Method == ProbeMethod.Lda ? LinearDiscriminant.Fit(features, labels, classes) : ClassCentres.Of(features, labels, classes).Nearest();
        }

        int width = (int)features.size(1), rows = classes == 2 ? 1 : classes;
        double[][] zero = [.. Enumerable.Range(0, rows).Select(_ => new double[width])];
        return new LinearProbe(zero, rows == 1 ? [present[0] == 1 ? 1 : -1] : [.. Enumerable.Range(0, rows).Select(label => label == present[0] ? 1.0 : 0)]);
    }
}
