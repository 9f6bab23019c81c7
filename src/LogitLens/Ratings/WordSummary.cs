using LogitLens.Statistics;

namespace LogitLens.Ratings;

/// <summary>What the words come to that people chose in texts.</summary>
/// <param name="Texts">Texts of which anybody chose words.</param>
/// <param name="Chosen">All words that were chosen, over raters and texts.</param>
/// <param name="Alpha">Krippendorff's alpha of a word being chosen or not, over all words of the texts; resampled by text.</param>
/// <param name="Raters">The share of a rater's words that another rater chose too, mean over texts: what a method can be held against.</param>
/// <param name="Methods">How many of people's words each method puts first.</param>
/// <param name="Unknown">What was written that is no word of its text, and is left out.</param>
public sealed record WordSummary(
    int Texts, int Chosen, Estimate Alpha, Estimate Raters, IReadOnlyList<WordOverlap> Methods, IReadOnlyList<string> Unknown)
{
    /// <summary>Sums a sheet up.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="seed">What the bootstrap follows from.</param>
    internal static WordSummary? Of(RatedSheet sheet, long seed)
    {
        Text[] texts = [.. sheet.Texts.Select(Text.Of).Where(text => text.Chosen.Any(words => words is not null))];
        return texts.Length == 0 ? null : new WordSummary(
            texts.Length,
            texts.Sum(text => text.Chosen.Sum(words => words?.Count ?? 0)),
            KrippendorffAlpha.OfGroups(
                [
                    .. texts.Select(text => text.Words
                        .Select(word => text.Chosen.Select(words => words is null ? (int?)null : words.Contains(word) ? 1 : 0).ToArray()).ToArray()),
                ],
                seed),
            MeanInterval.Within([.. texts.Select(AmongRaters).OfType<double>()], ValueRange.Share),
            [.. sheet.Methods.Select((method, place) => OfMethod(method, place, texts))],
            [.. texts.SelectMany(text => text.Unknown)]);
    }

    // A method offers as many words as the rater wrote, so that a rater of few words is as hard to meet as by chance: k of n.
    private static WordOverlap OfMethod(string method, int place, Text[] texts)
    {
        (double Shared, double Chance)[] found =
        [
            .. texts.Where(text => text.Ranked[place].Count > 0).Select(text => (
                Mean(text, words => Share(words, [.. text.Ranked[place].Take(words.Count)])),
                Mean(text, words => (double)words.Count / text.Words.Count))),
        ];
        return new WordOverlap(
            method,
            MeanInterval.Within([.. found.Select(text => text.Shared)], ValueRange.Share),
            found.Length == 0 ? null : found.Average(text => text.Chance),
            MeanInterval.StudentT([.. found.Select(text => text.Shared - text.Chance)]));
    }

    private static double Mean(Text text, Func<IReadOnlySet<string>, double> read) =>
        text.Chosen.OfType<IReadOnlySet<string>>().Average(read);

    private static double? AmongRaters(Text text)
    {
        IReadOnlySet<string>[] raters = [.. text.Chosen.OfType<IReadOnlySet<string>>()];
        return raters.Length < 2
            ? null
            : raters.SelectMany((own, rater) => raters.Where((_, other) => other != rater).Select(other => Share(own, other))).Average();
    }

    private static double Share(IReadOnlySet<string> words, IEnumerable<string> others) => (double)others.Count(words.Contains) / words.Count;

    // A text's different words, and those that raters chose of them.
    private sealed record Text(
        IReadOnlyList<string> Words, IReadOnlyList<IReadOnlyList<string>> Ranked, IReadOnlyList<IReadOnlySet<string>?> Chosen, IReadOnlyList<string> Unknown)
    {
        public static Text Of(WordItem item)
        {
            HashSet<string> words = [.. item.Ranked.SelectMany(ranked => ranked)];
            return new Text(
                [.. words],
                item.Ranked,
                [.. item.Chosen.Select(chosen => chosen?.Where(words.Contains).ToHashSet() is { Count: > 0 } known ? known : null)],
                [.. item.Chosen.SelectMany(chosen => chosen?.Where(word => !words.Contains(word)).Select(word => $"{word} (item {item.Item})") ?? [])]);
        }
    }
}

/// <summary>A method's words beside people's.</summary>
/// <param name="Method">The method.</param>
/// <param name="Overlap">The share of a rater's words that are among as many words that the method puts first, mean over raters and texts.</param>
/// <param name="Chance">The same of words in random order.</param>
/// <param name="OverChance">The difference, paired by text.</param>
public sealed record WordOverlap(string Method, Estimate Overlap, double? Chance, Estimate OverChance);
