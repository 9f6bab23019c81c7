using System.Text.Json.Nodes;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>What a reader wants to know of a run's folder, whatever its kind and however far it got.</summary>
public sealed record RunInspection
{
    private static readonly string[] s_figureEndings = [".png", ".svg"];

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What was run: the command, with its task where it has several.</summary>
    public required string Kind { get; init; }

    /// <summary>The arguments as typed.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary><c>done</c>, <c>running</c>, <c>killed</c>, <c>failed</c> or <c>interrupted</c>.</summary>
    public required string State { get; init; }

    /// <summary>What ended a failed run.</summary>
    public string? Error { get; init; }

    /// <summary>Units of work that are recorded.</summary>
    public int Recorded { get; init; }

    /// <summary>Units of work in the plan, over all shards; null where the run did not get that far.</summary>
    public int? Planned { get; init; }

    /// <summary>Model, data and engine; null where the run did not get that far.</summary>
    public RunInputs? Inputs { get; init; }

    /// <summary>The options that are not at their defaults.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>The program that ran it.</summary>
    public required string Tool { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it worked, over all sessions.</summary>
    public double Seconds { get; init; }

    /// <summary>The rows that matter most, with their intervals; null for a run without results.</summary>
    public SummaryTable? Headline { get; init; }

    /// <summary>The figures' paths, PNG where there is one.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>The tables' paths.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>What to know before believing the numbers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Looks into a folder.</summary>
    /// <param name="folder">A run's folder.</param>
    /// <param name="kinds">The experiments that there are; a run of another one is described by its manifest alone.</param>
    /// <exception cref="InputException">The folder is no run's.</exception>
    public static RunInspection Of(string folder, ExperimentRegistry kinds)
    {
        RunManifest manifest = RunManifest.Load(folder);
        bool killed = manifest.State == RunState.Running && !RunFolder.IsAtWork(folder);
        string state = killed ? "killed" : manifest.State.ToString().ToLowerInvariant();
        string records = Path.Combine(folder, RunFolder.RecordsFile);
        bool isCut = manifest.State != RunState.Done && state != "running";
        string[] ids = isCut ? [.. IdsIn(records)] : [];
        int recorded = isCut ? ids.Length : File.Exists(records) ? File.ReadLines(records).Count() : 0;
        List<string> warnings = [.. RunWarnings.OfManifest(manifest, state, recorded, RunFolder.ReplacementIn(folder))];
        if (isCut)
        {
            warnings.AddRange(Try(() => RunWarnings.OfMissing(PromptLog.Read(Path.Combine(folder, RunFolder.PromptsFile)), ids), warnings) ?? []);
        }

        ExperimentKind? kind = Try(() => kinds.Of(folder), warnings);
        FinishedRun? run = manifest.State == RunState.Done ? Try(() => FinishedRun.Open(folder), warnings) : null;
        SummaryTable? headline = kind is null || run is null ? null : Try(() => kind.Headline(run), warnings);
        if (run is not null)
        {
            warnings.AddRange(run.Notes.Except(headline?.Notes ?? []));
            warnings.AddRange(kind is null ? [] : Try(() => RunWarnings.OfExamples(kind.Measure(run), run.Labels), warnings) ?? []);
        }

        return new RunInspection
        {
            Folder = folder,
            Kind = run is null ? manifest.Command : run.Kind,
            CommandLine = manifest.CommandLine,
            State = state,
            Error = manifest.Error,
            Recorded = recorded,
            Planned = manifest.Plan?.Units,
            Inputs = manifest.Inputs,
            Options = Changed(manifest.Options, kind?.Options),
            Tool = manifest.Tool.ToString(),
            Started = manifest.Started,
            Seconds = manifest.Seconds.Values.Sum(),
            Headline = headline,
            Figures = FiguresOf(folder),
            Tables = [.. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)],
            Warnings = warnings,
        };
    }

    // The ids of the records; what a killed process left of a line is none.
    private static IEnumerable<string> IdsIn(string records) => File.Exists(records) ? File.ReadLines(records).Select(RecordLog.IdOf).OfType<string>() : [];

    // What cannot be read is a remark: the rest of the folder is still worth showing.
    private static T? Try<T>(Func<T> read, List<string> warnings)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            warnings.Add(e.Message);
            return null;
        }
    }

    private static JsonObject Changed(JsonObject options, OptionSet? set)
    {
        JsonObject defaults = set?.ToJson(Activator.CreateInstance(set.RecordType)!) ?? [];
        return new JsonObject(options
            .Where(option => set?.Find(option.Key) is not { IsRunOnly: true } && !JsonNode.DeepEquals(option.Value, defaults[option.Key]))
            .Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone())));
    }

    private static string[] FiguresOf(string folder)
    {
        string figures = Path.Combine(folder, RunFolder.FiguresFolder);
        return Directory.Exists(figures)
            ? [.. Directory.EnumerateFiles(figures).Where(path => s_figureEndings.Contains(Path.GetExtension(path)))
                .GroupBy(path => Path.GetFileNameWithoutExtension(path)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Order(StringComparer.Ordinal).First())]
            : [];
    }
}
