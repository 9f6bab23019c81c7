using LogitLens.Ratings;

namespace LogitLens.Experiments.Attribution;

/// <summary>What people are asked: to choose between a method's words and others, and, before they see any, to name words themselves.</summary>
/// <param name="Pairs">Pairs of words of a text.</param>
/// <param name="Texts">Texts to name words of; other ones than the pairs', where there are enough.</param>
internal sealed record HumanSheet(IReadOnlyList<RatedPair> Pairs, IReadOnlyList<RatedWords> Texts)
{
    /// <summary>What raters are asked of a text.</summary>
    public const string Question =
        "Which words of the text say most why it is what stands before it in brackets? Write up to three into your rater column, with commas between.";

    /// <summary>As many pairs and as many texts as are asked for, or as there are.</summary>
    /// <param name="words">The words of texts and their scores.</param>
    /// <param name="methods">The methods, which take turns in pairs, so that each has its share.</param>
    /// <param name="records">The texts.</param>
    /// <param name="count">How many pairs, and how many texts.</param>
    /// <param name="seed">What they are drawn by.</param>
    public static HumanSheet Of(
        WordScores words, IReadOnlyList<AttributionMethod> methods, IReadOnlyList<AttributionRecord> records, int count, long seed)
    {
        SeededRandom random = new(seed, "words for people to judge");
        AttributionRecord[] shuffled = [.. records.Where(record => record.Label is not null)];
        random.Shuffle(shuffled);
        List<RatedPair> pairs = [];
        foreach (AttributionRecord record in shuffled.TakeWhile(_ => pairs.Count < count))
        {
            AttributionMethod method = methods[pairs.Count % methods.Count];
            (string Label, string Word, double Score)[] own = [.. words.Of(record, method)];
            if (own.Length > 0 && WordPairs.Of(
                record.Id, own[0].Label, words.Text(record.Id), AttributionTables.Name(method), [.. own.Select(word => (word.Word, word.Score))], random)
                is { } pair)
            {
                pairs.Add(pair);
            }
        }

        // Those that no pair is of come first.
        return new HumanSheet(pairs, [.. shuffled.Reverse().Select(record => Ranked(words, methods, record)).OfType<RatedWords>().Take(count)]);
    }

    private static RatedWords? Ranked(WordScores words, IReadOnlyList<AttributionMethod> methods, AttributionRecord record)
    {
        (AttributionMethod Method, (string Label, string Word, double Score)[] Words)[] found =
            [.. methods.Select(method => (method, words.Of(record, method).ToArray())).Where(each => each.Item2.Length >= WordPairs.FewestWords)];
        return found.Length == 0 ? null : new RatedWords(
            record.Id,
            WordPairs.Context(found[0].Words[0].Label, words.Text(record.Id)),
            found.ToDictionary(
                each => AttributionTables.Name(each.Method),
                each => (IReadOnlyList<string>)[.. each.Words.OrderByDescending(word => word.Score).Select(word => word.Word)]));
    }
}
