namespace LogitLens.LinearProbes;

/// <summary>A fitted probe and how it was come by.</summary>
/// <param name="Probe">In the features' own coordinates.</param>
/// <param name="InversePenalty">scikit-learn's C, as given or chosen; null where the method has none.</param>
/// <param name="Iterations">Steps of the final fit; 0 for methods in closed form.</param>
/// <param name="GradientNorm">Of the final fit's objective at its end.</param>
public sealed record FittedProbe(LinearProbe Probe, double? InversePenalty = null, int Iterations = 0, double GradientNorm = 0)
{
    /// <summary>The mean loss over left-out rows under each penalty tried; empty where there was nothing to choose.</summary>
    public IReadOnlyList<double> CrossValidationLoss { get; init; } = [];
}

/// <summary>Chooses the penalty by cross-validation on the training rows, all folds and penalties solved together, and fits with it.</summary>
internal static class RidgeChoice
{
    /// <summary>Fits.</summary>
    /// <param name="features">The training rows' features.</param>
    /// <param name="labels">[row] its class.</param>
    /// <param name="inversePenalties">The values of C to try; one is taken as it is.</param>
    /// <param name="folds">[row] its fold, from 0.</param>
    public static FittedProbe Fit(
        IFeatureMatrix features, int[] labels, int classes, IReadOnlyList<double> inversePenalties, int[] folds, CancellationToken cancellation)
    {
        double[] losses = [];
        double chosen = inversePenalties[0];
        if (inversePenalties.Count > 1)
        {
            int count = folds.Max() + 1;
            (int Fold, double C)[] all = [.. inversePenalties.SelectMany(c => Enumerable.Range(0, count).Select(fold => (fold, c)))];
            bool[][] masks = [.. all.Select(each => folds.Select(fold => fold != each.Fold).ToArray())];
            LogisticSolution solution = LogisticRegression.Solve(
                new LogisticProblems(features, labels, classes, [.. all.Select(each => each.C)], masks), LogisticRegression.RoughTolerance, cancellation);
            losses = [.. solution.LeftOutLoss.Chunk(count).Select(ofPenalty => ofPenalty.Average())];
            chosen = inversePenalties[Array.IndexOf(losses, losses.Min())];
        }

        LogisticSolution final = LogisticRegression.Solve(new LogisticProblems(features, labels, classes, [chosen]), cancellation: cancellation);
        return new FittedProbe(final.Probes[0], chosen, final.Iterations[0], final.GradientNorms[0]) { CrossValidationLoss = losses };
    }
}
