using System.Text.Json;
using LogitLens.Options;
using LogitLens.Tables;

namespace LogitLens.Runs;

/// <summary>An experiment by name: its options, and how it is made from them.</summary>
/// <typeparam name="TOptions">The record of its options.</typeparam>
/// <typeparam name="TUnit">A unit of work.</typeparam>
/// <typeparam name="TRecord">What is found for a unit.</typeparam>
/// <typeparam name="TResult">The summary.</typeparam>
/// <param name="command">The subcommand.</param>
/// <param name="create">Makes the experiment from its options; it may tell the sink what is worth telling.</param>
public sealed class ExperimentKind<TOptions, TUnit, TRecord, TResult>(
    string command, Func<TOptions, IProgressSink, IExperiment<TUnit, TRecord, TResult>> create) : IExperimentKind
    where TOptions : class, IExperimentOptions, new()
    where TUnit : IWorkUnit
    where TRecord : IUnitRecord
    where TResult : class
{
    /// <inheritdoc/>
    public string Command => command;

    /// <inheritdoc/>
    public OptionSet Options => OptionSet.Of<TOptions>();

    /// <inheritdoc/>
    public IReadOnlyList<TableSet> Tables { get; init; } = [];

    /// <inheritdoc/>
    public RunOutcome Run(object options, IReadOnlyList<string> commandLine, RunSession session)
    {
        var own = (TOptions)options;
        var request = new RunRequest(command, commandLine, Options, own, own.Run);
        return ExperimentRunner.Run(progress => create(own, progress), request, session);
    }

    /// <inheritdoc/>
    public RunOutcome Merge(IReadOnlyList<string> shards, RunOptions target, IReadOnlyList<string> commandLine, RunSession session)
    {
        var parts = ShardSet.Load(shards, Options);
        var whole = (TOptions)parts.WholeOptions(target);
        var request = new RunRequest(command, commandLine, Options, whole, whole.Run);
        return RunMerge.Merge(parts, progress => create(whole, progress), request, session);
    }

    /// <inheritdoc/>
    public SummaryTable Headline(string folder)
    {
        string path = Path.Combine(folder, RunFolder.ResultsFile);
        var options = (TOptions)Options.FromJson(RunManifest.Load(folder).OptionsElement(), Path.Combine(folder, RunManifest.FileName));
        using IExperiment<TUnit, TRecord, TResult> experiment = create(options, SilentProgress.Instance);
        return experiment.Headline(Read(path));
    }

    private static TResult Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<TResult>(stream, Json.Indented)!;
        }
        catch (FileNotFoundException e)
        {
            throw new InputException($"{path} is not there: the run is not done", e);
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: {e.Message}", e);
        }
    }
}
