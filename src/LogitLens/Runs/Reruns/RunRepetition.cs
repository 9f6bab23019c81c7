using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>Does a finished run again, by its manifest, and compares what comes out.</summary>
public static class RunRepetition
{
    // float32's rounding by another kernel or number of threads moves log-probabilities by some 1e-5; half precision has 8 or 11 bits.
    private const double ToleranceOfSingle = 1e-4, ToleranceOfHalf = 2e-2;

    /// <summary>Does it, and writes the report into the repetition's folder.</summary>
    /// <param name="kind">The experiment that the run is of.</param>
    /// <param name="run">The run; it is read and stays as it is.</param>
    /// <param name="target">Where the repetition goes: output (beside the run when null), force and resume are heeded.</param>
    /// <param name="tolerance">How far numbers may be apart, as a share of 1 or of their own size; null for what the run's number format allows.</param>
    /// <param name="commandLine">The arguments as typed, for the record.</param>
    /// <param name="session">Progress, cancellation and the like.</param>
    /// <exception cref="InputException">An option, the data or the model is not there any more, or the folder is taken.</exception>
    /// <exception cref="OperationCanceledException">The session was cancelled; the repetition can be resumed.</exception>
    public static RerunReport Repeat(
        ExperimentKind kind, FinishedRun run, RunOptions target, double? tolerance, IReadOnlyList<string> commandLine, RunSession session)
    {
        string? file = FileBeside(kind, run);
        string output = target.Output is { } given
            ? Path.HasExtension(given) ? given : given + Path.GetExtension(file)
            : Suffixed(file ?? Path.TrimEndingDirectorySeparator(run.Folder));
        object options = RecordedOptions.For(kind.Options, run.Manifest, target with { Output = output }, run.Folder);
        OutputGuard.Require(((IExperimentOptions)options).Run.Output!, [run.Folder]);
        FinishedRun repetition = FinishedRun.Open(kind.Run(options, commandLine, session).Folder);
        RerunReport report = RerunReport.Of(
            run, repetition, tolerance ?? (run.Manifest.Inputs?.Engine?.DType is "bf16" or "fp16" ? ToleranceOfHalf : ToleranceOfSingle),
            file is null ? null : (file, output));
        AtomicFile.Write(Path.Combine(repetition.Folder, RerunReport.FileName), stream => JsonSerializer.Serialize(stream, report, Json.Indented));
        return report;
    }

    /// <summary>The commands that followed a run; they are runs of their own.</summary>
    public static IReadOnlyList<FollowUp> FollowUpsOf(ExperimentKind kind, FinishedRun run) =>
        kind.FollowUps(kind.Options.FromJson(run.Manifest.OptionsElement(), Path.Combine(run.Folder, RunManifest.FileName)), run.Folder, false);

    // Where --output names a file, the run's folder lies beside it.
    private static string? FileBeside(ExperimentKind kind, FinishedRun run)
    {
        object options = kind.Options.FromJson(run.Manifest.OptionsElement(), Path.Combine(run.Folder, RunManifest.FileName));
        string? typed = run.Manifest.Options["output"]?.GetValue<string>();
        return typed is null || typed == ((IExperimentOptions)options).Run.Output
            ? null
            : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(run.Folder)))!, Path.GetFileName(typed));
    }

    private static string Suffixed(string path)
    {
        string extension = Path.GetExtension(path);
        bool isFile = extension == ".safetensors";
        return isFile ? $"{path[..^extension.Length]}-rerun{extension}" : path + "-rerun";
    }
}
