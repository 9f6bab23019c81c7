using System.Text.RegularExpressions;

namespace LogitLens.Cli;

/// <summary>Writes arguments so that a shell reads them back as they are.</summary>
internal static partial class ShellWords
{
    /// <summary>A command line to paste.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    /// <summary>One argument: as it is where no shell would touch it, else in single quotes.</summary>
    public static string Quote(string argument) =>
        Plain().IsMatch(argument) ? argument : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>The words of a command line as they are written, quotes and all: what it may be broken between.</summary>
    public static IEnumerable<string> Parts(string commandLine) => Part().Matches(commandLine).Select(match => match.Value);

    [GeneratedRegex("""(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+""", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"^[A-Za-z0-9_@%+=:,./-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
