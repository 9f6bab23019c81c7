namespace LogitLens.Diagnostics;

/// <summary>Asks the driver's program, <c>nvidia-smi</c>, about GPUs.</summary>
internal static class NvidiaSmi
{
    public const string Program = "nvidia-smi";

    // That there are none is said with an exit code that stands for failures too.
    private const string None = "No devices were found";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>A line a GPU, with the fields that are asked for; none where there is no such program, or no GPU.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fields">What is asked of each GPU: <c>index</c>, <c>name,driver_version</c>.</param>
    /// <param name="isLine">Whether a line is such an answer.</param>
    /// <returns>The lines, or what is wrong: <c>says "..."</c>, <c>does not answer</c>.</returns>
    public static (string[] Lines, string? Problem) Query(string program, string fields, Func<string, bool> isLine)
    {
        ProgramRun? run = ProgramRun.Of(program, s_patience, "--query-gpu=" + fields, "--format=csv,noheader");
        string[] lines = (run?.Output ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return run is null || run.Output.StartsWith(None, StringComparison.Ordinal) ? ([], null)
            : run.ExitCode == 0 && lines.All(isLine) ? (lines, null)
            : ([], ProblemOf(run, lines));
    }

    private static string ProblemOf(ProgramRun run, string[] lines) => run.ExitCode is not { } code ? "does not answer"
        : lines.Append(OneLine.Of(run.Error)).FirstOrDefault(line => line.Length > 0) is { } said ? $"says \"{said}\""
        : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}");
}
