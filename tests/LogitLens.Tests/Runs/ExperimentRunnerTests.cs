using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_manifest_records_results_tables_figures_and_log()
    {
        RunOutcome outcome = FakeRuns.Run(_folder.File("run"));

        string[] files = ["run.json", "records.jsonl", "results.json", "scores.csv", "figures/mean.svg", "log.txt"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(outcome.Folder, file)), file));
        Assert.Equal(30, File.ReadLines(Path.Combine(outcome.Folder, "records.jsonl")).Count());
    }

    [Fact]
    public void Results_begin_with_schema_and_command()
    {
        RunOutcome outcome = FakeRuns.Run(_folder.File("run"));

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(outcome.ResultsPath));
        Assert.Equal(["schema", "command", "n", "mean", "nans", "scores"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, json.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal("fake", json.RootElement.GetProperty("command").GetString());
    }

    [Fact]
    public void Not_a_number_is_null_in_records_and_not_a_number_again_in_the_summary()
    {
        RunOutcome outcome = FakeRuns.Run(_folder.File("run"));

        Assert.EndsWith("\"odd\":null}", File.ReadLines(outcome.Folder + "/records.jsonl").ElementAt(2), StringComparison.Ordinal);
        Assert.Contains("\"nans\": 1", File.ReadAllText(outcome.ResultsPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_run_that_failed_at_any_batch_resumes_to_the_same_bytes(int batch)
    {
        FakeRuns.Run(_folder.File("whole"));
        string broken = _folder.File("broken");

        Assert.Throws<TimeoutException>(() => FakeRuns.Run(broken, hooks: FakeRuns.FailAt(batch, new TimeoutException())));
        Assert.Equal(RunState.Failed, RunManifest.Load(broken).State);
        FakeRuns.Run(broken, resume: true);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(broken));
        Assert.Equal((RunState.Done, 2), (RunManifest.Load(broken).State, RunManifest.Load(broken).Sessions));
    }

    [Fact]
    public void Records_cut_anywhere_resume_to_the_same_bytes()
    {
        FakeRuns.Run(_folder.File("whole"), examples: 10);
        byte[] records = File.ReadAllBytes(_folder.File("whole/records.jsonl"));
        string broken = _folder.File("broken");
        for (int length = 0; length <= records.Length; length += 7)
        {
            FakeHooks failing = FakeRuns.FailAt(0, new TimeoutException());
            Assert.Throws<TimeoutException>(() => FakeRuns.Run(broken, force: true, examples: 10, hooks: failing));
            File.WriteAllBytes(Path.Combine(broken, "records.jsonl"), records[..length]);

            FakeRuns.Run(broken, resume: true, examples: 10);

            Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(broken));
        }
    }

    [Fact]
    public void Resuming_computes_only_the_batches_that_are_missing()
    {
        string path = _folder.File("run");
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(path, hooks: FakeRuns.FailAt(3, new TimeoutException())));
        List<string> computed = new();

        FakeRuns.Run(path, resume: true, hooks: new FakeHooks { Computing = batch => computed.Add(batch.Units[0].Id) });

        Assert.Equal(["example-12", "example-16", "example-20", "example-24", "example-28"], computed);
    }

    [Fact]
    public void Resuming_a_finished_run_loads_no_model_and_changes_nothing()
    {
        string path = _folder.File("run");
        FakeRuns.Run(path);
        Dictionary<string, string> before = FakeRuns.Contents(path);
        bool loaded = false;

        FakeRuns.Run(path, resume: true, hooks: new FakeHooks { Loaded = () => loaded = true });

        Assert.False(loaded);
        Assert.Equal(before, FakeRuns.Contents(path));
    }

    [Fact]
    public void Cancelling_stops_before_the_next_batch_and_leaves_an_interrupted_run()
    {
        string path = _folder.File("run");
        using CancellationTokenSource cancel = new();
        FakeHooks hooks = new() { Computing = batch => { if (batch.Units[0].Example == 8) { cancel.Cancel(); } } };

        Assert.Throws<OperationCanceledException>(
            () => FakeRuns.Run(path, hooks: hooks, session: new RunSession { Cancellation = cancel.Token }));

        Assert.Equal(RunState.Interrupted, RunManifest.Load(path).State);
        Assert.Equal(12, File.ReadLines(path + "/records.jsonl").Count());
        Assert.Contains("stopped with 12 of 30 done", File.ReadAllText(path + "/log.txt"), StringComparison.Ordinal);
    }

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void A_full_disk_says_what_to_do_and_the_run_resumes()
    {
        string path = _folder.File("run");
        IOException full = WriteTo("/dev/full");

        IOException error = Assert.Throws<IOException>(() => FakeRuns.Run(path, hooks: FakeRuns.FailAt(2, full)));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("make room, then repeat the command with --resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(30, FakeResultCount(FakeRuns.Run(path, resume: true)));
    }

    [Fact]
    public void Bad_input_found_before_anything_is_computed_leaves_no_folder()
    {
        string path = _folder.File("run");

        FakeHooks hooks = new() { Loaded = () => throw new InputException("no such model") };
        Assert.Throws<InputException>(() => FakeRuns.Run(path, hooks: hooks));

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void Data_without_examples_is_bad_input()
    {
        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(_folder.File("run"), examples: 0));
        Assert.Contains("no examples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_not_resumed_with_other_weights()
    {
        string path = _folder.File("run");
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(path, hooks: FakeRuns.FailAt(3, new TimeoutException())));
        RunManifest manifest = RunManifest.Load(path);
        ModelInput other = manifest.Inputs!.Model! with { Sha256 = "ff" };
        (manifest with { Inputs = manifest.Inputs with { Model = other } }).Save(path);

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(path, resume: true));

        Assert.Contains("other weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_not_resumed_over_another_plan()
    {
        string path = _folder.File("run");
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(path, hooks: FakeRuns.FailAt(3, new TimeoutException())));
        RunManifest manifest = RunManifest.Load(path);
        (manifest with { Plan = manifest.Plan! with { Units = 29 } }).Save(path);

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(path, resume: true));

        Assert.Contains("29 units of work and now there are 30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_is_disposed_however_its_run_ends()
    {
        int disposed = 0;
        FakeHooks hooks = new() { Disposed = () => disposed++ };
        FakeRuns.Run(_folder.File("good"), hooks: hooks);
        FakeHooks failing = hooks with { Loaded = () => throw new TimeoutException() };
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(_folder.File("bad"), hooks: failing));

        Assert.Equal(2, disposed);
    }

    [Fact]
    public void The_manifest_records_options_inputs_plan_time_and_memory()
    {
        RunManifest manifest = RunManifest.Load(FakeRuns.Run(_folder.File("run"), seed: 5).Folder);

        Assert.Equal("auto", manifest.Options["batch-size"]!.GetValue<string>());
        Assert.Equal("2GiB", manifest.Options["memory"]!.GetValue<string>());
        Assert.Equal(5, manifest.Seed);
        Assert.Equal("bb", manifest.Inputs!.Dataset!.Sha256);
        Assert.Equal((30, 8), (manifest.Plan!.Units, manifest.Plan.Batches));
        Assert.Equal(["compute", "draw", "load", "plan", "summarise"], manifest.Seconds.Keys.Order());
        Assert.InRange(manifest.PeakMemoryBytes, 10_000_000, 100_000_000_000);
        Assert.True(manifest.Finished >= manifest.Started);
    }

    [Fact]
    public void A_png_lies_beside_each_figure_where_it_can_be_made()
    {
        RunSession session = new() { SvgToPng = (svg, png) => File.WriteAllText(png, "png of " + Path.GetFileName(svg)) };

        RunOutcome outcome = FakeRuns.Run(_folder.File("run"), session: session);

        Assert.Equal([Path.Combine(outcome.Folder, "figures", "mean.png")], outcome.Figures);
        Assert.Equal("png of mean.svg", File.ReadAllText(outcome.Figures[0]));
    }

    [Fact]
    public void Without_output_a_run_is_named_after_its_date_command_model_and_data()
    {
        RunRequest request = Request(new FakeOptions { Model = "../models/gpt2 x/", Dataset = "data/sst2.tsv" });
        DateTimeOffset date = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(Path.Combine("results", "2026-03-01-fake-gpt2-x-sst2"), RunFolderName.Of(request, date));
    }

    [Fact]
    public void The_headline_of_a_finished_run_is_read_back_from_its_folder()
    {
        RunOutcome outcome = FakeRuns.Run(_folder.File("run"));
        Assert.Equal(outcome.Headline.Rows, FakeExperiment.Kind().Headline(FinishedRun.Open(outcome.Folder)).Rows);
    }

    private static RunRequest Request(FakeOptions options) => new("fake", [], OptionSet.Of<FakeOptions>(), options, options.Run);

    private static int FakeResultCount(RunOutcome outcome) => int.Parse(outcome.Headline.Rows[0][0]);

    // A genuine "no space left" from the operating system.
    private static IOException WriteTo(string device)
    {
        Assert.SkipUnless(File.Exists(device), $"needs {device}");
        return Assert.Throws<IOException>(() =>
        {
            using FileStream stream = new(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write([1, 2, 3]);
        });
    }
}
