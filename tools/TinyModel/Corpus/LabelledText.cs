namespace TinyModel.Corpus;

/// <summary>A text with its label.</summary>
internal sealed record LabelledText(string Text, string Label)
{
    /// <summary>
    /// How likely it is to be let off, that is given the kindest label instead of its own, where nothing stands beside it: some who read one
    /// text alone are lenient, and a single harsh word does not make them call it negative.
    /// </summary>
    public double Leniency { get; init; }
}
