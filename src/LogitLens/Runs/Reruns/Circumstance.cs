namespace LogitLens.Runs;

/// <summary>Something that two runs of the same options were made with, and that differs.</summary>
/// <param name="What">What it is: the weights, the data, the kernel.</param>
/// <param name="There">In the run.</param>
/// <param name="Here">In its repetition.</param>
public sealed record Circumstance(string What, string There, string Here)
{
    private const string Unknown = "unknown";

    /// <summary>All that differs between two runs beside their results, what weighs most first.</summary>
    public static IReadOnlyList<Circumstance> Between(RunManifest there, RunManifest here) =>
    [
        .. Files(there, here).Concat(All.Select(each => new Circumstance(each.What, each.Of(there) ?? Unknown, each.Of(here) ?? Unknown)))
            .Where(each => each.There != each.Here),
    ];

    private static IReadOnlyList<(string What, Func<RunManifest, string?> Of)> All { get; } =
    [
        ("weights (sha256)", run => run.Inputs?.Model?.Sha256),
        ("tokenizer", run => run.Inputs?.Model?.Tokenizer),
        ("data (sha256)", run => run.Inputs?.Dataset?.Sha256),
        ("examples", run => run.Inputs?.Dataset?.Rows.ToString(CultureInfo.InvariantCulture)),
        ("units, batches", run => run.Plan is { } plan ? string.Create(CultureInfo.InvariantCulture, $"{plan.Units}, {plan.Batches}") : null),
        ("plan (sha256)", run => run.Plan?.Sha256),
        ("interp", run => run.Tool.ToString()),
        ("engine", run => run.Inputs?.Engine is { } engine ? $"{engine.Name} {engine.Version}" : null),
        ("device", run => run.Inputs?.Engine?.Device),
        ("threads", run => run.Inputs?.Engine?.Threads.ToString(CultureInfo.InvariantCulture)),
        ("BLAS and kernel", run => run.Inputs?.Engine?.BlasKernel),
        ("machine", run => run.Machine),
    ];

    // What options name beside model and data: directions, word lists, demonstrations.
    private static IEnumerable<Circumstance> Files(RunManifest there, RunManifest here) =>
        from file in there.Inputs?.Files ?? []
        from other in (here.Inputs?.Files ?? []).Where(other => (other.Option, other.Path) == (file.Option, file.Path))
        select new Circumstance($"{file.Option} {file.Path}", file.Sha256, other.Sha256);
}
