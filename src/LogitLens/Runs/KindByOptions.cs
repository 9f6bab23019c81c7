using System.Text.Json;
using LogitLens.Options;
using LogitLens.Tables;

namespace LogitLens.Runs;

/// <summary>One name for several experiments with the same options, whose records and results have little in common.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="name">The name.</param>
/// <param name="choose">The experiment that options ask for. Throws <see cref="InputException"/> where they do not fit it.</param>
public sealed class KindByOptions<TOptions>(string name, Func<TOptions, IExperimentKind> choose) : IExperimentKind
    where TOptions : class, IExperimentOptions, new()
{
    /// <inheritdoc/>
    public string Command => name;

    /// <inheritdoc/>
    public OptionSet Options => OptionSet.Of<TOptions>();

    /// <inheritdoc/>
    public IReadOnlyList<TableSet> Tables { get; init; } = [];

    /// <inheritdoc/>
    public RunOutcome Run(object options, IReadOnlyList<string> commandLine, RunSession session) =>
        choose((TOptions)options).Run(options, commandLine, session);

    /// <inheritdoc/>
    public RunOutcome Merge(IReadOnlyList<string> shards, RunOptions target, IReadOnlyList<string> commandLine, RunSession session) =>
        OfRun(shards[0]).Merge(shards, target, commandLine, session);

    /// <inheritdoc/>
    public SummaryTable Headline(string folder) => OfRun(folder).Headline(folder);

    private IExperimentKind OfRun(string folder)
    {
        JsonElement options = RunManifest.Load(folder).OptionsElement();
        return choose((TOptions)Options.FromJson(options, Path.Combine(folder, RunManifest.FileName)));
    }
}
