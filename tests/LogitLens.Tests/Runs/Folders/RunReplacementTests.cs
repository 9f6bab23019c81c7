using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Folders;

/// <summary>--force: the old run stays until the new one is done.</summary>
public sealed class RunReplacementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bad_input_found_by_the_new_run_leaves_the_old_one_as_it_was()
    {
        Dictionary<string, string> old = Old();

        FakeHooks hooks = new() { Loaded = () => throw new InputException("no such model") };
        Assert.Throws<InputException>(() => FakeRuns.Run(Run, seed: 2, force: true, hooks: hooks));

        Assert.Equal(old, FakeRuns.Contents(Run));
        Assert.Equal(1, RunManifest.Load(Run).Seed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_new_run_that_fails_leaves_the_old_one_and_can_be_resumed(int batch)
    {
        Dictionary<string, string> old = Old();
        FakeRuns.Run(_folder.File("whole"), seed: 2);

        Assert.Throws<TimeoutException>(() => FakeRuns.Run(Run, seed: 2, force: true, hooks: FakeRuns.FailAt(batch, new TimeoutException())));
        Assert.Equal((RunState.Done, 1), (RunManifest.Load(Run).State, RunManifest.Load(Run).Seed));
        Assert.All(old, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(Run, file.Key))));

        FakeRuns.Run(Run, seed: 2, resume: true);
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(Run));
        Assert.Equal((RunState.Done, 2, 2), (RunManifest.Load(Run).State, RunManifest.Load(Run).Seed, RunManifest.Load(Run).Sessions));
    }

    [Fact]
    public void Who_interrupts_it_is_told_how_to_go_on()
    {
        Old();
        using CancellationTokenSource cancel = new();
        FakeHooks hooks = new() { Computing = batch => cancel.Cancel() };

        Assert.Throws<OperationCanceledException>(
            () => FakeRuns.Run(Run, seed: 2, force: true, hooks: hooks, session: new RunSession { Cancellation = cancel.Token }));

        string log = File.ReadAllText(Path.Combine(Run, RunReplacement.Making, "log.txt"));
        Assert.Contains("with --resume in place of --force goes on, and the run that was there stays", log, StringComparison.Ordinal);
        Assert.Equal(RunState.Interrupted, RunFolder.ReplacementIn(Run)!.State);
    }

    [Fact]
    public void Force_again_begins_the_new_run_anew()
    {
        Old();
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(Run, seed: 2, force: true, hooks: FakeRuns.FailAt(5, new TimeoutException())));
        FakeRuns.Run(_folder.File("whole"), seed: 3);

        FakeRuns.Run(Run, seed: 3, force: true);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(Run));
    }

    [Theory]
    [InlineData(".replacement")]
    [InlineData(".incoming")]
    public void A_change_that_a_crash_cut_short_is_finished_by_the_next_run(string state)
    {
        Old();
        FakeRuns.Run(_folder.File("whole"), seed: 2);
        FakeRuns.Run(Path.Combine(Run, state), seed: 2);
        if (state == ".incoming")
        {
            // The old run's files are gone by then, and some of the new one's have moved.
            RunFiles.Remove(Run);
            File.Move(Path.Combine(Run, state, "records.jsonl"), Path.Combine(Run, "records.jsonl"));
        }

        FakeRuns.Run(Run, seed: 2, resume: true);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(Run));
    }

    [Fact]
    public void The_outcome_names_the_files_where_they_are_in_the_end()
    {
        Old();
        RunOutcome outcome = FakeRuns.Run(Run, seed: 2, force: true);
        Assert.Equal(Run, outcome.Folder);
        Assert.All(outcome.Figures, figure => Assert.True(File.Exists(figure), figure));
    }

    [Fact]
    public void Tables_that_somebody_put_beside_the_run_stay()
    {
        Old();
        _folder.Write("run/mine.csv", "a,b");
        FakeRuns.Run(Run, seed: 2, force: true);
        Assert.Equal("a,b", File.ReadAllText(_folder.File("run/mine.csv")));
    }

    [Fact]
    public void Force_replaces_runs_and_nothing_else()
    {
        string csv = _folder.Write("thesis/table.csv", "precious");

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(_folder.File("thesis"), force: true));

        Assert.Contains("is not a run folder, which is all that --force replaces", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(csv));
    }

    private string Run => _folder.File("run");

    private Dictionary<string, string> Old()
    {
        FakeRuns.Run(Run, seed: 1);
        return FakeRuns.Contents(Run);
    }
}
