using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Commands;

public sealed class MergeCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData(RunState.Done, "done")]
    [InlineData(RunState.Interrupted, "unfinished")]
    public void What_is_put_together_already_names_the_option_that_a_merge_has(RunState state, string how)
    {
        string[] merge = ["merge", Shard(1), Shard(2), "--output", _shell.File("whole")];
        Assert.Equal(ExitCode.Done, _shell.Run(merge));
        (RunManifest.Load(_shell.File("whole")) with { State = state }).Save(_shell.File("whole"));

        Assert.Equal(ExitCode.WrongUse, _shell.Run(merge));

        Assert.Equal($"error: {_shell.File("whole")} holds this very run, {how}; --force does it again\n", _shell.Error);
        Assert.Equal(ExitCode.Done, _shell.Run([.. merge, "--force"]));
    }

    [Fact]
    public void An_interrupted_merge_says_how_it_is_done_again()
    {
        string[] shards = [Shard(1), Shard(2)];
        using CancellingSink sink = new();

        Assert.Throws<OperationCanceledException>(() => SquareCommand.Of().Kind.Merge(
            shards, new RunOptions { Output = _shell.File("whole") }, [], new RunSession { Progress = sink, Cancellation = sink.Token }));

        Assert.Contains("the same command (interp merge: with --force) does it again", sink.Noted, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _shell.Run(["merge", .. shards, "--output", _shell.File("whole"), "--force"]));
    }

    [Fact]
    public void Shards_of_data_that_has_changed_since_are_not_put_together_with_prompts_that_none_saw()
    {
        const string Rows = "sentence\tlabel\na fine film\t1\na dull mess\t0\n";
        string data = _shell.Write("d.tsv", Rows);
        string[] shards = [_shell.File("a"), _shell.File("b")];
        for (int number = 1; number <= shards.Length; number++)
        {
            string[] run = ["evaluate", "--dataset", data, "--batch-size", "1", "--shard", $"{number}/2", "--output", shards[number - 1]];
            Assert.True(_shell.Run(run) == ExitCode.Done, _shell.Error);
        }

        string[] merge = ["merge", .. shards, "--output", _shell.File("whole")];
        File.WriteAllText(data, Rows.Replace("dull", "fine", StringComparison.Ordinal));
        Assert.Equal(ExitCode.WrongUse, _shell.Run(merge));

        Assert.Contains("prompts.jsonl, line 1: the shard saw a prompt that is not made of the data", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("they have changed since, or the shard is of another version of interp\n", _shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.File("whole")));
        File.WriteAllText(data, Rows);
        Assert.Equal(ExitCode.Done, _shell.Run(merge));
    }

    private string Shard(int number)
    {
        Assert.Equal(ExitCode.Done, _shell.Run("square", "--shard", $"{number}/2", "--output", _shell.File($"{number}")));
        return _shell.File($"{number}");
    }

    /// <summary>Stops what it hears begin.</summary>
    private sealed class CancellingSink : IProgressSink, IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public string Noted { get; private set; } = "";

        public void Begin(string activity, long total, long done = 0, string unit = "examples") => _source.Cancel();

        public void Advance(long count)
        {
        }

        public void End()
        {
        }

        public void Note(string message) => Noted += message;

        public void Warn(string message) => Noted += message;

        public void Dispose() => _source.Dispose();
    }
}
