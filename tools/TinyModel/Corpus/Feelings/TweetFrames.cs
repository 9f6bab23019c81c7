namespace TinyModel.Corpus.Feelings;

/// <summary>
/// Frames of short messages, the words that show the sentiment between brackets; those become the selected text. Slots: <c>adj</c> is
/// a polar word; <c>topic</c>, <c>when</c>, <c>then</c> and <c>name</c> say nothing.
/// </summary>
internal sealed record TweetFrames(IReadOnlyList<string> Positive, IReadOnlyList<string> Negative, IReadOnlyList<string> Neutral)
{
    private static readonly RowFile s_rows = RowFile.Open("tweet-frames");

    /// <summary>The frames of the training corpus.</summary>
    public static TweetFrames Training { get; } = Read("training");

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static TweetFrames Evaluation { get; } = Read("evaluation");

    private static TweetFrames Read(string purpose)
    {
        return new TweetFrames(Of("positive"), Of("negative"), Of("neutral"));

        IReadOnlyList<string> Of(string kind) => s_rows.Lines($"{purpose} {kind}");
    }
}
