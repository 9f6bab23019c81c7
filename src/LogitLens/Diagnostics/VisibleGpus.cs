namespace LogitLens.Diagnostics;

/// <summary>The GPUs that this process may give to others, by the names that <c>CUDA_VISIBLE_DEVICES</c> has for them.</summary>
public static class VisibleGpus
{
    /// <summary>The variable that CUDA goes by.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    // nvidia-smi's way of saying that there are none, with an exit code that it has for failures too.
    private const string None = "No devices were found";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Those that the environment leaves visible, or else all that <c>nvidia-smi</c> lists; none where that is not installed.</summary>
    /// <exception cref="InputException"><c>nvidia-smi</c> is there and fails, so that nobody knows.</exception>
    public static IReadOnlyList<string> Find() => Find(Environment.GetEnvironmentVariable(Variable), "nvidia-smi");

    /// <inheritdoc cref="Find()"/>
    internal static IReadOnlyList<string> Find(string? visible, string program)
    {
        if (visible is not null)
        {
            // CUDA stops at the first name that is none: -1 hides all.
            return [.. visible.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeWhile(IsName)];
        }

        ProgramRun? run = ProgramRun.Of(program, s_patience, "--query-gpu=index", "--format=csv,noheader");
        string[] lines = (run?.Output ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return run is null || run.Output.StartsWith(None, StringComparison.Ordinal) ? []
            : run.ExitCode == 0 && lines.All(IsName) ? lines
            : throw new InputException(
                $"which GPUs there are cannot be found out: nvidia-smi {Answer(run, lines)}; set {Variable} to their numbers, or to nothing to compute on processors");
    }

    private static bool IsName(string name) => name.All(char.IsAsciiDigit)
        || name.StartsWith("GPU-", StringComparison.Ordinal) || name.StartsWith("MIG-", StringComparison.Ordinal);

    private static string Answer(ProgramRun run, string[] lines) => run.ExitCode is not { } code ? "does not answer"
        : lines.Append(OneLine.Of(run.Error)).FirstOrDefault(line => line.Length > 0) is { } said ? $"says \"{said}\""
        : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}");
}
