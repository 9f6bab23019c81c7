using LogitLens.Experiments.FinishedRuns.Readers;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>The readers that there are.</summary>
public static class RunReaders
{
    private static readonly IReadOnlyList<IRunReader> _all =
    [
        new LensRunReader(), new ClassificationRunReader(), new GenerationRunReader(), new MinimalPairRunReader(), new PerplexityRunReader(),
        new HeadAblationRunReader(), new QuestionAblationRunReader(),
    ];

    /// <summary>The names of the kinds that can be read: <c>logit-lens</c>, <c>evaluate (generation)</c>.</summary>
    public static IEnumerable<string> Names => _all.Select(Name);

    /// <summary>The kind of run that a reader is for, in words.</summary>
    public static string Name(IRunReader reader) => Name(reader.Kind.Command, reader.Task);

    /// <summary>The kind of a run, in words.</summary>
    public static string Name(FinishedRun run) => Name(run.Manifest.Command, run.Task);

    /// <summary>The reader for a run; null where its kind has none.</summary>
    public static IRunReader? Find(FinishedRun run) =>
        _all.FirstOrDefault(reader => reader.Kind.Command == run.Manifest.Command && reader.Task == run.Task);

    private static string Name(string command, string? task) => task is null ? command : $"{command} ({task})";
}
