using LogitLens.Datasets;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>A dataset, made ready for a model: what run.json and the user are told of any.</summary>
public abstract record ReadData : IRunData
{
    /// <summary>Where it comes from.</summary>
    public abstract DataOrigin Origin { get; }

    /// <summary>How many examples a run is over.</summary>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public virtual DatasetInput Input => new(Origin.Name, Origin.Split, Origin.Sha256, Count) { SkippedRows = Origin.Skipped.Count };

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [.. OfSkipped(Origin), .. Remarks()];

    /// <inheritdoc/>
    public virtual UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell) => null;

    /// <inheritdoc/>
    public virtual int TokensOf(WorkUnit unit) => PromptOf(unit, _ => null)?.Tokens ?? 0;

    /// <summary>The remark on rows that were left out; none where none were.</summary>
    internal static IEnumerable<string> OfSkipped(DataOrigin origin) =>
        origin.Skipped.Count == 0 ? [] : [$"{origin.Skipped.Count} bad rows were skipped; the first: {origin.Skipped[0]}"];

    /// <summary>Remarks of its own kind.</summary>
    protected virtual IEnumerable<string> Remarks() => [];
}
