using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation.Perplexity;

/// <summary>The summary of a text's perplexity. Intervals are bootstraps over windows; one window has none.</summary>
public sealed record PerplexityResult
{
    /// <summary>The task.</summary>
    public EvaluationTask Task { get; init; } = EvaluationTask.Perplexity;

    /// <summary>How many tokens are scored.</summary>
    public int Tokens { get; init; }

    /// <summary>How many bytes of the text they are.</summary>
    public int Bytes { get; init; }

    /// <summary>Mean negative log-probability of a token, in nats.</summary>
    public required Estimate Loss { get; init; }

    /// <summary>Its exponential.</summary>
    public required Estimate Perplexity { get; init; }

    /// <summary>Negative log-probability in bits for each byte of the text, which models of other tokenizers can be compared by.</summary>
    public required Estimate BitsPerByte { get; init; }

    /// <summary>The windows, in the order of the text.</summary>
    public IReadOnlyList<WindowLoss> Windows { get; init; } = [];

    /// <summary>Sums up the windows' records; a pure function of them and the seed.</summary>
    public static PerplexityResult Of(IEnumerable<WindowRecord> records, long seed)
    {
        WindowRecord[] windows = [.. records.OrderBy(record => record.From)];
        Estimate[] estimates = Bootstrap.Intervals(
            windows.Length,
            3,
            (indices, values) =>
            {
                double loss = 0, tokens = 0, bytes = 0;
                foreach (int index in indices)
                {
                    loss -= windows[index].LogProb;
                    tokens += windows[index].Tokens;
                    bytes += windows[index].Bytes;
                }

                (values[0], values[1], values[2]) = (loss / tokens, Math.Exp(loss / tokens), loss / Math.Log(2) / bytes);
            },
            seed);
        return new PerplexityResult
        {
            Tokens = windows.Sum(window => window.Tokens),
            Bytes = windows.Sum(window => window.Bytes),
            Loss = estimates[0],
            Perplexity = estimates[1],
            BitsPerByte = estimates[2],
            Windows = [.. windows.Select(window => new WindowLoss(window.From, window.Tokens, -window.LogProb / window.Tokens))],
        };
    }
}

/// <summary>One window's part of the text.</summary>
/// <param name="From">The first token that is scored, counted from the text's beginning.</param>
/// <param name="Tokens">How many are.</param>
/// <param name="Loss">Mean negative log-probability of a token, in nats.</param>
public sealed record WindowLoss(int From, int Tokens, double Loss);
