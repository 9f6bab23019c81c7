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
    public Proportion Accuracy { get; init; } = Proportion.Of(Right.Count + OtherRight.Count, Right.N + OtherRight.N);

    /// <summary>Counts a judge's scores of labelled texts.</summary>
    /// <param name="judge">The judge's name.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="isTowards">Whether each text is of the class that directions point to.</param>
    /// <param name="clusters">What each text belongs to; null where all are independent.</param>
    public static JudgeRates Of(string judge, IReadOnlyList<double> scores, IReadOnlyList<bool> isTowards, IReadOnlyList<int>? clusters = null)
    {
        int[] all = [.. Enumerable.Range(0, scores.Count)];
        return new JudgeRates(judge, Share(true, 1), Share(false, 1), Share(false, -1), Share(true, -1))
        {
            Accuracy = Among(all, text => Math.Sign(scores[text]) == (isTowards[text] ? 1 : -1)),
        };

        Proportion Share(bool own, int sign) => Among([.. all.Where(text => isTowards[text] == own)], text => Math.Sign(scores[text]) == sign);

        Proportion Among(int[] texts, Func<int, bool> holds) =>
            Proportion.Of([.. texts.Select(holds)], clusters is null ? null : [.. texts.Select(text => clusters[text])]);
    }

    /// <summary>
    /// The share of texts that are of the class, or of another, from the share that the judge says are (Rogan and Gladen 1978), with a delta-method
    /// interval over the judged texts and the labelled ones, each as uncertain as its own interval; null where the judge says so as often of the wrong texts.
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

        // A share below the wrong texts' or above the right ones' is so by chance: the reach of the interval goes from 0 or 1, not from beyond.
        double gap = p1 - p0, found = Math.Clamp((share - p0) / gap, 0, 1);
        Estimate corrected = new(found, null, judged.N);
        if (judged.Interval is not { } ofJudged || hit.Interval is not { } ofHits || slip.Interval is not { } ofSlips)
        {
            return corrected;
        }

        // The reach of a rate's own interval and not p (1 - p) / n, by which a judge that is right of all of a few texts would be known to be.
        double reach = Math.Sqrt(Square(Reach(ofJudged)) + Square(found * Reach(ofHits)) + Square((1 - found) * Reach(ofSlips))) / gap;
        return corrected with { Interval = new Interval(Math.Clamp(found - reach, 0, 1), Math.Clamp(found + reach, 0, 1), ofJudged.Level) };
    }

    private static double Reach(Interval interval) => (interval.High - interval.Low) / 2;

    private static double Square(double value) => value * value;
}
