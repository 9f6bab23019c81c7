using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class FinetuneTestSetTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void What_is_evaluated_after_training_on_label_words_is_what_evaluate_finds()
    {
        JsonElement trained = _shell.Finetune("run", ["--objective", "label", "--limit", "64", "--steps", "4", "--learning-rate", "1e-3", "--test", "dev"]);

        ExitCode code = _shell.Run("evaluate", "--model", Path.Combine(_shell.File("run"), "model"), "--output", _shell.File("evaluated"));

        Assert.True(code == ExitCode.Done, _shell.Error);
        JsonElement evaluated = RunOutput.Results(_shell.File("evaluated"));
        Assert.Equal(FinetuneRun.Accuracy(evaluated), FinetuneRun.Accuracy(trained.GetProperty("test")));
    }

    [Fact]
    public void Perplexity_before_and_after_is_what_evaluate_finds()
    {
        JsonElement model = _shell.Finetune("run", ["--steps", "3", "--other-text", "prose", "--limit", "30", "--test", "none", "--validation", "none"])
            .GetProperty("models")[0];
        double Evaluated(string which, string name)
        {
            Assert.Equal(ExitCode.Done, _shell.Run("evaluate", "--task", "perplexity", "--dataset", "prose", "--model", which, "--output", _shell.File(name)));
            return RunOutput.Results(_shell.File(name)).GetProperty("perplexity").GetProperty("value").GetDouble();
        }

        Close.Assert(Evaluated("tiny", "before"), model.GetProperty("perplexity_before").GetDouble(), new Tolerance(0, 1e-4));
        Close.Assert(Evaluated(Path.Combine(_shell.File("run"), "model"), "after"), model.GetProperty("perplexity_after").GetDouble(), new Tolerance(0, 1e-4));
    }

    [Fact]
    public void Simpler_classifiers_answer_the_same_test()
    {
        // The class is the first token; how often it occurs says all.
        string Data(string name, int from) => _shell.Write(
            name,
            string.Concat(Enumerable.Range(from, 24).Select(i => $"{{\"ids\": [{10 + (i % 2)}, {30 + (i % 7)}, {50 + (i % 5)}], \"label\": {i % 2}}}\n")));
        GoldenCase golden = GoldenCase.Open("odd-shape");

        JsonElement results = _shell.Finetune(
            "run",
            [
                "--model", golden.Folder, "--objective", "head", "--dataset", Data("learnt.jsonl", 0), "--test", Data("asked.jsonl", 3), "--steps", "1",
                "--learning-rate", "0",
            ]);

        JsonElement[] conditions = [.. results.GetProperty("test").GetProperty("conditions").EnumerateArray()];
        Assert.Equal(["finetuned", "bag-of-words", "frozen-body"], conditions.Select(condition => condition.GetProperty("name").GetString()));
        Assert.Equal(1, conditions[1].GetProperty("metrics").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(3, results.GetProperty("test").GetProperty("comparisons").GetArrayLength());
        Assert.Single(_shell.Finetune(
            "without",
            [
                "--model", golden.Folder, "--objective", "head", "--dataset", Data("learnt.jsonl", 0), "--test", Data("asked.jsonl", 3), "--steps", "1",
                "--baselines", "none",
            ]).GetProperty("test").GetProperty("conditions").EnumerateArray());
    }

    [Fact]
    public void Examples_of_the_test_that_belong_together_are_counted_once_in_intervals()
    {
        string[] rows = ["a moving film,positive,1", "a dull film,negative,2", "warm and funny,positive,3", "so tired,negative,4"];
        string learnt = _shell.Write("learnt.csv", string.Join('\n', ["text,label,film", .. rows]));
        string tested = _shell.Write("tested.csv", string.Join('\n', ["text,label,film", .. rows, .. rows, .. rows]));
        string[] options = ["--objective", "label", "--steps", "1", "--dataset", learnt, "--test", tested, "--baselines", "none"];

        double alone = Width(_shell.Finetune("alone", options)), together = Width(_shell.Finetune("together", [.. options, "--cluster", "film"]));

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
}
