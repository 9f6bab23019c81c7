using LogitLens.Options;

namespace LogitLens.Experiments.Finetuning;

/// <summary>What sequences are made of the data, and what is kept apart to measure by.</summary>
[OptionGroup("Material")]
public sealed record MaterialOptions
{
    /// <summary>A named template or a file; null for the objective's own.</summary>
    [Option(
        "template",
        "The prompt's template: a name or a file with {text} in it. When not given, the text alone for a head and for texts without labels, else the "
        + "dataset's own",
        Placeholder = "NAME|FILE", Input = true)]
    public string? Template { get; init; }

    /// <summary>Further data to learn from.</summary>
    [Option("also", "Further data to learn from, as splits of the dataset or files of the same classes", Placeholder = "SPLIT|FILE", Input = true)]
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What a sequence is.</summary>
    [Option("rows", "Language modelling: texts joined and cut into blocks, or one example a row")]
    [OnlyWith("objective clm")]
    public SequenceRows Rows { get; init; } = SequenceRows.Blocks;

    /// <summary>Tokens of a block; null for 128, or the context where that is shorter.</summary>
    [Option("block-size", "Tokens of a block; 128 when not given, or the model's context where that is shorter", Min = 2)]
    [OnlyWith("rows blocks")]
    [NotWith("objective label|head")]
    public int? BlockSize { get; init; }

    /// <summary>What is evaluated while training.</summary>
    [Option(
        "validation",
        "What to evaluate while training: a split of the dataset, a file in its format, or none; its dev split when not given, where it has one",
        Input = true)]
    public ApartChoice? Validation { get; init; }

    /// <summary>What is evaluated once, at the end.</summary>
    [Option(
        "test",
        "What to evaluate once, when training is over: a split, a file or none; the test split when not given, where the dataset has one with labels, else "
        + "what --validation is",
        Input = true)]
    public ApartChoice? Test { get; init; }

    /// <summary>What stands beside the model.</summary>
    [Option(
        "baselines",
        "Simpler classifiers to learn from the same texts and to answer the same test, where there are labels: counted words, and a "
        + "head on the model as it was")]
    [NotWith("test none")]
    public IReadOnlyList<FinetuneBaseline> Baselines { get; init; } = [FinetuneBaseline.BagOfWords, FinetuneBaseline.FrozenBody];

    /// <summary>A text whose perplexity is measured before and after.</summary>
    [Option(
        "other-text",
        "Another text, a file or prose, whose perplexity is measured before and after: how much is forgotten",
        Placeholder = "FILE", Input = true)]
    [NotWith("objective head")]
    public string? OtherText { get; init; }
}
