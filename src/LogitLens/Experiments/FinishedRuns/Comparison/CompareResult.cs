namespace LogitLens.Experiments.FinishedRuns;

/// <summary>The summary of <c>interp compare</c>.</summary>
internal sealed record CompareResult
{
    public string Kind { get; init; } = "";
    public IReadOnlyList<ComparedRun> Runs { get; init; } = [];

    /// <summary>The options that are not the same in all runs.</summary>
    public IReadOnlyList<OptionDifference> Options { get; init; } = [];

    public IReadOnlyList<CompareRecord> Pairs { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One run of a comparison.</summary>
/// <param name="Name">The folder's name, or its path where names are not distinct.</param>
/// <param name="Folder">The folder as it was given.</param>
/// <param name="Dataset">The data's id.</param>
/// <param name="Values">Its metrics over all of its own examples.</param>
internal sealed record ComparedRun(string Name, string Folder, string? Model, string? Dataset, IReadOnlyList<RunValue> Values);

/// <summary>An option that differs between runs.</summary>
/// <param name="Values">Its value in each run, in their order.</param>
internal sealed record OptionDifference(string Option, IReadOnlyList<string> Values);
