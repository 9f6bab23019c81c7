namespace TinyModel.Corpus.Feelings;

/// <summary>
/// Sentence frames for emotions. Slots: <c>feeling</c> and <c>cause</c> carry the emotion, <c>other</c> is a feeling of another emotion;
/// <c>so</c> is an intensifier, <c>matter</c> and <c>time</c> say nothing.
/// </summary>
internal sealed record EmotionFrames(IReadOnlyList<string> Plain, IReadOnlyList<string> Misleading)
{
    private static readonly RowFile s_rows = RowFile.Open("emotion-frames");

    /// <summary>The frames of the training corpus.</summary>
    public static EmotionFrames Training { get; } = Read("training");

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static EmotionFrames Evaluation { get; } = Read("evaluation");

    private static EmotionFrames Read(string purpose)
    {
        return new EmotionFrames(Of("plain"), Of("misleading"));

        IReadOnlyList<string> Of(string kind) => s_rows.Lines($"{purpose} {kind}");
    }
}
