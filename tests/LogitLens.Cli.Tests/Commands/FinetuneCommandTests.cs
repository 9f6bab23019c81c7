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

        JsonElement results = Finetune(
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
            .. Finetune(
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
    public void A_classification_head_is_read_by_every_command_that_tells_labels_apart()
    {
        JsonElement trained = Finetune("run", ["--objective", "head", "--dataset", "emotions", "--steps", "4", "--learning-rate", "1e-3"]);
        string model = Path.Combine(_shell.File("run"), "model");
        JsonElement config = Read(Path.Combine(model, "config.json"));
        Assert.Equal("GPT2ForSequenceClassification", config.GetProperty("architectures")[0].GetString());
        Assert.Equal("love", config.GetProperty("id2label").GetProperty("2").GetString());
        Assert.Equal(1499, config.GetProperty("pad_token_id").GetInt32());

        foreach (string command in (string[])["evaluate", "logit-lens", "head-ablation", "attention-mask", "probe-train"])
        {
            string[] limit = command switch
            {
                "evaluate" => [],
                "probe-train" => ["--limit", "60"],
                _ => ["--limit", "6"],
            };
            ExitCode code = _shell.Run([command, "--model", model, "--dataset", "emotions", "--output", _shell.File(command), .. limit]);
            Assert.True(code == ExitCode.Done, _shell.Error);
        }

        Assert.Equal(Accuracy(Read(_shell.File("evaluate/results.json"))), Accuracy(trained.GetProperty("test")));
    }

    [Fact]
    public void What_is_evaluated_after_training_on_label_words_is_what_evaluate_finds()
    {
        JsonElement trained = Finetune("run", ["--objective", "label", "--limit", "64", "--steps", "4", "--learning-rate", "1e-3", "--test", "dev"]);

        ExitCode code = _shell.Run("evaluate", "--model", Path.Combine(_shell.File("run"), "model"), "--output", _shell.File("evaluated"));

        Assert.True(code == ExitCode.Done, _shell.Error);
        JsonElement evaluated = Read(_shell.File("evaluated/results.json"));
        Assert.Equal(Accuracy(evaluated), Accuracy(trained.GetProperty("test")));
    }

    [Fact]
    public void Perplexity_before_and_after_is_what_evaluate_finds()
    {
        JsonElement model = Finetune("run", ["--steps", "3", "--other-text", "prose", "--limit", "30", "--test", "none", "--validation", "none"])
            .GetProperty("models")[0];
        double Evaluated(string which, string name)
        {
            Assert.Equal(ExitCode.Done, _shell.Run("evaluate", "--task", "perplexity", "--dataset", "prose", "--model", which, "--output", _shell.File(name)));
            return Read(_shell.File(name + "/results.json")).GetProperty("perplexity").GetProperty("value").GetDouble();
        }

        Close.Assert(Evaluated("tiny", "before"), model.GetProperty("perplexity_before").GetDouble(), new Tolerance(0, 1e-4));
        Close.Assert(Evaluated(Path.Combine(_shell.File("run"), "model"), "after"), model.GetProperty("perplexity_after").GetDouble(), new Tolerance(0, 1e-4));
    }

    [Fact]
    public void Only_the_last_layers_move_where_only_they_are_trained()
    {
        JsonElement results = Finetune("run", ["--train-last", "1", "--objective", "head", "--dataset", "emotions", "--steps", "2"]);

        Dictionary<string, double> moved = results.GetProperty("models")[0].GetProperty("movement").EnumerateArray()
            .ToDictionary(part => part.GetProperty("part").GetString()!, part => part.GetProperty("distance").GetDouble());
        Assert.Equal(["embeddings", "final norm", "head", "layer 0", "layer 1", "layer 2", "layer 3"], moved.Keys.Order(StringComparer.Ordinal));
        Assert.All(moved, part => Assert.Equal(part.Key is "layer 3" or "final norm" or "head", part.Value > 0));
        Assert.Equal(
            128 * 6,
            Finetune("head", ["--train-last", "0", "--objective", "head", "--dataset", "emotions", "--steps", "2"]).GetProperty("trained_parameters")
                .GetInt64());
    }

    [Fact]
    public void Several_seeds_make_several_models_and_an_interval_over_them()
    {
        JsonElement results = Finetune("run", ["--objective", "head", "--dataset", "emotions", "--steps", "3", "--seeds", "2", "--seed", "5"]);

        Assert.Equal([5, 6], results.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("seed").GetInt32()));
        Assert.True(File.Exists(_shell.File("run/model/config.json")) && File.Exists(_shell.File("run/model-2/config.json")));
        Assert.NotEqual(File.ReadAllBytes(_shell.File("run/model/model.safetensors")), File.ReadAllBytes(_shell.File("run/model-2/model.safetensors")));
        JsonElement condition = results.GetProperty("test").GetProperty("conditions")[0];
        Assert.Equal(2, condition.GetProperty("accuracy_by_draw").GetArrayLength());
        JsonElement single = Finetune("single", ["--objective", "head", "--dataset", "emotions", "--steps", "3", "--seed", "6"]);
        Assert.Equal(File.ReadAllBytes(_shell.File("run/model-2/model.safetensors")), File.ReadAllBytes(_shell.File("single/model/model.safetensors")));
        Assert.Equal(
            condition.GetProperty("accuracy_by_draw")[1].GetDouble(),
            Accuracy(single.GetProperty("test")).Value);
    }

    [Fact]
    public void Simpler_classifiers_answer_the_same_test()
    {
        // The class is the first token; how often it occurs says all.
        string Data(string name, int from) => _shell.Write(
            name,
            string.Concat(Enumerable.Range(from, 24).Select(i => $"{{\"ids\": [{10 + (i % 2)}, {30 + (i % 7)}, {50 + (i % 5)}], \"label\": {i % 2}}}\n")));
        GoldenCase golden = GoldenCase.Open("odd-shape");

        JsonElement results = Finetune(
            "run",
            [
                "--model", golden.Folder, "--objective", "head", "--dataset", Data("learnt.jsonl", 0), "--test", Data("asked.jsonl", 3), "--steps", "1",
                "--learning-rate", "0",
            ]);

        JsonElement[] conditions = [.. results.GetProperty("test").GetProperty("conditions").EnumerateArray()];
        Assert.Equal(["finetuned", "bag-of-words", "frozen-body"], conditions.Select(condition => condition.GetProperty("name").GetString()));
        Assert.Equal(1, conditions[1].GetProperty("metrics").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(3, results.GetProperty("test").GetProperty("comparisons").GetArrayLength());
        Assert.Single(Finetune(
            "without",
            [
                "--model", golden.Folder, "--objective", "head", "--dataset", Data("learnt.jsonl", 0), "--test", Data("asked.jsonl", 3), "--steps", "1",
                "--baselines", "none",
            ]).GetProperty("test").GetProperty("conditions").EnumerateArray());
    }

    [Fact]
    public void Further_data_are_learnt_too()
    {
        string more = _shell.Write("more.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\n");

        Assert.Equal(
            402,
            Finetune("run", ["--rows", "examples", "--also", more, "--steps", "1", "--test", "none", "--validation", "none"]).GetProperty("sequences")
                .GetInt32());
    }

    [Fact]
    public void Training_stops_when_validation_gets_no_better_and_the_best_weights_are_kept()
    {
        // A rate at which a step makes things worse: the first evaluation stays the best.
        JsonElement results = Finetune(
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

    [Theory]
    [InlineData("evaluate", "--task", "perplexity", "--dataset", "prose")]
    [InlineData("evaluate", "--dataset", "arithmetic")]
    [InlineData("evaluate", "--dataset", "agreement")]
    [InlineData("logit-lens", "--prompt", "a fine film")]
    [InlineData("finetune", "--objective", "label")]
    public void A_head_does_not_go_on_with_texts(params string[] command)
    {
        Finetune("run", ["--objective", "head", "--limit", "20", "--steps", "1", "--test", "none", "--validation", "none"]);

        ExitCode code = _shell.Run([.. command, "--model", Path.Combine(_shell.File("run"), "model"), "--output", _shell.File("other")]);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("needs a model that goes on with a text", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("tells classes apart (negative, positive)", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_is_not_asked_about_other_classes()
    {
        Finetune("run", ["--objective", "head", "--limit", "20", "--steps", "1", "--test", "none", "--validation", "none"]);

        ExitCode code = _shell.Run("evaluate", "--model", Path.Combine(_shell.File("run"), "model"), "--dataset", "emotions", "--output", _shell.File("other"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("the model tells apart negative, positive, and the data sadness, joy", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_of_the_test_that_belong_together_are_counted_once_in_intervals()
    {
        string[] rows = ["a moving film,positive,1", "a dull film,negative,2", "warm and funny,positive,3", "so tired,negative,4"];
        string learnt = _shell.Write("learnt.csv", string.Join('\n', ["text,label,film", .. rows]));
        string tested = _shell.Write("tested.csv", string.Join('\n', ["text,label,film", .. rows, .. rows, .. rows]));
        string[] options = ["--objective", "label", "--steps", "1", "--dataset", learnt, "--test", tested, "--baselines", "none"];

        double alone = Width(Finetune("alone", options)), together = Width(Finetune("together", [.. options, "--cluster", "film"]));

        Assert.True(together > 1.2 * alone, $"{alone} {together}");
        Assert.Equal(ExitCode.Done, _shell.Run("inspect", _shell.File("together")));
        ExitCode untested = _shell.Run("finetune", "--objective", "clm", "--steps", "1", "--test", "none", "--cluster", "film", "--dataset", learnt);
        Assert.Equal(ExitCode.WrongUse, untested);
        Assert.Contains("--cluster film: no classes are tested", _shell.Error, StringComparison.Ordinal);

        static double Width(JsonElement results)
        {
            JsonElement metrics = results.GetProperty("test").GetProperty("conditions")[0].GetProperty("metrics");
            JsonElement interval = metrics.GetProperty("accuracy").GetProperty("interval");
            return interval.GetProperty("high").GetDouble() - interval.GetProperty("low").GetDouble();
        }
    }

    private JsonElement Finetune(string name, string[] options)
    {
        ExitCode code = _shell.Run(["finetune", "--output", _shell.File(name), .. options]);
        Assert.True(code == ExitCode.Done, _shell.Error);
        return Read(_shell.File(name + "/results.json"));
    }

    private static (int N, double Value) Accuracy(JsonElement classification)
    {
        JsonElement accuracy = classification.GetProperty("conditions")[0].GetProperty("metrics").GetProperty("accuracy");
        return (accuracy.GetProperty("n").GetInt32(), accuracy.GetProperty("value").GetDouble());
    }

    private string Ids(IReadOnlyList<int[]> sequences) =>
        _shell.Write("ids.jsonl", string.Concat(sequences.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}]}}\n")));

    private static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }
}
