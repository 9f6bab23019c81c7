using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Folders;

public sealed class RunFolderTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_held_by_one_run_at_a_time()
    {
        using RunFolder held = RunFolder.Open(Request("run"), s_now);

        InputException error = Assert.Throws<InputException>(() => RunFolder.Open(Request("run"), s_now));

        Assert.Contains("is being written by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_at_work_while_it_is_held()
    {
        using (RunFolder.Open(Request("run"), s_now))
        {
            Assert.True(RunFolder.IsAtWork(_folder.File("run")));
        }

        Assert.False(RunFolder.IsAtWork(_folder.File("run")));
        Assert.False(RunFolder.IsAtWork(_folder.File("nowhere")));
    }

    [Fact]
    public void The_same_run_again_needs_resume_or_force()
    {
        FakeRuns.Run(_folder.File("run"));

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(_folder.File("run")));

        Assert.Contains("holds this very run, done; --force repeats it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_run_in_the_folder_is_refused_with_the_difference()
    {
        FakeRuns.Run(_folder.File("run"), seed: 1);

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(_folder.File("run"), seed: 2, resume: true));

        Assert.Contains("holds another run: seed is 1 there and 2 here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_replaces_another_run_and_its_files()
    {
        FakeRuns.Run(_folder.File("run"), seed: 1);
        _folder.Write("run/figures/old.svg", "old");
        _folder.Write("run/notes.txt", "mine");

        FakeRuns.Run(_folder.File("run"), seed: 2, force: true);

        Assert.Equal(2, RunManifest.Load(_folder.File("run")).Seed);
        Assert.False(File.Exists(_folder.File("run/figures/old.svg")));
        Assert.True(File.Exists(_folder.File("run/notes.txt")));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused()
    {
        _folder.Write("thesis/chapter.tex", "...");

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(_folder.File("thesis")));

        Assert.Contains("holds other files and is not a run folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        string path = _folder.Write("run", "");

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(path));

        Assert.Contains("is a file; --output takes a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_process_left_that_died_before_its_manifest_is_no_obstacle()
    {
        _folder.Write("run/.lock", "123");
        _folder.Write("run/run.json.part", "{");

        FakeRuns.Run(_folder.File("run"));

        Assert.False(File.Exists(_folder.File("run/run.json.part")));
    }

    [Fact]
    public void The_latest_unfinished_run_of_the_same_options_is_found_before_finished_ones()
    {
        Save("other", seed: 9, RunState.Interrupted, hour: 5);
        Save("older", seed: 0, RunState.Interrupted, hour: 1);
        Save("newer", seed: 0, RunState.Running, hour: 2);
        Save("done", seed: 0, RunState.Done, hour: 3);
        _folder.Write("broken/run.json", "{");

        Assert.Equal(_folder.File("newer"), RunFinder.Latest(_folder.Path, Request(null)));
    }

    [Fact]
    public void Where_there_is_no_run_of_the_same_options_none_is_found()
    {
        Save("other", seed: 9, RunState.Interrupted, hour: 5);
        Assert.Null(RunFinder.Latest(_folder.Path, Request(null)));
        Assert.Null(RunFinder.Latest(_folder.File("nowhere"), Request(null)));
    }

    private RunRequest Request(string? output, int seed = 0)
    {
        FakeOptions options = new() { Run = new RunOptions { Output = output is null ? null : _folder.File(output), Seed = seed } };
        return new RunRequest("fake", [], OptionSet.Of<FakeOptions>(), options, options.Run);
    }

    private void Save(string name, int seed, RunState state, int hour)
    {
        Directory.CreateDirectory(_folder.File(name));
        new RunManifest
        {
            Command = "fake",
            CommandLine = [],
            Options = Request(name, seed).Options,
            Tool = ToolVersion.Current,
            State = state,
            Started = s_now.AddHours(hour),
        }.Save(_folder.File(name));
    }
}
