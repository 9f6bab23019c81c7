using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Matrix;

public sealed class MatrixRunTests : IDisposable
{
    private const string TwoCells = """{"command": "square", "matrix": {"count": [2, 3]}}""";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Each_combination_has_a_folder_and_all_have_one_table()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 3], "power": ["2", "3"]}}""");

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all")));

        Assert.Contains("All 4 runs", _shell.Out, StringComparison.Ordinal);
        Assert.EndsWith($"results: {_shell.File("all")}\n", _shell.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["axis_count,axis_power,cell,state,seconds,folder,error", "2,2,count=2_power=2,done", "2,3,count=2_power=3,done", "3,2,count=3_power=2,done",
                "3,3,count=3_power=3,done"],
            File.ReadLines(_shell.File("all/cells.csv")).Select((line, index) => index == 0 ? line : string.Join(',', line.Split(',')[..4])));
    }

    [Fact]
    public void A_run_that_fails_does_not_stop_the_others_and_is_named_at_the_end()
    {
        using Shell shell = new() { Computing = first => _ = first == 2 ? throw new TimeoutException("the model\nfell asleep") : 0 };
        string config = shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 3, 1]}}""");

        Assert.Equal(ExitCode.Failed, shell.Run("run", config, "--output", shell.File("all")));

        Assert.Contains("2 of 3 runs", shell.Out, StringComparison.Ordinal);
        Assert.Contains("warning: run count=3 failed: the model fell asleep\n", shell.Error, StringComparison.Ordinal);
        Assert.Contains("warning: 2 of 3 runs are done; failed: count=3. The same command", shell.Error, StringComparison.Ordinal);
        JsonElement[] cells = [.. RunOutput.Results(shell.File("all")).GetProperty("cells").EnumerateArray()];
        Assert.Equal(["done", "failed", "done"], cells.Select(cell => cell.GetProperty("state").GetString()));
        Assert.Equal("the model\nfell asleep", cells[1].GetProperty("error").GetString());
        Assert.Equal("3", cells[1].GetProperty("axes").GetProperty("count").GetString());
    }

    [Fact]
    public void A_second_call_computes_only_what_is_not_done()
    {
        List<int> computed = [];
        bool fails = true;
        using Shell shell = new()
        {
            Computing = first =>
            {
                computed.Add(first);
                _ = first == 2 && fails ? throw new TimeoutException() : 0;
            },
        };
        string config = shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 6]}}""");
        shell.Run("run", config, "--output", shell.File("all"));
        computed.Clear();
        fails = false;

        Assert.Equal(ExitCode.Done, shell.Run("run", config, "--output", shell.File("all")));

        Assert.Equal([2, 4], computed);
        Assert.Contains("run 1 of 2: count=2, which is done\n", shell.Error, StringComparison.Ordinal);
        Assert.Contains("All 2 runs", shell.Out, StringComparison.Ordinal);
        Assert.Equal(2, RunManifest.Load(shell.File("all/count=6")).Sessions);
    }

    [Fact]
    public void A_single_run_that_is_done_is_not_computed_again()
    {
        int computed = 0;
        using Shell shell = new() { Computing = _ => computed++ };
        string config = shell.Write("c.json", """{"command": "square", "count": 2}""");
        shell.Run("run", config, "--output", shell.File("one"));

        Assert.Equal(ExitCode.Done, shell.Run("run", config, "--output", shell.File("one")));

        Assert.Equal(1, computed);
        Assert.Contains("Squares", shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void With_force_all_runs_are_computed_anew()
    {
        int computed = 0;
        using Shell shell = new() { Computing = _ => computed++ };
        string config = shell.Write("c.json", TwoCells);
        shell.Run("run", config, "--output", shell.File("all"));

        Assert.Equal(ExitCode.Done, shell.Run("run", config, "--output", shell.File("all"), "--force"));

        Assert.Equal(6, computed);
    }

    [Fact]
    public void An_interruption_ends_all_and_the_same_command_goes_on()
    {
        Shell? running = null;
        using Shell shell = new() { Computing = first => (first == 2 ? running : null)?.Interrupt.Cancel() };
        running = shell;
        string config = shell.Write("c.json", """{"command": "square", "matrix": {"count": [6, 7]}}""");

        Assert.Equal(ExitCode.Interrupted, shell.Run("run", config, "--output", shell.File("all")));

        Assert.Equal(RunState.Interrupted, RunManifest.Load(shell.File("all/count=6")).State);
        Assert.False(Directory.Exists(shell.File("all/count=7")));
        using Shell again = new();
        Assert.Equal(ExitCode.Done, again.Run("run", config, "--output", shell.File("all")));
        Assert.Equal(2, RunManifest.Load(shell.File("all/count=6")).Sessions);
    }

    [Fact]
    public void What_is_in_the_last_runs_folder_is_told_before_the_first_begins()
    {
        string config = _shell.Write("c.json", TwoCells);
        _shell.Run("square", "--count", "5", "--output", _shell.File("all/count=3"));

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", _shell.File("all")));

        Assert.Equal(
            $"error: run count=3: {_shell.File("all/count=3")} holds another run: count is 5 there and 3 here. Choose another --output, or --force to replace "
            + "it (none of the 2 runs was begun)\n",
            _shell.Error);
        Assert.False(Directory.Exists(_shell.File("all/count=2")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_before_the_first_begins()
    {
        string config = _shell.Write("c.json", TwoCells);
        _shell.Write("all/count=3", "a file");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", _shell.File("all")));

        Assert.Equal($"error: run count=3: {_shell.File("all/count=3")} is a file; --output takes a folder (none of the 2 runs was begun)\n", _shell.Error);
        Assert.False(Directory.Exists(_shell.File("all/count=2")));
    }

    [Theory]
    [InlineData("""{"command": "square", "matrix": {"count": [2, 2]}}""", "two runs would share the folder count=2")]
    [InlineData("""{"command": "square", "matrix": {"x": [{"count": 2, "output": "a"}, {"count": 3, "output": "b"}]}}""", "output is one folder for all runs")]
    [InlineData("""{"command": "run"}""", "interp run takes config files of other commands")]
    public void A_config_that_cannot_be_laid_out_is_refused(string config, string message)
    {
        string file = _shell.Write("c.json", config);

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", file));

        Assert.StartsWith($"error: {file}: {message}", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runs_own_folder_is_not_taken_for_a_matrix()
    {
        string config = _shell.Write("c.json", TwoCells);
        _shell.Run("square", "--output", _shell.File("one"));

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", _shell.File("one")));

        Assert.Equal(
            $"error: {_shell.File("one")} is a run of interp square, and 2 runs need a folder that holds a folder of each; choose another --output\n",
            _shell.Error);
    }

    [Fact]
    public void A_run_that_is_done_over_what_has_changed_since_is_taken_with_a_warning()
    {
        string data = _shell.Write("d.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\n");
        string config = _shell.Write("c.json", $$$"""{"command": "evaluate", "matrix": {"dataset": ["{{{data}}}", "reviews"]}, "limit": 2}""");
        string[] run = ["run", config, "--output", _shell.File("all")];
        Assert.True(_shell.Run(run) == ExitCode.Done, _shell.Error);
        Assert.Equal(ExitCode.Done, _shell.Run(run));
        Assert.DoesNotContain("warning", _shell.Error, StringComparison.Ordinal);

        File.AppendAllText(data, "warm and funny\t1\n");
        foreach (string[] how in (string[][])[[], ["--part", "1/2"]])
        {
            Assert.Equal(ExitCode.Done, _shell.Run([.. run, .. how]));
            Assert.Contains(
                $" is done and is taken as it is, though --dataset {data} has other contents now; to do it anew", _shell.Error, StringComparison.Ordinal);
        }

        File.Delete(data);
        Assert.Equal(ExitCode.Done, _shell.Run(run));
        Assert.DoesNotContain("warning", _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("results.json", "{\"mine\": 1}")]
    [InlineData("results.json", "no JSON")]
    [InlineData("values.csv", "a,b")]
    [InlineData("figures/cells.svg", "<svg/>")]
    public void What_others_have_in_the_folder_is_not_written_over(string name, string content)
    {
        string config = _shell.Write("c.json", TwoCells), mine = _shell.Write("all/" + name, content);

        foreach (string[] how in (string[][])[[], ["--part", "1/2"], ["--collect"], ["--dry-run"]])
        {
            Assert.Equal(ExitCode.WrongUse, _shell.Run(["run", config, "--output", _shell.File("all"), .. how]));
            Assert.Equal($"error: {mine} is of no matrix and would be written over; choose another --output\n", _shell.Error);
        }

        Assert.Equal(content, File.ReadAllText(mine));
    }

    [Fact]
    public void What_the_runs_read_is_no_folder_for_their_table()
    {
        _shell.Write("data/dev.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\n");
        string data = _shell.File("data");
        string config = _shell.Write("c.json", $$$"""{"command": "evaluate", "dataset": "sst2", "data-dir": "{{{data}}}", "matrix": {"seed": [0, 1]}}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--output", data + "/"));
        Assert.Equal($"error: --output {data}/ is {data}, which the runs read: an output is never an input; choose another folder\n", _shell.Error);
        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all")));
    }

    [Fact]
    public void Another_matrix_keeps_its_table()
    {
        string config = _shell.Write("c.json", TwoCells), other = _shell.Write("d.json", """{"command": "square", "matrix": {"power": ["2", "3"]}}""");
        _shell.Run("run", config, "--output", _shell.File("all"));

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", other, "--output", _shell.File("all")));

        Assert.Equal(
            $"error: {_shell.File("all")} holds a matrix of interp square by count, and this one is of interp square by power; choose another --output\n",
            _shell.Error);
    }

    [Fact]
    public void A_matrix_that_has_grown_goes_on_in_its_folder()
    {
        _shell.Run("run", _shell.Write("c.json", TwoCells), "--output", _shell.File("all"));

        Assert.Equal(
            ExitCode.Done,
            _shell.Run("run", _shell.Write("d.json", """{"command": "square", "matrix": {"count": [2, 3, 4]}}"""), "--output", _shell.File("all")));

        Assert.Equal(3, RunOutput.Results(_shell.File("all")).GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public void Measured_runs_have_their_metrics_side_by_side_in_a_table_and_a_figure()
    {
        string config = _shell.Write("c.json", """{"command": "evaluate", "limit": 30, "matrix": {"dataset": ["reviews", "tweets"], "seed": [0, 1]}}""");

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all"), "--json"));

        JsonElement results = JsonDocument.Parse(_shell.Out).RootElement;
        JsonElement cell = results.GetProperty("cells")[3];
        Assert.Equal("dataset=tweets_seed=1", cell.GetProperty("name").GetString());
        JsonElement accuracy = cell.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("metric").GetString() == "accuracy");
        JsonElement own = RunOutput.Results(_shell.File("all/dataset=tweets_seed=1"));
        Assert.Equal(
            own.GetProperty("conditions")[0].GetProperty("metrics").GetProperty("accuracy").GetProperty("value").GetDouble(),
            accuracy.GetProperty("estimate").GetProperty("value").GetDouble());
        Assert.Contains(
            "tweets,1,dataset=tweets_seed=1,0-shot,accuracy,", File.ReadAllText(_shell.File("all/values.csv")), StringComparison.Ordinal);
        Assert.Contains("tweets, 1", File.ReadAllText(_shell.File("all/figures/cells.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweeps_stand_side_by_side_by_their_strongest_effect()
    {
        const string Sweeps = """{"command": "head-ablation", "limit": 6, "heads": "0.0-1.1", "matrix": {"dataset": ["reviews", "tweets"]}}""";
        string config = _shell.Write("c.json", Sweeps);

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all")));

        JsonElement own = RunOutput.Results(_shell.File("all/dataset=tweets"));
        (string Part, double Effect) strongest = own.GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("item").GetProperty("name").GetString()!, item.GetProperty("effect").GetProperty("value").GetDouble()))
            .MaxBy(item => Math.Abs(item.Item2));
        JsonElement value = RunOutput.Results(_shell.File("all")).GetProperty("cells")[1].GetProperty("values").EnumerateArray()
            .Single(each => each.GetProperty("metric").GetString() == "strongest_effect_on_logit_difference");
        Assert.Equal(strongest, (value.GetProperty("part").GetString(), value.GetProperty("estimate").GetProperty("value").GetDouble()));
        string figure = File.ReadAllText(_shell.File("all/figures/cells.svg"));
        Assert.Contains("strongest effect on logit difference", figure, StringComparison.Ordinal);
        Assert.Contains($"tweets: {strongest.Part}", figure, StringComparison.Ordinal);
    }
}
