namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// One of the four lenses of a finetuning: whose residual streams are read by whose final norm and unembedding. Where the streams of the finetuned model
/// answer as well under the old readout, the streams have changed; where the old streams answer better under the new one, the readout has.
/// </summary>
/// <param name="Streams">The model whose layers are read: <see cref="Before"/> or <see cref="After"/> training.</param>
/// <param name="Readout">The model whose final norm and unembedding read them.</param>
internal sealed record LensReadBy(string Streams, string Readout)
{
    /// <summary>The model as it was.</summary>
    public const string Before = "before";

    /// <summary>The model that was trained.</summary>
    public const string After = "after";

    /// <summary>The two models as they are, then with their readouts swapped.</summary>
    public static IReadOnlyList<LensReadBy> All { get; } = [new(Before, Before), new(After, After), new(After, Before), new(Before, After)];

    /// <summary>Whether streams and readout are of two models.</summary>
    public bool IsSwapped => Streams != Readout;

    /// <summary>The end of its run's folder.</summary>
    public string Name => IsSwapped ? $"{Streams}-read-by-{Readout}" : Streams;

    /// <summary>Its name in figures.</summary>
    public string Title => IsSwapped ? $"{Streams}, read by {Readout}" : Streams;
}
