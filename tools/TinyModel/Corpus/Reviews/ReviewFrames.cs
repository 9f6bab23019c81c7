namespace TinyModel.Corpus.Reviews;

/// <summary>
/// Sentence frames for reviews. Slots: <c>adj adv noun feels does best</c> carry the review's own polarity, <c>unadj unnoun</c> the other one;
/// <c>thing things part count stuff maker made</c> come from the domain; <c>very</c> is an intensifier.
/// </summary>
/// <param name="Phrases">A few words whose opinion agrees with the label.</param>
/// <param name="Plain">A clause, every opinion word of which agrees with the label.</param>
/// <param name="Decoy">The same, with a "not" or a "but" that turns nothing.</param>
/// <param name="Negated">A word of the other polarity, denied.</param>
/// <param name="Contrast">The other polarity first, then the review's own, which wins.</param>
internal sealed record ReviewFrames(
    IReadOnlyList<string> Phrases,
    IReadOnlyList<string> Plain,
    IReadOnlyList<string> Decoy,
    IReadOnlyList<string> Negated,
    IReadOnlyList<string> Contrast)
{
    private static readonly RowFile s_rows = RowFile.Open("review-frames");

    /// <summary>The frames of the training corpus.</summary>
    public static ReviewFrames Training { get; } = Read("training");

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static ReviewFrames Evaluation { get; } = Read("evaluation");

    private static ReviewFrames Read(string purpose)
    {
        return new ReviewFrames(Of("phrases"), Of("plain"), Of("decoy"), Of("negated"), Of("contrast"));

        IReadOnlyList<string> Of(string kind) => s_rows.Lines($"{purpose} {kind}");
    }
}
