namespace LogitLens.Training;

/// <summary>A sequence of tokens to learn to predict, each from those before it.</summary>
public sealed class TrainingSequence
{
    /// <summary>Makes a sequence.</summary>
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

    /// <summary>The tokens, [position].</summary>
    public int[] Tokens { get; }

    /// <summary>How much the prediction of each token counts, [position]; null where each counts once.</summary>
    public float[]? Weights { get; }

    /// <summary>How many positions the model sees: all but the last token's.</summary>
    public int InputLength => Tokens.Length - 1;

    /// <summary>The sum of the weights of what is predicted.</summary>
    public double TotalWeight => Weights is null ? InputLength : Weights.Skip(1).Sum(weight => (double)weight);

    /// <summary>How much the prediction of a token counts.</summary>
    public float WeightOf(int position) => Weights is null ? 1 : Weights[position];
}
