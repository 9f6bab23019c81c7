using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>An edit's effect on the examples of one class.</summary>
/// <param name="Label">The class's word.</param>
/// <param name="Effect">The mean effect there.</param>
/// <param name="Specificity">That less the mean effect on all other classes' examples, with Welch's interval.</param>
public sealed record ClassEffect(string Label, Estimate Effect, Estimate Specificity);
