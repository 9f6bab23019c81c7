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
            else if (!switches.Contains(NameIn(typed[i])) && !valued.Contains(NameIn(typed[i])))
            {
                left.Add(typed[i]);
            }
        }

        return left;
    }

    // "--output=DIR" and "--output:DIR" are read as "--output DIR" is.
    private static string NameIn(string argument) => argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', ':')[0] : argument;
}
