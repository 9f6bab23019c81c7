using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Records;

/// <summary>Records that somebody changed are told from those that the run wrote.</summary>
public sealed class RecordSumsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_number_is_found_on_resuming()
    {
        Begun();
        File.WriteAllText(Records, File.ReadAllText(Records).Replace("\"odd\":5", "\"odd\":6", StringComparison.Ordinal));

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(Run, resume: true));

        Assert.Contains("records.jsonl, lines 5 to 8: the records are not those that the run wrote", error.Message, StringComparison.Ordinal);
        Assert.Contains("begin anew with --force", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_found_on_resuming()
    {
        Begun();
        File.WriteAllBytes(Records, File.ReadAllBytes(Records)[..^3]);

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(Run, resume: true));

        Assert.Contains("lines 9 to 12: the file is cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_was_written_and_not_yet_summed_is_computed_again()
    {
        FakeRuns.Run(_folder.File("whole"));
        Begun();
        string sums = Path.Combine(Run, "checksums.jsonl");
        File.WriteAllLines(sums, File.ReadAllLines(sums)[..^1]);

        FakeRuns.Run(Run, resume: true);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(Run));
    }

    [Fact]
    public void Records_of_a_version_without_checksums_are_resumed_and_get_theirs()
    {
        FakeRuns.Run(_folder.File("whole"));
        Begun();
        File.Delete(Path.Combine(Run, "checksums.jsonl"));

        FakeRuns.Run(Run, resume: true);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(Run));
    }

    [Fact]
    public void A_finished_run_whose_records_were_changed_is_not_read()
    {
        FakeRuns.Run(Run);
        File.AppendAllText(Records, "{\"id\":\"example-99\"}\n");
        InputException error = Assert.Throws<InputException>(() => FinishedRun.Open(Run).Records<FakeRecord>().ToList());
        Assert.Contains("20 bytes more than the run wrote", error.Message, StringComparison.Ordinal);
    }

    private string Run => _folder.File("run");

    private string Records => Path.Combine(Run, "records.jsonl");

    // Three batches of four records.
    private void Begun() => Assert.Throws<TimeoutException>(() => FakeRuns.Run(Run, hooks: FakeRuns.FailAt(3, new TimeoutException())));
}
