namespace LogitLens.Statistics;

/// <summary>The layer from which predictions read off a model no longer change, over a data set.</summary>
/// <param name="Mean">The mean layer with Student's t interval.</param>
/// <param name="Median">The median layer; null when there is no example.</param>
/// <param name="Counts">[layer] how many examples settle at this layer.</param>
public sealed record SettledLayer(Estimate Mean, double? Median, IReadOnlyList<int> Counts)
{
    /// <summary>The first layer from which one example's prediction stays what it is at the last; null when there is no layer.</summary>
    /// <param name="predictions">[layer] the predicted token or class.</param>
    public static int? Of(ReadOnlySpan<int> predictions)
    {
        if (predictions.IsEmpty)
        {
            return null;
        }

        // The last layer that says something else is right before the one asked for; -1 when all agree.
        return predictions.LastIndexOfAnyExcept(predictions[^1]) + 1;
    }

    /// <summary>Summarises examples.</summary>
    /// <param name="predictions">[example][layer] the predicted token or class.</param>
    /// <param name="level">Confidence level of the interval.</param>
    /// <exception cref="ArgumentException">Examples differ in their number of layers, or have none.</exception>
    public static SettledLayer Of(IReadOnlyList<int[]> predictions, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int layers = predictions.Count == 0 ? 0 : predictions[0].Length;
        int[] counts = new int[layers];
        double[] settled = new double[predictions.Count];
        for (int i = 0; i < settled.Length; i++)
        {
            Guard.SameLength(layers, predictions[i].Length, nameof(predictions));
            int layer = Of(predictions[i]) ?? throw new ArgumentException("an example without layers cannot settle", nameof(predictions));
            counts[layer]++;
            settled[i] = layer;
        }

        return new SettledLayer(MeanInterval.StudentT(settled, level), Quantiles.Median(settled), counts);
    }
}
