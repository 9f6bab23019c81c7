using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>What was read of one text at one point: its rows' sum, so that texts can be put into any classes afterwards.</summary>
/// <param name="Sum">The sum of the rows, [d].</param>
/// <param name="Rows">How many rows there are.</param>
internal readonly record struct TextSum(double[] Sum, int Rows)
{
    /// <summary>The mean of the rows, [d].</summary>
    public double[] Mean
    {
        get
        {
            int rows = Rows;
            return [.. Sum.Select(value => value / rows)];
        }
    }

    /// <summary>Reads texts in one pass: [point][text].</summary>
    /// <param name="reader">Reads activations.</param>
    /// <param name="lengths">How batches are cut.</param>
    /// <param name="tokens">The texts.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public static TextSum[][] Read(
        ActivationReader reader, LengthBatches lengths, IReadOnlyList<int[]> tokens, IProgressSink progress, CancellationToken cancellation)
    {
        TextSum[][] sums = [.. reader.Points.Select(_ => new TextSum[tokens.Count])];
        new ActivationPass(reader, lengths).Run(
            tokens,
            (batch, points) =>
            {
                for (int point = 0; point < points.Count; point++)
                {
                    using DisposeScope scope = NewDisposeScope();
                    int start = 0;
                    foreach (int text in batch)
                    {
                        int rows = reader.RowsOf(tokens[text].Length);
                        sums[point][text] = new TextSum(points[point].narrow(0, start, rows).sum([0L], type: ScalarType.Float64).Doubles(), rows);
                        start += rows;
                    }
                }
            },
            "finding the direction",
            progress,
            cancellation);
        return sums;
    }
}
