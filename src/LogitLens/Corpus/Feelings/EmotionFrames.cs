namespace LogitLens.Corpus.Feelings;

/// <summary>
/// Sentence frames for emotions. Slots: <c>feeling</c> and <c>cause</c> carry the emotion, <c>other</c> is a feeling of another emotion;
/// <c>so</c> is an intensifier, <c>matter</c> and <c>time</c> say nothing.
/// </summary>
internal sealed record EmotionFrames(IReadOnlyList<string> Plain, IReadOnlyList<string> Misleading)
{
    /// <summary>The frames of the training corpus.</summary>
    public static EmotionFrames Training { get; } = new(
        Plain: WordTable.Lines("""
            i feel {feeling}
            i feel {so} {feeling}
            i am feeling {feeling} {time}
            im feeling {so} {feeling} about {matter}
            i feel {feeling} and {feeling}
            i felt {feeling} when {cause}
            i was feeling {so} {feeling} because {cause}
            when {cause} i felt {feeling}
            i feel like i am {so} {feeling} {time}
            i can not help feeling {feeling} about {matter}
            i still feel {feeling} that {cause}
            {matter} makes me feel {feeling}
            i know that i feel {feeling} about {matter}
            i left feeling {feeling} and {feeling}
            i woke up feeling {feeling}
            i do feel {so} {feeling} {time}
            she feels {feeling} about {matter}
            he said that he feels {feeling} {time}
            """),
        Misleading: WordTable.Lines("""
            i am not feeling {other} i am feeling {feeling}
            i thought i would feel {other} but i feel {feeling}
            i used to feel {other} and now i feel {so} {feeling}
            i do not feel {other} about {matter} just {feeling}
            i should feel {other} but i feel {feeling} because {cause}
            """));

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static EmotionFrames Evaluation { get; } = new(
        Plain: WordTable.Lines("""
            i feel {feeling} because {cause}
            i am feeling {feeling} and {so} {feeling}
            {time} i feel {so} {feeling} about {matter}
            i was {feeling} and i still feel {feeling}
            i know that {matter} makes me feel {so} {feeling}
            i woke up this morning feeling {feeling} and {feeling}
            im feeling {so} {feeling} that {cause}
            """),
        Misleading: WordTable.Lines("""
            i thought i would be {other} about {matter} but i am feeling {feeling}
            i used to feel {other} {time} i feel {feeling}
            """));
}
