using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class RerunCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_run_that_was_put_together_of_shards_is_done_again_as_one()
    {
        Done("logit-lens", "--limit", "8", "--batch-size", "2", "--shard", "1/2", "--output", _shell.File("a"));
        Done("logit-lens", "--limit", "8", "--batch-size", "2", "--shard", "2/2", "--output", _shell.File("b"));
        Done("merge", _shell.File("a"), _shell.File("b"), "--output", _shell.File("whole"));

        Done("rerun", _shell.File("whole"));

        Assert.Contains("The numbers agree: the same bytes.", _shell.Out, StringComparison.Ordinal);
        Assert.Null(RunManifest.Load(_shell.File("whole-rerun")).MergedFrom);
    }

    [Fact]
    public void A_shard_a_run_of_a_matrix_and_a_comparison_are_done_again()
    {
        string config = _shell.Write("config.json", "{\"command\": \"evaluate\", \"limit\": 4, \"matrix\": {\"seed\": [1, 2]}}");
        Done("run", config, "--output", _shell.File("table"));
        string[] cells =
        [
            .. Directory.GetDirectories(_shell.File("table")).Where(folder => File.Exists(Path.Combine(folder, RunManifest.FileName)))
                .Order(StringComparer.Ordinal),
        ];
        Done(["compare", .. cells, "--output", _shell.File("comparison")]);
        Done("evaluate", "--limit", "8", "--batch-size", "2", "--shard", "2/2", "--output", _shell.File("shard"));

        foreach (string folder in (string[])[cells[0], _shell.File("comparison"), _shell.File("shard")])
        {
            Done("rerun", folder);
            Assert.Contains("The numbers agree: the same bytes.", _shell.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_weights_and_other_data_are_named_where_the_numbers_do_not_agree()
    {
        string model = CopyOfTheModel(), data = _shell.Write("data.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\n"), run = _shell.File("run");
        Done("logit-lens", "--model", model, "--dataset", data, "--output", run);
        byte[] before = File.ReadAllBytes(Path.Combine(run, "results.json"));

        string weights = Path.Combine(model, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^2] ^= 0x10;
        for (int at = bytes.Length - 2; at > bytes.Length / 2; at -= 4)
        {
            bytes[at] ^= 1;
        }

        File.WriteAllBytes(weights, bytes);
        Assert.Equal(ExitCode.Failed, _shell.Run("rerun", run));
        Assert.Contains("The numbers do not agree.", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("weights (sha256)", _shell.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("data (sha256)", _shell.Out, StringComparison.Ordinal);

        File.AppendAllText(data, "warm and funny\t1\n");
        Assert.Equal(ExitCode.Failed, _shell.Run("rerun", run, "--output", _shell.File("other"), "--json"));
        using JsonDocument report = JsonDocument.Parse(_shell.Out);
        Assert.Equal("no", report.RootElement.GetProperty("agreement").GetString());
        string?[] named = [.. report.RootElement.GetProperty("circumstances").EnumerateArray().Select(each => each.GetProperty("what").GetString())];
        Assert.Superset(new HashSet<string?> { "weights (sha256)", "data (sha256)", "examples" }, named.ToHashSet());
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run, "results.json")));
    }

    [Fact]
    public void Results_that_were_changed_afterwards_are_found_out()
    {
        string run = _shell.File("run");
        Done("logit-lens", "--limit", "4", "--output", run);
        string table = Path.Combine(run, "layers.csv");
        File.WriteAllText(table, File.ReadAllText(table).Replace("0.", "1.", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Failed, _shell.Run("rerun", run));

        Assert.Contains($"layers.csv: first at row", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("the run's files were changed", _shell.Out, StringComparison.Ordinal);
        Assert.All(_shell.Out.Split('\n').Where(line => !line.Contains(run, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_repetition_never_goes_into_the_run_itself()
    {
        string run = _shell.File("run");
        Done("logit-lens", "--limit", "4", "--output", run);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("rerun", run, "--output", run, "--force"));

        Assert.Contains("an output is never an input", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(RunState.Done, RunManifest.Load(run).State);
    }

    [Fact]
    public void What_is_not_done_or_no_run_is_refused()
    {
        string run = _shell.File("run");
        Done("logit-lens", "--limit", "4", "--output", run);
        (RunManifest.Load(run) with { State = RunState.Interrupted }).Save(run);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("rerun", run));
        Assert.Contains("is not done (interrupted): its command goes on with --resume", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, _shell.Run("rerun", _shell.File("none")));
        Assert.Contains("there is no such folder", _shell.Error, StringComparison.Ordinal);
    }

    private void Done(params string[] arguments) => Assert.True(_shell.Run(arguments) == ExitCode.Done, _shell.Error);

    private string CopyOfTheModel()
    {
        string model = _shell.File("model");
        Directory.CreateDirectory(model);
        foreach (string file in Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "models", "tiny")))
        {
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        }

        return model;
    }
}
