using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>Each class's mean activation at each point, summed in float64.</summary>
/// <param name="Means">[point][class][width]; of a class without rows all zero.</param>
/// <param name="Counts">[class] how many rows there were.</param>
/// <param name="MeanNorms">[point] the mean Euclidean norm of a row.</param>
public sealed record ClassMeans(double[][][] Means, int[] Counts, double[] MeanNorms)
{
    /// <summary>Reads the texts in one pass.</summary>
    /// <param name="pass">Reads them.</param>
    /// <param name="points">The pass's points.</param>
    /// <param name="tokens">The texts.</param>
    /// <param name="labels">Each text's class; all rows of a text are of it.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public static ClassMeans Of(
        ActivationPass pass, IReadOnlyList<ActivationPoint> points, IReadOnlyList<int[]> tokens, IReadOnlyList<int> labels, int classes, IProgressSink progress,
        CancellationToken cancellation)
    {
        double[][][] sums = [.. points.Select(_ => new double[classes][])];
        double[] norms = new double[points.Count];
        int[] counts = new int[classes];
        pass.Run(
            tokens,
            (batch, rows) =>
            {
                int[] own = [.. batch.SelectMany(place => Enumerable.Repeat(labels[place], pass.RowsOf(tokens[place].Length)))];
                foreach (int label in own)
                {
                    counts[label]++;
                }

                for (int point = 0; point < points.Count; point++)
                {
                    Add(sums[point], ref norms[point], rows[point], own);
                }
            },
            "reading activations",
            progress,
            cancellation);
        int all = Math.Max(1, counts.Sum());
        return new ClassMeans(
            [.. sums.Select(bySum =>
                bySum.Select((sum, label) => sum is null ? [] : sum.Select(value => value / Math.Max(1, counts[label])).ToArray()).ToArray())],
            counts,
            [.. norms.Select(norm => norm / all)]);
    }

    private static void Add(double[][] sums, ref double norm, Tensor rows, int[] labels)
    {
        int width = (int)rows.size(1);
        float[] values = rows.Floats();
        for (int label = 0; label < sums.Length; label++)
        {
            sums[label] ??= new double[width];
        }

        for (int row = 0; row < labels.Length; row++)
        {
            double[] sum = sums[labels[row]];
            double squares = 0;
            for (int k = 0; k < width; k++)
            {
                double value = values[(row * width) + k];
                sum[k] += value;
                squares += value * value;
            }

            norm += Math.Sqrt(squares);
        }
    }
}
