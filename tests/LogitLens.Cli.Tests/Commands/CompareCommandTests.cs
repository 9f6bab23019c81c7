using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>Compares and inspects runs that were really made, on a small checkpoint.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("logit-lens", "accuracy")]
    [InlineData("evaluate", "accuracy")]
    [InlineData("head-ablation", "clean_accuracy")]
    public void A_run_compared_with_its_repetition_differs_in_nothing(string command, string metric)
    {
        string first = Run(command, "first"), second = Run(command, "second", "--batch-size", "1");
        string output = _shell.File("comparison");

        ExitCode code = _shell.Run("compare", first, second, "--output", output);

        Assert.Equal((ExitCode.Done, ""), (code, _shell.Error));
        Assert.Contains("--batch-size: auto | 1", _shell.Out, StringComparison.Ordinal);
        JsonElement difference = RunOutput.Results(output).GetProperty("pairs")[0].GetProperty("differences")[0];
        Assert.Equal(metric, difference.GetProperty("metric").GetString());
        Assert.Equal((3, 0.0, 1.0), (
            difference.GetProperty("n").GetInt32(), difference.GetProperty("difference").GetProperty("value").GetDouble(),
            difference.GetProperty("p_value").GetDouble()));
    }

    [Fact]
    public void Runs_of_different_kinds_are_wrong_use()
    {
        string first = Run("logit-lens", "first"), second = Run("head-ablation", "second");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("compare", first, second, "--output", _shell.File("comparison")));
        Assert.Contains("they have no metric in common; give runs of one kind", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_run_is_wrong_use()
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run("compare", _shell.File("a")));
        Assert.Contains("compare needs two runs at least", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_that_is_there_names_the_option_that_a_comparison_has()
    {
        string[] compare = ["compare", Run("logit-lens", "first"), Run("logit-lens", "second"), "--output", _shell.File("comparison")];
        Assert.Equal(ExitCode.Done, _shell.Run(compare));

        Assert.Equal(ExitCode.WrongUse, _shell.Run(compare));

        Assert.Equal($"error: {_shell.File("comparison")} holds this very run, done; --force does it again\n", _shell.Error);
    }

    [Theory]
    [InlineData("logit-lens")]
    [InlineData("evaluate")]
    [InlineData("head-ablation")]
    public void A_run_of_each_kind_can_be_inspected(string command)
    {
        string folder = Run(command, "run");

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("inspect", folder), _shell.Error));
        Assert.Contains("state:    done", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("- n = 3 is small", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("95% interval", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_examples_can_be_inspected()
    {
        string folder = _shell.File("run");
        _shell.Run("square", "--count", "3", "--output", folder);

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("inspect", folder, "--json"), _shell.Error));
        JsonElement run = JsonDocument.Parse(_shell.Out).RootElement;
        Assert.Equal("square", run.GetProperty("kind").GetString());
        Assert.Equal(3, run.GetProperty("options").GetProperty("count").GetInt32());
        Assert.Equal("Squares", run.GetProperty("headline").GetProperty("title").GetString());
        Assert.Empty(run.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public void A_comparison_can_be_inspected_itself()
    {
        string output = _shell.File("comparison");
        _shell.Run("compare", Run("logit-lens", "first"), Run("logit-lens", "second"), "--output", output);

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("inspect", output), _shell.Error));
        Assert.Contains("Comparison of logit-lens: first (first) and second (second)", _shell.Out, StringComparison.Ordinal);
    }

    private string Run(string command, string name, params string[] options)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = _shell.Write(
            "ids.jsonl", string.Concat(golden.Sequences.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        string folder = _shell.File(name);
        ExitCode code = _shell.Run(
            [command, "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output", folder, .. options]);
        Assert.True(code == ExitCode.Done, _shell.Error);
        return folder;
    }
}
