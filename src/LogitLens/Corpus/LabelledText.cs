namespace LogitLens.Corpus;

/// <summary>
/// A text with its label, and the label that its first opinionated word suggests: for "not dull at all" the label is positive and the
/// first impression negative. Where nothing misleads, the two are the same.
/// </summary>
internal sealed record LabelledText(string Text, string Label, string FirstImpression)
{
    /// <summary>A text that nobody could misread.</summary>
    public LabelledText(string text, string label)
        : this(text, label, label)
    {
    }
}
