namespace TinyModel.Corpus.Feelings;

/// <summary>A short message, its sentiment, and the words in it that show the sentiment (the whole text where it is neutral).</summary>
internal sealed record Tweet(string Text, string Selected, string Sentiment)
{
    /// <summary>The message without the selection.</summary>
    public LabelledText Labelled => new(Text, Sentiment);
}
