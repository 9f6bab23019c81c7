using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class FinetuneCommandTests : IDisposable
{
    private static readonly string[] s_plainAdamW =
        ["--learning-rate", "1e-3", "--weight-decay", "0.01", "--decay", "all", "--schedule", "constant", "--clip-norm", "none"];

    private readonly Shell _shell = new();

    public static TheoryData<string> Cases => GoldenCase.Names;

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_gradients_of_four_steps_are_those_of_a_float64_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        JsonElement reference = golden.Expected.GetProperty("training_float64");

        JsonElement results = _shell.Finetune(
            "run",
            [
                "--model", golden.Folder, "--dataset", Ids(golden.Sequences), "--objective", "clm", "--rows", "examples", "--batch-size", "3", "--steps", "4",
                .. s_plainAdamW,
            ]);

        JsonElement[] steps = [.. results.GetProperty("steps").EnumerateArray()];
        double[] losses = GoldenCase.Doubles(reference.GetProperty("adamw").GetProperty("losses_before_each_step"));
        Close.Assert(losses, [.. steps.Select(step => step.GetProperty("loss").GetDouble())], 1e-3);
        double norm = Math.Sqrt(reference.GetProperty("gradient_norms_step_0").EnumerateObject().Sum(each => each.Value.GetDouble() * each.Value.GetDouble()));
        Assert.InRange(steps[0].GetProperty("gradient_norm").GetDouble() / norm, 1 - 1e-3, 1 + 1e-3);
        Assert.True(File.Exists(Path.Combine(_shell.File("run"), "model", "model.safetensors")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Eight_rows_at_once_are_two_by_four_and_one_by_eight(double smoothing)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = Ids(
            [.. Enumerable.Range(0, 8).Select(row => Enumerable.Range(0, 3 + (row * 5 % 13)).Select(i => ((row * 31) + (i * 17)) % 97).ToArray())]);
        double[] Losses(string batch, string accumulate) =>
        [
            .. _shell.Finetune(
                $"run-{batch}",
                [
                    "--model", golden.Folder, "--dataset", data, "--rows", "examples", "--batch-size", batch, "--accumulate", accumulate, "--steps", "2",
                    "--label-smoothing", FormattableString.Invariant($"{smoothing}"), .. s_plainAdamW,
                ]).GetProperty("steps").EnumerateArray().SelectMany(step => new[] { step.GetProperty("loss").GetDouble(),
                step.GetProperty("gradient_norm").GetDouble() }),
        ];

        double[] whole = Losses("8", "1");

        Close.Assert(whole, Losses("4", "2"), new Tolerance(0, 1e-6));
        Close.Assert(whole, Losses("1", "8"), new Tolerance(0, 1e-6));
    }

    [Fact]
    public void Only_the_last_layers_move_where_only_they_are_trained()
    {
        JsonElement results = _shell.Finetune("run", ["--train-last", "1", "--objective", "head", "--dataset", "emotions", "--steps", "2"]);

        Dictionary<string, double> moved = results.GetProperty("models")[0].GetProperty("movement").EnumerateArray()
            .ToDictionary(part => part.GetProperty("part").GetString()!, part => part.GetProperty("distance").GetDouble());
        Assert.Equal(["embeddings", "final norm", "head", "layer 0", "layer 1", "layer 2", "layer 3"], moved.Keys.Order(StringComparer.Ordinal));
        Assert.All(moved, part => Assert.Equal(part.Key is "layer 3" or "final norm" or "head", part.Value > 0));
        Assert.Equal(
            128 * 6,
            _shell.Finetune("head", ["--train-last", "0", "--objective", "head", "--dataset", "emotions", "--steps", "2"]).GetProperty("trained_parameters")
                .GetInt64());
    }

    [Fact]
    public void Further_data_are_learnt_too()
    {
        string more = _shell.Write("more.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\n");

        Assert.Equal(
            402,
            _shell.Finetune("run", ["--rows", "examples", "--also", more, "--steps", "1", "--test", "none", "--validation", "none"]).GetProperty("sequences")
                .GetInt32());
    }

    [Fact]
    public void Training_stops_when_validation_gets_no_better_and_the_best_weights_are_kept()
    {
        // A rate at which a step makes things worse: the first evaluation stays the best.
        JsonElement results = _shell.Finetune(
            "run",
            [
                "--objective", "label", "--limit", "40", "--steps", "60", "--eval-every", "2", "--patience", "2", "--learning-rate", "0.3", "--schedule",
                "constant",
            ]);

        JsonElement model = results.GetProperty("models")[0];
        JsonElement[] points = [.. results.GetProperty("validation").EnumerateArray()];
        int best = points.Last(point => point.GetProperty("is_best").GetBoolean()).GetProperty("step").GetInt32();
        Assert.Equal((best, best + 4), (model.GetProperty("kept_step").GetInt32(), model.GetProperty("steps").GetInt32()));
        Assert.Equal(best + 4, results.GetProperty("steps").GetArrayLength());
        Assert.Equal("2 evaluations without a better one", model.GetProperty("stopped").GetString());
        Assert.True(File.Exists(_shell.File("run/last/model.safetensors")));
    }

    [Theory]
    [InlineData("--decay needs --weight-decay", "--weight-decay", "0", "--decay", "all")]
    [InlineData("--epochs and --steps exclude each other", "--epochs", "2", "--steps", "3")]
    [InlineData("--batch-size and --batch-tokens exclude each other", "--batch-size", "2", "--batch-tokens", "64")]
    [InlineData("--rows needs --objective clm", "--objective", "label", "--rows", "examples")]
    [InlineData("--class-weights needs --objective label or head", "--class-weights", "balanced")]
    [InlineData(
        "--class-weights balanced: arithmetic has no labels to weigh", "--objective", "label", "--class-weights", "balanced", "--dataset", "arithmetic",
        "--split", "test", "--validation", "none", "--test", "none")]
    [InlineData("--train-last 0 trains a classification head alone", "--train-last", "0")]
    [InlineData("--train-last 9: the model has 4 layers", "--train-last", "9")]
    [InlineData("--block-size 600: the model's context is 512 tokens", "--block-size", "600")]
    [InlineData("--betas takes two numbers", "--betas", "0.9")]
    [InlineData("--dtype fp16: gradients are too small", "--dtype", "fp16")]
    [InlineData("--label-token-ids: --objective head scores classes", "--objective", "head", "--label-token-ids", "5,6")]
    [InlineData("--patience needs validation", "--dataset", "emotions", "--patience", "2")]
    [InlineData("--choose-by and --validation none exclude each other", "--validation", "none", "--choose-by", "accuracy")]
    [InlineData("--validation train: that split is learnt from", "--validation", "train")]
    [InlineData("--test nowhere.csv: no such file, and the splits are train, dev", "--test", "nowhere.csv")]
    [InlineData("--other-text and --objective head exclude each other", "--objective", "head", "--other-text", "prose")]
    [InlineData("has no labels, and --objective head tells classes apart", "--objective", "head", "--dataset", "arithmetic", "--split", "test")]
    public void What_does_not_go_together_is_refused(string message, params string[] options)
    {
        ExitCode code = _shell.Run(["finetune", "--output", _shell.File("run"), .. options]);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("run")));
    }

    private string Ids(IReadOnlyList<int[]> sequences) =>
        _shell.Write("ids.jsonl", string.Concat(sequences.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}]}}\n")));
}
