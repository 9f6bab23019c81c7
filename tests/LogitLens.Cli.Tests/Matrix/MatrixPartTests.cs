using System.Diagnostics;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Matrix;

public sealed class MatrixPartTests : IDisposable
{
    private const string TwoCells = """{"command": "square", "matrix": {"count": [6, 7]}}""";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Parts_put_together_are_the_runs_byte_for_byte()
    {
        string config = _shell.Write("c.json", TwoCells);
        _shell.Run("run", config, "--output", _shell.File("whole"));
        foreach (string part in (string[])["6/6", "2/6", "4/6", "1/6", "3/6", "5/6"])
        {
            Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "3", "--part", part));
        }

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "3", "--collect"));

        Assert.Contains("All 2 runs", _shell.Out, StringComparison.Ordinal);
        foreach (string file in (string[])["count=6/records.jsonl", "count=6/results.json", "count=7/records.jsonl", "count=7/results.json", "values.csv"])
        {
            Assert.Equal(File.ReadAllBytes(_shell.File("whole/" + file)), File.ReadAllBytes(_shell.File("parts/" + file)));
        }
    }

    [Fact]
    public void A_part_writes_to_a_folder_of_its_own_alone()
    {
        string config = _shell.Write("c.json", TwoCells);

        _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "2", "--part", "3/4");

        Assert.Equal(["count=7-1of2"], Directory.GetFileSystemEntries(_shell.File("parts")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_part_that_is_done_or_begun_elsewhere_is_left_alone()
    {
        int computed = 0;
        using Shell shell = new() { Computing = _ => computed++ };
        string config = shell.Write("c.json", TwoCells);
        string[] part = ["run", config, "--output", shell.File("parts"), "--shards", "2", "--part", "1/4"];
        shell.Run(part);
        int once = computed;

        Assert.Equal(ExitCode.Done, shell.Run(part));

        Assert.Equal(once, computed);
        Assert.Contains($"{shell.File("parts/count=6-1of2")} is done", shell.Error, StringComparison.Ordinal);
        File.Delete(shell.File("parts/count=6-1of2/run.json"));
        using FileStream held = new(shell.File("parts/count=6-1of2/.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(ExitCode.Done, shell.Run(part));
        Assert.Contains("is being written by another process, which does this part", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_another_process_begins_at_the_same_moment_is_left_to_it()
    {
        FileStream? held = null;
        ExperimentKind late = ExperimentKind.Of<SquareCommand.Settings>("late", "Come second", (_, _) => throw new UnreachableException()) with
        {
            // Asked for after the look at the folder and before it is taken.
            FollowUps = (options, _, _) =>
            {
                string folder = Directory.CreateDirectory(((IExperimentOptions)options).Run.Output!).FullName;
                held = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return [];
            },
        };
        using Shell shell = new() { Also = [new ExperimentCommand(late)] };
        string config = shell.Write("c.json", """{"command": "late", "matrix": {"count": [6, 7]}}""");

        Assert.Equal(ExitCode.Done, shell.Run("run", config, "--output", shell.File("parts"), "--part", "1/2"));

        held!.Dispose();
        Assert.Equal($"{shell.File("parts/count=6")} is being written by another process, which does this part\n", shell.Error);
    }

    [Fact]
    public void A_part_that_was_stopped_goes_on()
    {
        Shell? running = null;
        using Shell shell = new() { Computing = first => (first == 2 ? running : null)?.Interrupt.Cancel() };
        running = shell;
        string config = shell.Write("c.json", TwoCells);
        Assert.Equal(ExitCode.Interrupted, shell.Run("run", config, "--output", shell.File("parts"), "--part", "1/2"));

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", shell.File("parts"), "--part", "1/2"));

        Assert.Equal(2, RunManifest.Load(shell.File("parts/count=6")).Sessions);
    }

    [Fact]
    public void A_part_that_cannot_go_on_has_failed_and_is_not_said_to_be_done_elsewhere()
    {
        Shell? running = null;
        using Shell stopped = new() { Computing = first => (first == 2 ? running : null)?.Interrupt.Cancel() };
        running = stopped;
        string[] part = ["run", _shell.Write("c.json", TwoCells), "--output", _shell.File("parts"), "--part", "1/2"];
        Assert.Equal(ExitCode.Interrupted, stopped.Run(part));
        using Shell changed = new() { Computing = _ => throw new InputException("the data are others by now") };

        Assert.Equal((ExitCode.WrongUse, "error: the data are others by now\n"), (changed.Run(part), changed.Error));
    }

    [Fact]
    public void Collecting_names_what_is_missing_and_puts_the_rest_together()
    {
        string config = _shell.Write("c.json", TwoCells);
        foreach (string part in (string[])["1/4", "2/4", "4/4"])
        {
            _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "2", "--part", part);
        }

        Assert.Equal(ExitCode.Failed, _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "2", "--collect"));

        Assert.Contains("warning: run count=7 failed: 1 of 2 shards are missing: 1/2 (not begun)\n", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(RunState.Done, RunManifest.Load(_shell.File("parts/count=6")).State);
        Assert.False(Directory.Exists(_shell.File("parts/count=7")));
    }

    [Fact]
    public async Task A_second_job_that_collects_waits_for_the_first()
    {
        string config = _shell.Write("c.json", TwoCells), whole = _shell.File("parts/count=6");
        string[] collect = ["run", config, "--output", _shell.File("parts"), "--shards", "2", "--collect"];
        foreach (string part in (string[])["1/4", "2/4", "3/4", "4/4"])
        {
            _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "2", "--part", part);
        }

        _shell.Run(collect);
        RunManifest done = RunManifest.Load(whole);
        (done with { State = RunState.Running }).Save(whole);
        Task<ExitCode> second;
        using (FileStream held = new(Path.Combine(whole, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            second = Task.Run(() => _shell.Run(collect), TestContext.Current.CancellationToken);
            await Task.WhenAny(second, Task.Delay(500, TestContext.Current.CancellationToken));
            Assert.False(second.IsCompleted, _shell.Error);
            done.Save(whole);
        }

        Assert.Equal(ExitCode.Done, await second);
        Assert.Contains($"{whole} is being put together by another process; waiting for it\n", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("All 2 runs", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_cannot_put_together_does_not_wait_for_itself()
    {
        using Shell shell = new() { Summing = () => throw new InputException("these do not go together") };
        string[] collect = Collection("""{"command": "square", "count": 6}""", 2);
        shell.Interrupt.CancelAfter(TimeSpan.FromSeconds(20)); // a wait for itself would have no end

        Assert.Equal((ExitCode.WrongUse, "error: these do not go together\n"), (shell.Run(collect), shell.Error));
    }

    [Fact]
    public void An_interrupt_ends_the_waiting_for_another_job()
    {
        string[] collect = Collection("""{"command": "square", "count": 6}""", 2);
        string lockFile = Path.Combine(Directory.CreateDirectory(_shell.File("parts")).FullName, ".lock");
        using FileStream held = new(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        _shell.Interrupt.CancelAfter(500);

        Assert.Equal(ExitCode.Interrupted, _shell.Run(collect));
    }

    [Fact]
    public void What_is_missing_of_one_run_is_no_wrong_use()
    {
        string config = _shell.Write("c.json", """{"command": "square", "count": 6}""");
        _shell.Run("run", config, "--output", _shell.File("one"), "--shards", "2", "--part", "1/2");

        Assert.Equal(ExitCode.Failed, _shell.Run("run", config, "--output", _shell.File("one"), "--shards", "2", "--collect"));

        Assert.Equal("error: 1 of 2 shards are missing: 2/2 (not begun)\n", _shell.Error);
    }

    [Fact]
    public void A_part_that_was_killed_before_what_follows_it_does_that()
    {
        string config = _shell.Write(
            "c.json",
            """
            {"command": "finetune", "limit": 8, "steps": 1, "batch-size": 4, "then": "logit-lens --limit 2",
             "matrix": {"dataset": ["reviews", "emotions"]}}
            """);
        string[] all = ["run", config, "--output", _shell.File("parts")], part = [.. all, "--part", "1/2"], collect = [.. all, "--collect"];
        Assert.True(_shell.Run(part) == ExitCode.Done, _shell.Error);
        string followed = Path.GetDirectoryName(
            Directory.EnumerateFiles(_shell.File("parts/dataset=reviews/then"), RunManifest.FileName, SearchOption.AllDirectories).First())!;
        Directory.Delete(followed, recursive: true);

        Assert.Equal(ExitCode.Failed, _shell.Run(collect));
        Assert.Contains("run dataset=reviews failed: it is done, and what follows it (--then) is not", _shell.Error, StringComparison.Ordinal);
        Assert.True(_shell.Run(part) == ExitCode.Done, _shell.Error);

        Assert.Equal(RunState.Done, RunManifest.Load(followed).State);
    }

    [Fact]
    public void A_run_of_fewer_batches_than_shards_has_as_many_shards_and_the_rest_have_nothing_to_do()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"count": [3]}}""");
        foreach (string part in (string[])["1/4", "2/4", "3/4", "4/4"])
        {
            Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "4", "--part", part));
        }

        Assert.Contains("has 2 shards, and this would be shard 4: there is nothing to do", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("parts"), "--shards", "4", "--collect"));
    }

    [Theory]
    [InlineData("c.json has 2 parts, 2 runs in 1 shards each", "--part", "1/3", "--output", "x")]
    [InlineData("--part needs --output, which all parts lie in", "--part", "1/1", "--count", "3", "--seed", "77")]
    [InlineData("--shards needs --part", "--shards", "2")]
    [InlineData("--part and --collect exclude each other", "--collect", "--part", "1/2")]
    [InlineData("--force begins runs anew", "--force", "--part", "1/2", "--output", "x")]
    [InlineData("--shard makes each run a part of one", "--shard", "1/2", "--part", "1/2", "--output", "x")]
    [InlineData("--shard makes each run a part of one", "--shard", "1/2", "--collect", "--output", "x")]
    public void What_cannot_be_done_is_refused(string message, params string[] options)
    {
        string config = _shell.Write("c.json", TwoCells);

        Assert.Equal(ExitCode.WrongUse, _shell.Run(["run", config, .. options]));

        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_takes_the_place_of_an_axis()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 3], "power": ["2", "3"]}}""");

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--count", "5", "--output", _shell.File("all")));

        Assert.Equal(["power=2", "power=3"], Directory.GetDirectories(_shell.File("all")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_is_typed_may_not_make_runs_the_same()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"x": [{"count": 2}, {"count": 3}]}}""");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("run", config, "--count", "5", "--output", _shell.File("all")));

        Assert.Equal($"error: {config}: x=2 and x=3 are the same run: what is typed overrides what tells them apart\n", _shell.Error);
    }

    // The command that puts together what all parts of a config file have made, which they have.
    private string[] Collection(string config, int parts)
    {
        string[] all = ["run", _shell.Write("c.json", config), "--output", _shell.File("parts"), "--shards", $"{parts}"];
        for (int part = 1; part <= parts; part++)
        {
            Assert.Equal(ExitCode.Done, _shell.Run([.. all, "--part", $"{part}/{parts}"]));
        }

        return [.. all, "--collect"];
    }
}
