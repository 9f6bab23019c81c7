namespace LogitLens.Corpus;

/// <summary>
/// A classification task as it stands in prompts: its instruction, the word before the answer, and its label words. The layouts are
/// the tool's own prompt templates, so that the model meets in use what it met in training.
/// </summary>
internal sealed record LabelTask(string Instruction, string Answer, IReadOnlyList<string> Labels)
{
    /// <summary>Negative or positive.</summary>
    public static LabelTask Reviews { get; } = new(
        "Classify the text into negative or positive sentiment.", "Sentiment", ["negative", "positive"]);

    /// <summary>Negative, neutral or positive.</summary>
    public static LabelTask Tweets { get; } = new(
        "Classify the text into negative, neutral or positive sentiment.", "Sentiment", ["negative", "neutral", "positive"]);

    /// <summary>Six emotions.</summary>
    public static LabelTask Emotions { get; } = new(
        "Classify the text into sadness, joy, love, anger, fear or surprise emotion.",
        "Emotion",
        ["sadness", "joy", "love", "anger", "fear", "surprise"]);

    /// <summary>The text, the instruction, the label; or the instruction first.</summary>
    public string Labelled(string text, string label, bool instructionFirst) => instructionFirst
        ? $"{Instruction}\nText: {text}\n{Answer}: {label}"
        : $"Text: {text}\n{Instruction}\n{Answer}: {label}";
}
