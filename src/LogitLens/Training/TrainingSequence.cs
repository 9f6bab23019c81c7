namespace LogitLens.Training;

/// <summary>A sequence of tokens to learn from: to predict each from those before it, or a class from all of them.</summary>
public sealed class TrainingSequence
{
    /// <summary>Makes a sequence whose tokens are predicted.</summary>
    /// <param name="tokens">Two tokens or more.</param>
    /// <param name="weights">
    /// For each token, how much its prediction counts in the loss; the first, which nothing predicts, is not read. Null to count each once.
    /// Zero everywhere but on an answer trains on the answer alone.
    /// </param>
    /// <exception cref="ArgumentException">Too few tokens, another number of weights, or a negative weight.</exception>
    public TrainingSequence(int[] tokens, float[]? weights = null)
    {
        if (tokens.Length < 2)
        {
            throw new ArgumentException("a sequence to learn from has two tokens or more", nameof(tokens));
        }

        if (weights is not null && (weights.Length != tokens.Length || weights.Any(weight => !(weight >= 0))))
        {
            throw new ArgumentException("there is one weight for each token, and none is negative", nameof(weights));
        }

        Tokens = tokens;
        Weights = weights;
    }

    private TrainingSequence(int[] tokens, int label, float weight)
    {
        (Tokens, Label, Weights) = (tokens, label, [weight]);
    }

    /// <summary>The tokens, [position].</summary>
    public int[] Tokens { get; }

    /// <summary>How much the prediction of each token counts, [position], or the one weight of a class; null where each counts once.</summary>
    public float[]? Weights { get; }

    /// <summary>The class that the whole is of; null where tokens are predicted.</summary>
    public int? Label { get; }

    /// <summary>How many positions the model sees: all, or all but the last token's, which is only predicted.</summary>
    public int InputLength => Label is null ? Tokens.Length - 1 : Tokens.Length;

    /// <summary>The sum of the weights of what is predicted.</summary>
    public double TotalWeight => Label is not null ? Weights![0] : Weights is null ? InputLength : Weights.Skip(1).Sum(weight => (double)weight);

    /// <summary>Makes a sequence whose class is predicted from its last token.</summary>
    /// <param name="tokens">One token or more.</param>
    /// <param name="label">The class.</param>
    /// <param name="weight">How much it counts in the loss.</param>
    /// <exception cref="ArgumentException">There are no tokens, or the weight is negative.</exception>
    public static TrainingSequence OfClass(int[] tokens, int label, float weight = 1) => tokens.Length > 0 && weight >= 0
        ? new TrainingSequence(tokens, label, weight)
        : throw new ArgumentException("a sequence of a class has one token or more, and no negative weight", nameof(tokens));

    /// <summary>How much the prediction of a token counts.</summary>
    public float WeightOf(int position) => Weights is null ? 1 : Weights[position];
}
