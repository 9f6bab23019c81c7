using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The summary of a text's perplexity. Intervals are of ratios of sums over windows; one window has none.</summary>
internal sealed record PerplexityResult
{
    public TaskKind Task { get; init; } = TaskKind.Perplexity;
    public int Tokens { get; init; }

    /// <summary>How many bytes of the text they are.</summary>
    public int Bytes { get; init; }

    /// <summary>Mean negative log-probability of a token, in nats.</summary>
    public required Estimate Loss { get; init; }

    public required Estimate Perplexity { get; init; }

    /// <summary>Negative log-probability in bits for each byte of the text, which models of other tokenizers can be compared by.</summary>
    public required Estimate BitsPerByte { get; init; }

    public IReadOnlyList<WindowLoss> Windows { get; init; } = [];

    /// <summary>
    /// Sums up the windows' records; a pure function of them. Losses are ratios of sums over windows, with Fieller's intervals; perplexity's
    /// limits are the exponentials of the loss's.
    /// </summary>
    public static PerplexityResult Of(IEnumerable<WindowRecord> records)
    {
        WindowRecord[] windows = [.. records.OrderBy(record => record.From)];
        double[] losses = [.. windows.Select(window => -window.LogProb)], bits = [.. losses.Select(loss => loss / Math.Log(2))];
        Estimate loss = RatioOfSums.Of(losses, [.. windows.Select(window => (double)window.Tokens)]).Ratio;
        return new PerplexityResult
        {
            Tokens = windows.Sum(window => window.Tokens),
            Bytes = windows.Sum(window => window.Bytes),
            Loss = loss,
            Perplexity = new Estimate(
                Exp(loss.Value), loss.Interval is { } range ? new Interval(Math.Exp(range.Low), Math.Exp(range.High), range.Level) : null, loss.N),
            BitsPerByte = RatioOfSums.Of(bits, [.. windows.Select(window => (double)window.Bytes)]).Ratio,
            Windows = [.. windows.Select(window => new WindowLoss(window.From, window.Tokens, -window.LogProb / window.Tokens))],
        };
    }

    private static double? Exp(double? value) => value is { } number ? Math.Exp(number) : null;
}

/// <summary>One window's part of the text.</summary>
/// <param name="From">The first token that is scored, counted from the text's beginning.</param>
/// <param name="Tokens">How many are.</param>
/// <param name="Loss">Mean negative log-probability of a token, in nats.</param>
internal sealed record WindowLoss(int From, int Tokens, double Loss);
