using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>An edit's effect on the examples of one class.</summary>
/// <param name="Effect">The mean effect there.</param>
/// <param name="Specificity">That less the mean effect on all other classes' examples, with Welch's interval.</param>
internal sealed record ClassEffect(string Label, Estimate Effect, Estimate Specificity)
{
    /// <summary>
    /// The test of no effect on the class, after Benjamini and Hochberg over all edits and classes; null where not tested, as in classes of few
    /// examples.
    /// </summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>
    /// The test that the class is like the others, corrected over all edits and classes: how often, with the classes' tags shuffled among the
    /// examples, the greatest of all contrasts is as great as this one. Over several draws of demonstrations: Student's t over draws and
    /// examples, after Benjamini and Hochberg. Null where not tested.
    /// </summary>
    public double? SpecificityAdjustedPValue { get; init; }

    /// <summary>Whether the effect on the class is other than zero at a false discovery rate of 5%.</summary>
    internal bool IsSignificant => AdjustedPValue < 0.05;

    /// <summary>Whether the class differs from the others at 5%, corrected.</summary>
    internal bool IsSpecific => SpecificityAdjustedPValue < 0.05;
}
