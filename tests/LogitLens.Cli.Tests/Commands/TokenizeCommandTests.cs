using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class TokenizeCommandTests
{
    [Fact]
    public void A_text_is_shown_as_ids_and_pieces()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.Done, shell.Run("tokenize", "Not bad, isn't it?", "--tokenizer", Gpt2Tokenizer));

        Assert.Equal("7 tokens: 3673 2089 11 2125 470 340 30\n[Not] [ bad] [,] [ isn] ['t] [ it] [?]\n", shell.Out);
    }

    [Fact]
    public void A_files_lines_gain_their_ids()
    {
        using Shell shell = new();
        string input = shell.Write("texts.jsonl", "{\"text\": \"Hello\"}\n\n{\"text\": \"<|endoftext|>\", \"label\": 1}\n");

        Assert.Equal(ExitCode.Done, shell.Run("tokenize", "--input", input, "--tokenizer", Gpt2Tokenizer));

        JsonElement[] rows = [.. shell.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([15496], GoldenCase.Ints(rows[0].GetProperty("ids")).AsEnumerable());
        Assert.Equal([27, 91, 437, 1659, 5239, 91, 29], GoldenCase.Ints(rows[1].GetProperty("ids")).AsEnumerable());
    }

    [Theory]
    [InlineData("{\"text\": 5}", "line 1: expected an object with a string \"text\"")]
    [InlineData("{\"text\": ", "line 1: not JSON")]
    [InlineData("{\"text\": \"\\ud800\"}", "line 1: not JSON: a name or a text is not Unicode")]
    public void A_bad_line_is_named(string line, string complaint)
    {
        using Shell shell = new();
        string input = shell.Write("texts.jsonl", line);

        Assert.Equal(ExitCode.WrongUse, shell.Run("tokenize", "--input", input, "--tokenizer", Gpt2Tokenizer));

        Assert.Contains(complaint, shell.Error, StringComparison.Ordinal);
    }

    private static string Gpt2Tokenizer => SharedFiles.Require("data/gpt2-tokenizer");
}
