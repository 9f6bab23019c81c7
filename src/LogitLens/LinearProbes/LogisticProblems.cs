namespace LogitLens.LinearProbes;

/// <summary>
/// Several ridge-penalised logistic regressions over the same rows, which differ in their penalty and in which rows they leave out. Each is scikit-learn's
/// <c>LogisticRegression(C)</c>, divided by C and the number of its rows: mean loss + |w|² / (2 C n), the bias without penalty.
/// </summary>
/// <param name="Labels">[row] its class.</param>
/// <param name="Classes">How many classes there are; with two, one weight vector stands for both.</param>
/// <param name="InversePenalties">[problem] C.</param>
/// <param name="Masks">[problem][row] whether the row is fitted; null for all rows.</param>
internal sealed record LogisticProblems(IFeatureMatrix Features, int[] Labels, int Classes, double[] InversePenalties, bool[][]? Masks = null)
{
    /// <summary>Number of problems.</summary>
    public int Count => InversePenalties.Length;

    /// <summary>Weight vectors of a problem: one for two classes, else one a class.</summary>
    public int Outputs => Classes == 2 ? 1 : Classes;

    /// <summary>[problem] how many rows are fitted.</summary>
    public double[] RowCounts =>
        Masks is null ? [.. InversePenalties.Select(_ => (double)Labels.Length)] : [.. Masks.Select(mask => (double)mask.Count(fitted => fitted))];
}

/// <summary>The solution of <see cref="LogisticProblems"/>.</summary>
/// <param name="Probes">[problem] weight and bias.</param>
/// <param name="Iterations">[problem] steps until its gradient was small enough.</param>
/// <param name="GradientNorms">[problem] the Euclidean norm of the gradient of the mean loss with its penalty.</param>
/// <param name="LeftOutLoss">[problem] the mean loss in nats over the rows that it leaves out; NaN where it leaves out none.</param>
internal sealed record LogisticSolution(IReadOnlyList<LinearProbe> Probes, int[] Iterations, double[] GradientNorms, double[] LeftOutLoss);
