using System.Diagnostics;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs;

/// <summary>Real processes that are killed without warning.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string FolderVariable = "INTERP_TEST_KILLED_RUN";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_run_killed_by_SIGKILL_resumes_to_the_same_bytes(int recordsBeforeTheKill)
    {
        FakeRuns.Run(_folder.File("whole"));
        string killed = _folder.File("killed");
        using Process child = StartChild(killed);

        string records = Path.Combine(killed, "records.jsonl");
        bool HasRecords() => File.Exists(records) && File.ReadLines(records).Count() >= recordsBeforeTheKill;
        bool got = SpinWait.SpinUntil(() => child.HasExited || HasRecords(), 60_000);
        Assert.True(got && !child.HasExited, "the child did not get to its records");
        InputException refused = Assert.Throws<InputException>(() => FakeRuns.Run(killed, resume: true));
        Assert.Contains($"being written by process {child.Id}", refused.Message, StringComparison.Ordinal);
        child.Kill();
        child.WaitForExit();

        Assert.Equal(RunState.Running, RunManifest.Load(killed).State);
        FakeRuns.Run(killed, resume: true);
        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(killed));
    }

    /// <summary>Not a test: what the child process of the test above does, slowly enough to be killed in the middle.</summary>
    [Fact(Explicit = true)]
    public void Child_process_that_waits_to_be_killed()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? throw new InvalidOperationException(FolderVariable + " is not set");
        FakeRuns.Run(folder, hooks: new FakeHooks { Computing = batch => Thread.Sleep(batch.Units[0].Example < 16 ? 20 : 60_000) });
    }

    private static Process StartChild(string folder)
    {
        const string Method = nameof(Child_process_that_waits_to_be_killed);
        ProcessStartInfo start = new(Path.ChangeExtension(typeof(KilledRunTests).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-method", $"{typeof(KilledRunTests).FullName}.{Method}", "-explicit", "only" },
            Environment = { [FolderVariable] = folder },
        };
        return Process.Start(start)!;
    }
}
