using LogitLens.Datasets;
using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Feelings;

/// <summary>Writes short messages, a third of them neutral.</summary>
internal sealed class TweetWriter(TweetFrames frames, SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("tweet-frames");
    private static readonly IReadOnlyList<string> s_topics = s_rows.Lines("topics");
    private static readonly IReadOnlyList<string> s_times = s_rows.Lines("times");
    private static readonly IReadOnlyList<string> s_pastTimes = s_rows.Lines("past times");

    /// <summary>A message of a drawn sentiment.</summary>
    public Tweet Next() => Next(random.Pick(LabelSet.TweetSentiment.Names));

    /// <summary>A message of the given sentiment.</summary>
    public Tweet Next(string sentiment)
    {
        IReadOnlyList<string> templates = sentiment switch
        {
            "positive" => frames.Positive,
            "negative" => frames.Negative,
            _ => frames.Neutral,
        };
        PolarWords polar = sentiment == "positive" ? PolarWords.Positive : PolarWords.Negative;
        string marked = Template.Fill(random.Pick(templates), slot => slot switch
        {
            "adj" => random.PickCommon(polar.Adjectives),
            "topic" => random.Pick(s_topics),
            "when" => random.Pick(s_times),
            "then" => random.Pick(s_pastTimes),
            "name" => random.Pick(People.Names),
            _ => throw new ArgumentException($"no slot '{slot}' in messages"),
        });
        return FromMarked(marked, sentiment);
    }

    /// <summary>Takes the brackets off; what spans from the first to the last becomes the selection.</summary>
    public static Tweet FromMarked(string marked, string sentiment)
    {
        string text = Unmarked(marked);
        int start = marked.IndexOf('[');
        string selected = start < 0 ? text : Unmarked(marked[start..(marked.LastIndexOf(']') + 1)]);
        return new Tweet(text, selected, sentiment);
    }

    private static string Unmarked(string marked) => marked.Replace("[", "").Replace("]", "");
}
