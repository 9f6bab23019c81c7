
namespace LogitLens.Options;

/// <summary>Which examples a run is over.</summary>
[OptionGroup("Data")]
public sealed record DataOptions
{
    /// <summary>A name of the catalogue or a file.</summary>
    [Option("dataset", "The data: a name (see: interp datasets) or a CSV, TSV or JSONL file", Placeholder = "NAME|FILE", Input = true)]
    [NotWith("prompt or prompts or token-ids or pairs")]
    public string Dataset { get; init; } = "reviews";

    /// <summary>Where a named dataset's files are.</summary>
    [Option("data-dir", "The folder that holds a named dataset's files, when they are already on disk", Placeholder = "DIR", Input = true)]
    [NotWith("prompt or prompts or token-ids or pairs")]
    [NotWith("task perplexity")]
    public string? DataDir { get; init; }

    /// <summary>The part to evaluate.</summary>
    [Option(
        "split",
        "The part of the dataset to evaluate: train, dev, test or as its files are named; the dataset's usual one when not given",
        Placeholder = "NAME")]
    [NotWith("prompt or prompts or token-ids or pairs")]
    [NotWith("task perplexity")]
    public string? Split { get; init; }

    /// <summary>At most this many examples.</summary>
    [Option("limit", "Take at most this many examples, drawn by the seed with the classes in proportion", Min = 1)]
    [NotWith("prompt or prompts or token-ids")]
    [NotWith("task perplexity")]
    public int? Limit { get; init; }

    /// <summary>The column or key of the text.</summary>
    [Option("text-column", "The column (or JSON key) that holds the text", Placeholder = "NAME")]
    [NotWith("prompt or prompts or token-ids or pairs")]
    [OnlyWith("task classification|generation")]
    public string? TextColumn { get; init; }

    /// <summary>The column or key of the label.</summary>
    [Option("label-column", "The column (or JSON key) that holds the label", Placeholder = "NAME")]
    [NotWith("prompt or prompts or token-ids or pairs")]
    [OnlyWith("task classification|generation")]
    public string? LabelColumn { get; init; }

    /// <summary>The column or key of what examples belong together by.</summary>
    [Option(
        "cluster",
        "The column (or JSON key) that says which rows belong together (a template, a pair); intervals and tests then count these groups, not rows",
        Placeholder = "NAME")]
    [OnlyWith("task classification|generation|minimal-pairs")]
    [NotWith("prompt or prompts or token-ids")]
    public string? Cluster { get; init; }

    /// <summary>One token id per label, for data that comes as token ids.</summary>
    [Option("label-token-ids", "The token id of each label in order, for data that comes as token ids", Placeholder = "ID", Min = 0)]
    [OnlyWith("task classification")]
    public IReadOnlyList<int> LabelTokenIds { get; init; } = [];

    /// <summary>Whether bad rows are skipped and counted rather than an error.</summary>
    [Option("skip-bad-rows", "Skip rows that cannot be read, and count them, instead of stopping at the first")]
    [NotWith("prompt or token-ids")]
    [NotWith("task perplexity")]
    public bool SkipBadRows { get; init; }
}
