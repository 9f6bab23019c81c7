using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>A set of heads removed together.</summary>
/// <param name="Effect">Their joint effect.</param>
/// <param name="Controls">The effects of random sets of as many other heads.</param>
/// <param name="PValue">The share of sets, this one counted in, whose effect is as far from zero.</param>
internal sealed record GroupEffect(IReadOnlyList<HeadId> Heads, Estimate Effect, IReadOnlyList<double> Controls, double PValue);
