using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>How a judge does on labelled texts, and shares corrected for it.</summary>
/// <param name="Judge">The judge.</param>
/// <param name="Right">The share of the texts of the class that directions point to which it says are of it.</param>
/// <param name="Wrong">The share of the other classes' texts which it says are of that class.</param>
/// <param name="OtherRight">The share of the other classes' texts which it says are of another class.</param>
/// <param name="OtherWrong">The share of the class's texts which it says are of another.</param>
internal sealed record JudgeRates(string Judge, Proportion Right, Proportion Wrong, Proportion OtherRight, Proportion OtherWrong)
{
    /// <summary>The share of texts that it places right; texts that it cannot tell are not.</summary>
    public Proportion Accuracy => Proportion.Of(Right.Count + OtherRight.Count, Right.N + OtherRight.N);

    /// <summary>Counts a judge's scores of labelled texts.</summary>
    /// <param name="judge">The judge's name.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="isTowards">Whether each text is of the class that directions point to.</param>
    public static JudgeRates Of(string judge, IReadOnlyList<double> scores, IReadOnlyList<bool> isTowards)
    {
        return new JudgeRates(judge, Share(true, 1), Share(false, 1), Share(false, -1), Share(true, -1));

        Proportion Share(bool own, int sign)
        {
            double[] of = [.. scores.Where((_, text) => isTowards[text] == own)];
            return Proportion.Of(of.Count(score => Math.Sign(score) == sign), of.Length);
        }
    }

    /// <summary>
    /// The share of texts that are of the class, or of another, from the share that the judge says are (Rogan and Gladen 1978), with a delta-method
    /// interval over the judged texts and the labelled ones; null where the judge says so as often of the wrong texts.
    /// </summary>
    /// <param name="judged">The share that the judge says are, with its interval.</param>
    /// <param name="aim">1 for the class that directions point to, -1 for another.</param>
    public Estimate? Correct(Estimate judged, int aim)
    {
        (Proportion hit, Proportion slip) = aim > 0 ? (Right, Wrong) : (OtherRight, OtherWrong);
        if (judged.Value is not { } share || hit.Value is not { } p1 || slip.Value is not { } p0 || p1 - p0 <= 0)
        {
            return null;
        }

        double gap = p1 - p0, found = (share - p0) / gap;
        double half = judged.Interval is { } interval ? (interval.High - interval.Low) / 2 / Z : 0;
        double variance = ((half * half) + (found * found * p1 * (1 - p1) / hit.N) + ((1 - found) * (1 - found) * p0 * (1 - p0) / slip.N)) / (gap * gap);
        double reach = Z * Math.Sqrt(variance);
        return new Estimate(
            Math.Clamp(found, 0, 1), judged.Interval is null ? null : new Interval(Math.Clamp(found - reach, 0, 1), Math.Clamp(found + reach, 0, 1), Level),
                judged.N);
    }

    private const double Level = 0.95;
    private const double Z = 1.959963984540054;
}
