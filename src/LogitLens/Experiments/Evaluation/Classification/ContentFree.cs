namespace LogitLens.Experiments.Evaluation;

/// <summary>Inputs without content, of which contextual calibration takes the mean (Zhao et al. 2021, "Calibrate before use").</summary>
internal static class ContentFree
{
    public static IReadOnlyList<string> Texts { get; } = ["N/A", "", "[MASK]"];
}
