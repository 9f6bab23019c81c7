using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeReadCommandTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly string _probes;

    public ProbeReadCommandTests()
    {
        _probes = _shell.File("probes");
        Assert.Equal((ExitCode.Done, ""), (_shell.Run("probe-train", "--limit", "60", "--baselines", "none", "--output", _probes), _shell.Error));
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void At_a_tested_texts_last_token_it_reads_what_the_run_recorded()
    {
        JsonElement record = RunOutput.Records(_probes)[0];
        string text = RunOutput.Lines(_probes, "prompts.jsonl")
            .First(prompt => prompt.GetProperty("id").GetString() == record.GetProperty("id").GetString()).GetProperty("text").GetString()!;

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("probe-read", _probes, "--prompt", text, "--json"), _shell.Error));

        JsonElement reading = JsonDocument.Parse(_shell.Out).RootElement;
        Assert.Equal("positive", reading.GetProperty("class").GetString());
        double[] recorded = [.. record.GetProperty("rows")[0].GetProperty("probabilities").EnumerateArray().Select(site => site[1].GetDouble())];
        double[] read = [.. reading.GetProperty("probabilities").EnumerateArray().Select(site => site.EnumerateArray().Last().GetDouble())];
        Close.Assert(recorded, read, 1e-4);
    }

    [Fact]
    public void A_pipe_gets_a_table_and_a_figure_is_written_where_asked_for()
    {
        string figure = _shell.File("strip.svg");

        Assert.Equal((ExitCode.Done, ""),
            (_shell.Run("probe-read", _probes + "/probes.safetensors", "--prompt", "I am sad", "--class", "negative", "--figure", figure), _shell.Error));

        Assert.Contains("P(negative) as each probe reads it after each token", _shell.Out, StringComparison.Ordinal);
        Assert.Contains(" sad", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("blocks.3.hook_resid_post", File.ReadAllText(figure), StringComparison.Ordinal);
        Assert.All(_shell.Out.Split('\n').Where(line => !line.StartsWith("figure", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("--prompt x --class angry", "--class angry: the probes' classes are negative, positive")]
    [InlineData("--prompt x --sites blocks.0.hook_mlp_out", "there are no probes of these; there are blocks.0.hook_resid_post")]
    [InlineData("--token-ids 999999", "is not in the model's vocabulary")]
    [InlineData("", "probe-read needs a text")]
    public void Bad_input_gets_its_line(string options, string message)
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run(["probe-read", _probes, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));

        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_probes_and_another_models_probes_are_told()
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run("probe-read", _shell.File("none"), "--prompt", "x"));
        Assert.Contains("is not there: give a folder that probe-train has written", _shell.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("probe-read", _probes, "--token-ids", "1,2", "--model", GoldenCase.Open("odd-shape").Folder));
        Assert.Contains("matches nothing in a model of 3 layers", _shell.Error, StringComparison.Ordinal);
    }
}
