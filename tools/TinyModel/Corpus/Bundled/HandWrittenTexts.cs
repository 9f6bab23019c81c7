using TinyModel.Corpus.Feelings;

namespace TinyModel.Corpus.Bundled;

/// <summary>Reviews, feelings and messages written by hand: freer than the generator's, and some of them hard.</summary>
internal static class HandWrittenTexts
{
    private static readonly RowFile s_reviews = RowFile.Open("hand-written-reviews");
    private static readonly RowFile s_messages = RowFile.Open("hand-written-messages");

    /// <summary>Reviews for the train split, from which demonstrations are drawn.</summary>
    public static IReadOnlyList<LabelledText> TrainReviews { get; } = Reviews("train");

    /// <summary>Reviews for the dev split, which is evaluated.</summary>
    public static IReadOnlyList<LabelledText> DevReviews { get; } = Reviews("dev");

    /// <summary>One-line feelings, for the split that is evaluated.</summary>
    public static IReadOnlyList<LabelledText> Emotions { get; } =
        [.. s_messages.Lines("emotions").Select(LabelFirst).Select(row => new LabelledText(row.Text, row.Label))];

    /// <summary>Messages, for the split that is evaluated.</summary>
    public static IReadOnlyList<Tweet> Tweets { get; } =
        [.. s_messages.Lines("tweets").Select(LabelFirst).Select(row => TweetWriter.FromMarked(row.Text, row.Label))];

    private static IReadOnlyList<LabelledText> Reviews(string split) =>
        [.. s_reviews.Lines(split).Select(row => new LabelledText(
            TextStyle.Tokenised(row[2..]) + " .",
            row[0] == '1' ? "positive" : "negative"))];

    private static (string Label, string Text) LabelFirst(string row)
    {
        string[] parts = row.Split(": ", 2);
        return (parts[0], parts[1]);
    }
}
