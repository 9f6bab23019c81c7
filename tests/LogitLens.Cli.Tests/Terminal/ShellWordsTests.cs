using System.Diagnostics;

namespace LogitLens.Cli.Tests.Terminal;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("--shots 0,1", "--shots", "0,1")]
    [InlineData("--prompt 'The film was a joy. I'", "--prompt", "The film was a joy. I")]
    [InlineData(@"'it'\''s' '$HOME' '' '*' 'a;b'", "it's", "$HOME", "", "*", "a;b")]
    [InlineData("/data/x-1_2.csv", "/data/x-1_2.csv")]
    public void Arguments_are_quoted_where_a_shell_would_change_them(string line, params string[] arguments) =>
        Assert.Equal(line, ShellWords.Join(arguments));

    [Theory]
    [InlineData("Text: a film,\nfunny. \"It's\" `so` $x !\\ ~ # &")]
    [InlineData("'")]
    [InlineData("line end\n")]
    public void A_shell_reads_back_what_was_written(string argument)
    {
        ProcessStartInfo start = new("sh", ["-c", $"printf '%s|' {ShellWords.Quote(argument)}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;

        Assert.Equal(argument + "|", process.StandardOutput.ReadToEnd());
    }
}
