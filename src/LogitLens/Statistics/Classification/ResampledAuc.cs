namespace LogitLens.Statistics.Classification;

/// <summary>
/// The area under the ROC curve of many resamples of the same examples. Scores are sorted once into groups of equal scores; each resample
/// then takes one count per group instead of a sort.
/// </summary>
internal sealed class ResampledAuc
{
    private readonly bool[] positive;
    private readonly int[] group;
    private readonly int[] positives;
    private readonly int[] negatives;

    public ResampledAuc(double[] scores, bool[] positive)
    {
        this.positive = positive;
        double[] distinct = [.. scores.Distinct().Order()];
        group = Array.ConvertAll(scores, score => Array.BinarySearch(distinct, score));
        positives = new int[distinct.Length];
        negatives = new int[distinct.Length];
    }

    /// <summary>The area for these examples, NaN when there are no positives or no negatives among them.</summary>
    public double Of(ReadOnlySpan<int> examples)
    {
        Array.Clear(positives);
        Array.Clear(negatives);
        foreach (int i in examples)
        {
            (positive[i] ? positives : negatives)[group[i]]++;
        }

        long below = 0;
        long allPositives = 0;
        double wins = 0;
        for (int g = 0; g < positives.Length; g++)
        {
            wins += positives[g] * (below + (negatives[g] / 2.0));
            below += negatives[g];
            allPositives += positives[g];
        }

        return wins / allPositives / below;
    }
}
