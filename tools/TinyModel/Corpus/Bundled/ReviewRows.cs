using TinyModel.Corpus.Reviews;

namespace TinyModel.Corpus.Bundled;

/// <summary>The reviews in GLUE's SST-2 format: a header, then sentence, tab, 0 or 1; balanced.</summary>
internal static class ReviewRows
{
    private const int TrainCount = 400;
    private const int DevCount = 300;

    /// <summary>The split that demonstrations come from.</summary>
    public static string Train() => Format(Splits().Train, "reviews train order");

    /// <summary>The split that is evaluated.</summary>
    public static string Dev() => Format(Splits().Dev, "reviews dev order");

    // Both splits come from one draw, so that they share no row.
    private static (IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Dev) Splits()
    {
        int trainDrawn = TrainCount - HandWrittenTexts.TrainReviews.Count;
        int devDrawn = DevCount - HandWrittenTexts.DevReviews.Count;
        ReviewWriter writer = new(ReviewFrames.Evaluation, HeldOutRows.Random("reviews"));
        List<LabelledText> drawn = HeldOutRows.Draw(trainDrawn + devDrawn, i => Tokenised(writer.Next(i % 2 == 0, KindOf(i))), r => r.Text);
        return ([.. HandWrittenTexts.TrainReviews, .. drawn[..trainDrawn]], [.. HandWrittenTexts.DevReviews, .. drawn[trainDrawn..]]);
    }

    // One review in ten misleads; the hand-written ones do so more often.
    private static ReviewKind KindOf(int row) => (row / 2 % 20) switch
    {
        < 3 => ReviewKind.Phrase,
        < 16 => ReviewKind.Plain,
        < 18 => ReviewKind.Decoy,
        18 => ReviewKind.Negated,
        _ => ReviewKind.Contrast,
    };

    private static LabelledText Tokenised(LabelledText review) => review with { Text = TextStyle.Tokenised(review.Text) };

    private static string Format(IReadOnlyList<LabelledText> rows, string purpose)
    {
        IEnumerable<string> lines = HeldOutRows.Random(purpose).Shuffled(rows)
            .Select(row => $"{row.Text}\t{(row.Label == "positive" ? 1 : 0)}");
        return string.Join('\n', ["sentence\tlabel", .. lines]) + "\n";
    }
}
