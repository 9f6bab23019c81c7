namespace LogitLens.Diagnostics;

/// <summary>The GPUs that this process may give to others, by the names that <c>CUDA_VISIBLE_DEVICES</c> has for them.</summary>
public static class VisibleGpus
{
    /// <summary>The variable that CUDA goes by.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Those that the environment leaves visible, or else all that <c>nvidia-smi</c> lists; none where that is not installed.</summary>
    /// <exception cref="InputException"><c>nvidia-smi</c> is there and fails, so that nobody knows.</exception>
    public static IReadOnlyList<string> Find() => Find(Environment.GetEnvironmentVariable(Variable), NvidiaSmi.Program);

    /// <inheritdoc cref="Find()"/>
    internal static IReadOnlyList<string> Find(string? visible, string program)
    {
        if (visible is not null)
        {
            // CUDA stops at the first name that is none: -1 hides all.
            return [.. visible.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeWhile(IsName)];
        }

        (string[] lines, string? problem) = NvidiaSmi.Query(program, "index", IsName);
        return problem is null
            ? lines
            : throw new InputException(
                $"which GPUs there are cannot be found out: nvidia-smi {problem}; set {Variable} to their numbers, or to nothing to compute on processors");
    }

    private static bool IsName(string name) => name.All(char.IsAsciiDigit)
        || name.StartsWith("GPU-", StringComparison.Ordinal) || name.StartsWith("MIG-", StringComparison.Ordinal);
}
