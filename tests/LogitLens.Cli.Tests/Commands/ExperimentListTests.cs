using LogitLens.Experiments;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>What holds of every experiment because it stands in the list.</summary>
public sealed class ExperimentListTests : IDisposable
{
    private readonly Shell _shell = new();

    public static TheoryData<string> Commands => [.. ExperimentList.All.Select(kind => kind.Command)];

    public static TheoryData<string> OnModels => [.. ExperimentList.All.Where(kind => !kind.ReadsRuns).Select(kind => kind.Command)];

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(OnModels))]
    public void Its_runs_can_be_inspected_and_compared(string command)
    {
        string first = Run(command, "first"), second = Run(command, "second");

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("inspect", first), _shell.Error));
        Assert.Contains($"run:      {command}", _shell.Out, StringComparison.Ordinal);
        string output = _shell.File("comparison");
        Assert.Equal((ExitCode.Done, ""), (_shell.Run("compare", first, second, "--output", output), _shell.Error));
        JsonElement results = RunOutput.Results(output);
        JsonElement differences = results.GetProperty("pairs")[0].GetProperty("differences");
        Assert.NotEmpty(differences.EnumerateArray());
        Assert.All(differences.EnumerateArray(), each => Assert.Equal(0, each.GetProperty("difference").GetProperty("value").GetDouble()));
    }

    [Theory]
    [MemberData(nameof(OnModels))]
    public void Its_runs_can_be_done_again_and_come_to_the_same(string command)
    {
        string folder = Run(command, "run");

        Assert.True(_shell.Run("rerun", folder) == ExitCode.Done, _shell.Error);

        Assert.Contains("The numbers agree: the same ", _shell.Out, StringComparison.Ordinal);
        string repetition = _shell.File(command == "capture" ? "run-rerun.run" : "run-rerun");
        Assert.Equal(RunState.Done, RunManifest.Load(repetition).State);
        Assert.True(File.Exists(Path.Combine(repetition, "rerun.json")));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_has_help_a_section_of_the_reference_and_a_schema(string command)
    {
        Assert.Equal(ExitCode.Done, _shell.Run(command, "--help"));
        Assert.StartsWith($"interp {command}: ", _shell.Out, StringComparison.Ordinal);
        _shell.Run("docs");
        Assert.Contains($"\n## interp {command}\n", _shell.Out, StringComparison.Ordinal);
        _shell.Run("config-schema");
        using JsonDocument schema = JsonDocument.Parse(_shell.Out);
        Assert.Contains(
            schema.RootElement.GetProperty("oneOf").EnumerateArray(),
            each => each.GetProperty("properties").GetProperty("command").GetProperty("const").GetString() == command);
    }

    [Theory]
    [MemberData(nameof(OnModels))]
    public void It_can_be_configured(string command)
    {
        string config = _shell.Write("config.json", $"{{\"command\": \"{command}\", \"seed\": 3, \"limit\": 3}}");
        string folder = Run(command, "run", "--config", config);
        Assert.Equal(3, RunManifest.Load(folder).Seed);
    }

    [Fact]
    public void A_comparison_has_no_examples_to_compare()
    {
        string first = Run("logit-lens", "first"), second = Run("logit-lens", "second");
        string[] comparisons = [_shell.File("a"), _shell.File("b")];
        Array.ForEach(comparisons, output => _shell.Run("compare", first, second, "--output", output));

        Assert.Equal(ExitCode.WrongUse, _shell.Run(["compare", .. comparisons, "--output", _shell.File("c")]));
        Assert.Contains("a is a comparison, which has no examples of its own; give the runs that it compares", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_into_one_of_its_runs_is_refused_and_the_run_stays()
    {
        string first = Run("logit-lens", "first"), second = Run("logit-lens", "second");
        string before = File.ReadAllText(Path.Combine(first, "results.json"));

        Assert.Equal(ExitCode.WrongUse, _shell.Run("compare", first, second, "--output", first, "--force"));

        Assert.Contains("an output is never an input", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(first, "results.json")));
    }

    [Fact]
    public void Force_with_a_model_that_cannot_be_read_keeps_the_old_run()
    {
        string folder = Run("logit-lens", "run"), broken = _shell.File("broken");
        Directory.CreateDirectory(broken);
        foreach (string file in Directory.GetFiles(GoldenCase.Open("odd-shape").Folder))
        {
            File.Copy(file, Path.Combine(broken, Path.GetFileName(file)));
        }

        string weights = Path.Combine(broken, "model.safetensors");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^100]);
        string before = File.ReadAllText(Path.Combine(folder, "results.json"));

        Assert.NotEqual(ExitCode.Done, _shell.Run("logit-lens", "--model", broken, "--token-ids", "1,2", "--output", folder, "--force"));

        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "results.json")));
        Assert.Equal(RunState.Done, RunManifest.Load(folder).State);
    }

    private string Run(string command, string name, params string[] options)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = _shell.Write(
            "ids.jsonl", string.Concat(golden.Sequences.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        string output = _shell.File(command == "capture" ? name + ".safetensors" : name);
        string[] labels = command == "probe-train" ? [] : ["--label-token-ids", string.Join(',', golden.LabelTokens)];
        ExitCode code = _shell.Run([command, "--model", golden.Folder, "--dataset", data, .. labels, "--output", output, .. options]);
        Assert.True(code == ExitCode.Done, _shell.Error);
        return command == "capture" ? _shell.File(name + ".run") : output;
    }
}
