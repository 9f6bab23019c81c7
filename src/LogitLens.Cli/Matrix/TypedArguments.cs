namespace LogitLens.Cli;

/// <summary>The arguments of a command line, for another process to be called with most of them.</summary>
internal static class TypedArguments
{
    /// <summary>Those that are left without some options and their values.</summary>
    /// <param name="valued">Options with a value, dashes included.</param>
    /// <param name="switches">Options without one.</param>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> typed, IReadOnlyList<string> valued, IReadOnlyList<string> switches)
    {
        List<string> left = [];
        for (int i = 0; i < typed.Count; i++)
        {
            if (valued.Contains(typed[i]))
            {
                i++;
            }
            else if (!switches.Contains(typed[i]) && !valued.Any(option => typed[i].StartsWith(option + "=", StringComparison.Ordinal)))
            {
                left.Add(typed[i]);
            }
        }

        return left;
    }
}
