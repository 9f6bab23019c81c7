namespace LogitLens.Statistics;

/// <summary>
/// The area under the ROC curve of many resamples of the same examples. Scores are sorted once into groups of equal scores; each resample
/// then takes one count per group instead of a sort.
/// </summary>
internal sealed class ResampledAuc
{
    private readonly bool[] _positive;
    private readonly int[] _group;
    private readonly int[] _positives;
    private readonly int[] _negatives;

    public ResampledAuc(double[] scores, bool[] positive)
    {
        _positive = positive;
        double[] distinct = [.. scores.Distinct().Order()];
        _group = Array.ConvertAll(scores, score => Array.BinarySearch(distinct, score));
        _positives = new int[distinct.Length];
        _negatives = new int[distinct.Length];
    }

    /// <summary>The area for these examples, NaN when there are no positives or no negatives among them.</summary>
    public double Of(ReadOnlySpan<int> examples)
    {
        Array.Clear(_positives);
        Array.Clear(_negatives);
        foreach (int i in examples)
        {
            (_positive[i] ? _positives : _negatives)[_group[i]]++;
        }

        long below = 0;
        long allPositives = 0;
        double wins = 0;
        for (int g = 0; g < _positives.Length; g++)
        {
            wins += _positives[g] * (below + (_negatives[g] / 2.0));
            below += _negatives[g];
            allPositives += _positives[g];
        }

        return wins / allPositives / below;
    }
}
