using System.Diagnostics;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Records;

public sealed class RunLoopTests : IDisposable
{
    private const string FolderVariable = "INTERP_TEST_KILLED_LOOP";
    private const string StepsVariable = "INTERP_TEST_KILLED_LOOP_STEPS";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_so_often_the_state_is_saved_and_the_one_before_goes()
    {
        List<string[]> seen = [];
        Run("run", new FakeLoopHooks { Computing = step => seen.Add(step is 4 or 5 or 12 ? Checkpoints("run") : []) });

        Assert.Equal(["checkpoint-000005.safetensors"], seen[5]);
        Assert.Equal(["checkpoint-000010.safetensors"], seen[12]);
        Assert.Empty(seen[4]);
        Assert.Empty(Checkpoints("run"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void A_loop_killed_by_SIGKILL_resumes_to_the_same_bytes(int recordsBeforeTheKill)
    {
        Run("whole");
        using Process child = StartChild(_folder.File("killed"), recordsBeforeTheKill);
        string records = _folder.File("killed/records.jsonl");
        bool HasRecords() => File.Exists(records) && File.ReadLines(records).Count() >= recordsBeforeTheKill;
        bool got = SpinWait.SpinUntil(() => child.HasExited || HasRecords(), 60_000);
        Assert.True(got && !child.HasExited, "the child did not get to its records");
        child.Kill();
        child.WaitForExit();

        List<int> steps = [];
        Run("killed", new FakeLoopHooks { Computing = steps.Add }, resume: true);

        Assert.Equal(recordsBeforeTheKill < 5 ? 0 : 10, steps[0]);
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(_folder.File("killed")));
    }

    [Fact]
    public void A_loop_that_is_interrupted_saves_its_last_step()
    {
        Run("whole");
        using CancellationTokenSource interrupt = new();
        FakeLoopHooks hooks = new() { Computing = step => { if (step == 7) { interrupt.Cancel(); } } };
        Assert.Throws<OperationCanceledException>(() => Run("broken", hooks, session: new RunSession { Cancellation = interrupt.Token }));

        List<int> steps = [];
        Run("broken", new FakeLoopHooks { Computing = steps.Add }, resume: true);

        Assert.Equal(8, steps[0]);
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(_folder.File("broken")));
    }

    [Fact]
    public void A_disk_that_is_full_leaves_the_checkpoint_before_and_the_run_goes_on_from_it()
    {
        Run("whole");
        const int NoSpace = 28;
        FakeLoopHooks hooks = new()
        {
            Saving = path =>
            {
                if (Path.GetFileName(path).Contains("10", StringComparison.Ordinal))
                {
                    throw new IOException("No space left on device", NoSpace);
                }
            },
        };
        IOException error = Assert.Throws<IOException>(() => Run("full", hooks));
        Assert.Contains("make room, then repeat the command with --resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(["checkpoint-000005.safetensors"], Checkpoints("full"));

        List<int> steps = [];
        Run("full", new FakeLoopHooks { Computing = steps.Add }, resume: true);

        Assert.Equal(5, steps[0]);
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(_folder.File("full")));
    }

    [Fact]
    public void What_a_killed_process_left_of_a_checkpoint_is_removed()
    {
        Run("whole");
        Assert.Throws<TimeoutException>(() => Run("broken", new FakeLoopHooks { Computing = step => { if (step == 6) { throw new TimeoutException(); } } }));
        string torn = _folder.File("broken/checkpoint-000010.safetensors.123.part");
        File.WriteAllText(torn, "half of it");

        Run("broken", resume: true);

        Assert.False(File.Exists(torn));
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(_folder.File("broken")));
    }

    /// <summary>Not a test: what the child process of the test above does until it waits to be killed.</summary>
    [Fact(Explicit = true)]
    public void Child_process_that_waits_to_be_killed()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException(FolderVariable + " is not set");
        int steps = int.Parse(Environment.GetEnvironmentVariable(StepsVariable)!, CultureInfo.InvariantCulture);
        Run(folder, new FakeLoopHooks { Computing = step => Thread.Sleep(step < steps ? 0 : 60_000) });
    }

    private void Run(string name, FakeLoopHooks? hooks = null, bool resume = false, RunSession? session = null) => FakeLoop.Kind(hooks).Run(
        new FakeOptions { Run = new RunOptions { Output = _folder.File(name), Resume = resume } }, ["fake-loop"], session ?? new RunSession());

    private string[] Checkpoints(string run) => [.. Directory.GetFiles(_folder.File(run), "checkpoint-*").Select(path => Path.GetFileName(path))];

    private static Process StartChild(string folder, int steps)
    {
        ProcessStartInfo start = new(Path.ChangeExtension(typeof(RunLoopTests).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-method", $"{typeof(RunLoopTests).FullName}.{nameof(Child_process_that_waits_to_be_killed)}", "-explicit", "only" },
            Environment = { [FolderVariable] = folder, [StepsVariable] = $"{steps}" },
        };
        return Process.Start(start)!;
    }
}
