using LogitLens.Options;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What a sweep's effects are tested for besides being other than zero.</summary>
[OptionGroup("Tests")]
public sealed record SweepTestOptions
{
    /// <summary>How far from zero is as good as zero.</summary>
    [Option(
        "equivalence",
        "Also test that each effect is within this margin of zero, in the metric's unit (two one-sided t tests): an effect that is not "
        + "significant need not be none",
        Min = 1e-9, Placeholder = "MARGIN")]
    public double? Equivalence { get; init; }
}
