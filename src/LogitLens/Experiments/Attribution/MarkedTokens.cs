using LogitLens.Statistics;

namespace LogitLens.Experiments.Attribution;

/// <summary>What people marked of texts, token by token, and how well methods find it.</summary>
internal static class MarkedTokens
{
    /// <summary>Which tokens of a text have a letter of a stretch of it.</summary>
    /// <param name="tokens">The text's tokens as they stand in it.</param>
    /// <param name="marked">The stretch.</param>
    /// <returns>A mark for each token; null where the text does not have the stretch, as when it was cut.</returns>
    public static bool[]? Of(IReadOnlyList<string> tokens, string marked)
    {
        string wanted = marked.Trim(), text = string.Concat(tokens);
        int start = wanted.Length == 0 ? -1 : text.IndexOf(wanted, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        bool[] marks = new bool[tokens.Count];
        for (int token = 0, at = 0; token < tokens.Count; at += tokens[token].Length, token++)
        {
            marks[token] = Enumerable.Range(at, tokens[token].Length)
                .Any(place => place >= start && place < start + wanted.Length && !char.IsWhiteSpace(text[place]));
        }

        return marks;
    }

    /// <summary>How well a method finds marks over texts.</summary>
    /// <param name="method">The method.</param>
    /// <param name="texts">Each text's scores and marks; some of its tokens are marked, and some are not.</param>
    /// <param name="clusters">Each text's cluster; null where texts are independent.</param>
    public static Plausibility Plausibility(
        AttributionMethod method, IReadOnlyList<(double[] Scores, bool[] Marks)> texts, IReadOnlyList<int>? clusters = null)
    {
        bool[] first = [.. texts.Select(text => text.Marks[Array.IndexOf(text.Scores, text.Scores.Max())])];
        double[] found = [.. texts.Select(text => AveragePrecision.Of(text.Scores, text.Marks)!.Value)];
        double[] chance = [.. texts.Select(text => AveragePrecision.OfChance(text.Marks.Length, text.Marks.Count(mark => mark)))];
        return new Plausibility(
            method,
            MeanInterval.Within(found, ValueRange.Share, clusters),
            chance.Average(),
            MeanInterval.Within([.. found.Zip(chance, (own, other) => own - other)], ValueRange.ShareDifference, clusters),
            Proportion.Of(first, clusters).ToEstimate(),
            texts.Average(text => text.Marks.Count(mark => mark) / (double)text.Marks.Length));
    }
}
