namespace LogitLens.Experiments.Finetuning;

/// <summary>How much each class counts in the loss.</summary>
internal static class ClassWeights
{
    /// <summary>Weights that make all classes count alike, of mean 1 over the examples: n / (classes x n of the class).</summary>
    /// <param name="counts">How many examples each class has.</param>
    public static float[] Balanced(IReadOnlyList<int> counts)
    {
        int n = counts.Sum(), present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)n / (present * (float)count))];
    }
}
