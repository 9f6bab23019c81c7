namespace LogitLens.Experiments.Evaluation;

/// <summary>
/// The model's leaning towards some labels whatever the text says, and how it is taken out: contextual calibration (Zhao, Wallace, Feng,
/// Klein and Singh 2021, "Calibrate before use"). Each label's probability is divided by its prior, and the quotients are made to sum to 1.
/// </summary>
internal static class LabelBias
{
    /// <summary>Probabilities from log-probabilities, made to sum to 1.</summary>
    public static double[] Normalise(IReadOnlyList<double> logProbabilities)
    {
        double most = logProbabilities.Max();
        double[] weights = [.. logProbabilities.Select(value => Math.Exp(value - most))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>The mean of the probabilities after several texts without content, [label].</summary>
    /// <param name="probabilities">[text][label].</param>
    public static double[] Prior(IReadOnlyList<double[]> probabilities) =>
        [.. Enumerable.Range(0, probabilities[0].Length).Select(label => probabilities.Average(row => row[label]))];

    /// <summary>The probabilities with the prior taken out.</summary>
    public static double[] Calibrate(IReadOnlyList<double> probabilities, IReadOnlyList<double> prior) =>
        Normalise([.. probabilities.Zip(prior, (p, bias) => Math.Log(p) - Math.Log(bias))]);
}
