namespace LogitLens.Cli;

/// <summary>How many characters a line of output may have.</summary>
internal static class TerminalWidth
{
    // For files and pipes, unless the environment says COLUMNS: what any terminal, log or page of documentation has room for.
    private const int Usual = 80;

    /// <summary>Whether output goes to a terminal.</summary>
    public static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>The terminal's width, or the usual one where output is no terminal.</summary>
    public static int Of(TextWriter output) => IsTerminal(output) ? Math.Max(1, Console.WindowWidth)
        : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0
        ? columns
        : Usual;
}
