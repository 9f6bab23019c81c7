using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>What follows a finetuning, and the ready configurations that ask for it.</summary>
public sealed class FinetuneFollowUpTests : IDisposable
{
    private readonly Shell _shell = new();

    public static TheoryData<string, string> Configs => new()
    {
        { "finetune-emotion-head.json", "emotions" },
        { "finetune-emotion-labels.json", "emotions" },
        { "finetune-tweets.json", "tweets" },
        { "finetune-sst2-head.json", "reviews" },
        { "finetune-imdb.json", "reviews" },
        { "class-circuits.json", "emotions" },
    };

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_ready_configuration_runs(string config, string dataset)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot, "configs", config), split = dataset == "reviews" ? "dev" : "test";
        string[] then = config switch
        {
            "class-circuits.json" =>
                ["--then", "head-ablation --limit 6 --metric recentred; attention-mask --limit 3 --sweep distance --window 1 --metric recentred"],
            "finetune-emotion-labels.json" => ["--then", "logit-lens --limit 6"],
            _ => [],
        };

        ExitCode code = _shell.Run(
            [
                "run", path, "--model", "tiny", "--dataset", dataset, "--limit", "12", "--epochs", "1", "--validation", split, "--output", _shell.File("run"),
                .. then,
            ]);

        Assert.True(code == ExitCode.Done, _shell.Error);
        Assert.Equal(then.Length > 0, Directory.Exists(_shell.File("run/then")));
        Assert.Equal(config == "class-circuits.json", File.Exists(_shell.File("run/then/head-ablation-after-3/results.json")));
        if (config == "class-circuits.json")
        {
            JsonElement seeds = RunOutput.Results(_shell.File("run/then/head-ablation-seeds"));
            JsonElement classes = seeds.GetProperty("pairs")[2].GetProperty("effects").GetProperty("classes");
            Assert.Equal(LabelSet.Emotion.Names, classes.EnumerateArray().Select(own => own.GetProperty("label").GetString()!));
        }
    }

    [Fact]
    public void Every_ready_configuration_is_among_those_above() => Assert.Equal(
        Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "configs"), "*.json").Where(path =>
            File.ReadAllText(path).Contains("\"finetune\"", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        Configs.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void The_lens_before_and_after_is_compared_in_one_figure()
    {
        string[] options =
        [
            "finetune", "--objective", "label", "--limit", "40", "--steps", "3", "--output", _shell.File("run"),
            "--then", "logit-lens --limit 20 --shots 0,1 --demos correct,incorrect",
        ];
        Assert.True(_shell.Run(options) == ExitCode.Done, _shell.Error);

        JsonElement before = Accuracies("run/then/logit-lens-before"), after = Accuracies("run/then/logit-lens-after");
        Assert.Equal(3, before.GetArrayLength());
        Assert.NotEqual(before.GetRawText(), after.GetRawText());
        string figure = File.ReadAllText(_shell.File("run/then/figures/accuracy-by-layer-before-and-after.svg"));
        foreach (string line in (string[])["0-shot", "1-shot-incorrect", ">before<", ">after<", "before, read by after", "after, read by before"])
        {
            Assert.Contains(line, figure, StringComparison.Ordinal);
        }

        string[] table = File.ReadAllLines(_shell.File("run/then/accuracy-by-layer.csv"));
        Assert.Equal("condition,shots,demos,streams,readout,layer,accuracy,low,high,n", table[0]);
        Assert.Equal(1 + (3 * 4 * 4), table.Length); // conditions, lenses, layers
        Assert.Equal(Path.Combine(_shell.File("run"), "model"), Readout("run/then/logit-lens-before-read-by-after"));
        Assert.Equal("tiny", Readout("run/then/logit-lens-after-read-by-before"));
        Assert.True(File.Exists(_shell.File("run/then/logit-lens-comparison/results.json")));
        Assert.True(_shell.Run([.. options, "--resume"]) == ExitCode.Done, _shell.Error);
        Assert.True(_shell.Run([.. options, "--force"]) == ExitCode.Done, _shell.Error);
    }

    [Fact]
    public void A_finetuning_that_is_done_is_taken_as_it_is_though_the_data_that_its_model_was_asked_have_changed()
    {
        string data = _shell.Write("d.csv", "text,label\na fine film,good\na dull mess,bad\n"), tested = _shell.Write("t.csv", File.ReadAllText(data));
        string config = _shell.Write(
            "c.json", $$$"""{"command": "finetune", "dataset": "{{{data}}}", "test": "{{{tested}}}", "steps": 1, "then": "evaluate"}""");
        string[] run = ["run", config, "--objective", "label", "--output", _shell.File("run")];
        Assert.True(_shell.Run(run) == ExitCode.Done, _shell.Error);
        string[] analyses = Directory.GetFiles(_shell.File("run/then"), "run.json", SearchOption.AllDirectories);
        string[] before = [.. analyses.Select(File.ReadAllText)];

        File.AppendAllText(tested, "warm and funny,good\n");

        Assert.True(_shell.Run(run) == ExitCode.Done, _shell.Error);
        Assert.Contains($"is done and is taken as it is, though --test {tested} has other contents now", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(before, analyses.Select(File.ReadAllText));
    }

    [Theory]
    [InlineData("--then lens: there is no such experiment", "lens")]
    [InlineData("--then fetch: there is no such experiment", "fetch sst2")]
    [InlineData("--then finetune: it trains a model", "finetune --steps 2")]
    [InlineData("--then names no command", ";")]
    [InlineData("--then: a quote is opened and not closed", "evaluate --template 'one")]
    [InlineData("interp logit-lens has no option --layers", "logit-lens --layers 2")]
    public void What_cannot_follow_is_refused_before_training(string message, string then)
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run("finetune", "--steps", "1", "--limit", "10", "--then", then, "--output", _shell.File("run")));

        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("run")));
    }

    private string? Readout(string run) => RunOutput.Results(_shell.File(run)).GetProperty("readout").GetProperty("id").GetString();

    private JsonElement Accuracies(string run) => RunOutput.Results(_shell.File(run)).GetProperty("conditions");
}
