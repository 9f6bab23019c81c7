namespace LogitLens.Experiments.Lens;

/// <summary>What the lens finds for one unit; lists are by layer.</summary>
internal sealed record LensRecord : ConditionRecord
{
    public int Label { get; init; }
    public int Tokens { get; init; }

    /// <summary>Log-probability of each label's token, in nats, [layer][label].</summary>
    public IReadOnlyList<float[]> LabelLogProbs { get; init; } = [];

    /// <summary>Rank of the right label among all tokens, from 0, [layer].</summary>
    public IReadOnlyList<int> RightRank { get; init; } = [];

    /// <summary>KL(model's output || layer's prediction), in nats, [layer].</summary>
    public IReadOnlyList<float> Kl { get; init; } = [];

    /// <summary>Entropy of the layer's prediction, in nats, [layer].</summary>
    public IReadOnlyList<float> Entropy { get; init; } = [];

    /// <summary>The grid over a single prompt.</summary>
    public PromptLensResult? Lens { get; init; }

    /// <summary>The label with the highest probability at a layer; the first of equals.</summary>
    public int Predicted(int layer)
    {
        float[] scores = LabelLogProbs[layer];
        return Array.IndexOf(scores, scores.Max());
    }

    /// <summary>Probability of a label among the labels at a layer.</summary>
    public double ProbabilityAmongLabels(int layer, int label)
    {
        float[] scores = LabelLogProbs[layer];
        double most = scores.Max();
        return Math.Exp(scores[label] - most) / scores.Sum(score => Math.Exp(score - most));
    }
}
