namespace LogitLens.Cli.Tests.Commands;

public sealed class InspectFailuresTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Failures_of_the_bundled_questions_are_listed_with_what_was_asked_and_answered()
    {
        string run = _shell.File("run");
        _shell.Run("evaluate", "--dataset", "arithmetic", "--limit", "12", "--shots", "1", "--max-new-tokens", "6", "--output", run);
        JsonElement[] records = RunOutput.Records(run);
        JsonElement[] wrong =
        [
            .. records.Where(record => !record.GetProperty("correct").GetBoolean()).OrderBy(record => record.GetProperty("answer_log_prob").GetDouble()),
        ];
        Assert.NotEmpty(wrong);

        Assert.Equal(ExitCode.Done, _shell.Run("inspect", run, "--failures", "--json"));

        JsonElement listed = JsonDocument.Parse(_shell.Out).RootElement.GetProperty("answers")[0];
        Assert.Equal(wrong[0].GetProperty("id").GetString(), listed.GetProperty("id").GetString());
        Assert.Equal(wrong[0].GetProperty("question").GetString(), listed.GetProperty("text").GetString());
        Assert.Equal(wrong[0].GetProperty("answer").GetString(), listed.GetProperty("right").GetString());
        Assert.Equal(wrong[0].GetProperty("class").GetString(), listed.GetProperty("kind").GetString());
        string prompt = listed.GetProperty("prompt").GetString()!;
        Assert.Equal(2, prompt.Split("Question: ").Length - 1);
        Assert.EndsWith($"Question: {listed.GetProperty("text").GetString()}\nAnswer:", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_fits_80_columns_and_says_how_many_there_are()
    {
        string run = _shell.File("run");
        _shell.Run("evaluate", "--limit", "30", "--shots", "1", "--demos", "incorrect", "--output", run);

        Assert.Equal(ExitCode.Done, _shell.Run("inspect", run, "--failures", "--top", "2"));

        Assert.Contains("2 of the ", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("  text:    ", _shell.Out, StringComparison.Ordinal);
        Assert.Contains(", confidence 0.", _shell.Out, StringComparison.Ordinal);
        Assert.All(_shell.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Kinds_are_for_failures() =>
        Assert.Equal((ExitCode.WrongUse, "error: --kind needs --failures\n"), (_shell.Run("inspect", "x", "--kind", "correct"), _shell.Error));
}
