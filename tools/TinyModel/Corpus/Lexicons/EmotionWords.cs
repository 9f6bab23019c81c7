namespace TinyModel.Corpus.Lexicons;

/// <summary>How a person with an emotion says that they feel, and what brings the emotion about.</summary>
internal sealed record EmotionWords(string Label, IReadOnlyList<string> Feelings, IReadOnlyList<string> Causes)
{
    private static readonly RowFile s_rows = RowFile.Open("emotion-words");

    /// <summary>The six emotions, in the order of the task's labels.</summary>
    public static IReadOnlyList<EmotionWords> All { get; } =
        [Read("sadness"), Read("joy"), Read("love"), Read("anger"), Read("fear"), Read("surprise")];

    private static EmotionWords Read(string label) => new(label, s_rows.Words($"{label} feelings"), s_rows.Lines($"{label} causes"));
}
