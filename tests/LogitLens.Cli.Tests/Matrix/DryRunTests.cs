using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Matrix;

public sealed class DryRunTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_plan_says_what_there_is_to_do_and_nothing_is_written()
    {
        string config = _shell.Write("c.json", """{"command": "evaluate", "limit": 6, "shots": [0, 1], "matrix": {"dataset": ["reviews", "tweets"]}}""");

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all"), "--dry-run", "--json"));

        JsonElement plan = JsonDocument.Parse(_shell.Out).RootElement;
        JsonElement[] runs = [.. plan.GetProperty("runs").EnumerateArray()];
        Assert.Equal(["dataset=reviews", "dataset=tweets"], runs.Select(run => run.GetProperty("name").GetString()));
        foreach (JsonElement run in runs)
        {
            JsonElement work = run.GetProperty("work");
            Assert.Equal((6, 12), (work.GetProperty("examples").GetInt32(), work.GetProperty("units").GetInt32()));
            Assert.True(work.GetProperty("seconds").GetDouble() > 0);

            // Of each token, every weight but the embeddings' is multiplied and added once: tiny has 786,432 of them in its layers. Attention
            // and logits come on top, a shared prefix and what the last layer needs not compute go off.
            double perToken = work.GetProperty("operations").GetDouble() / work.GetProperty("tokens").GetInt64();
            Assert.InRange(perToken, 0.75 * 2 * 786432, 1.5 * 2 * 786432);
        }

        Assert.False(Directory.Exists(_shell.File("all")));
    }

    [Fact]
    public void What_is_done_is_said_to_be_and_is_not_counted()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 3]}}""");
        _shell.Run("run", config, "--output", _shell.File("all"));
        Directory.Delete(_shell.File("all/count=3"), recursive: true);

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("all"), "--dry-run"));

        Assert.Contains("done", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("to do", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 2 runs to do: 3 units of work", _shell.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("is counted whole", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_is_done_there_is_no_time_and_what_was_begun_is_told_to_be_counted_whole()
    {
        string config = _shell.Write("c.json", """{"command": "square", "matrix": {"count": [2, 3]}}"""), begun = _shell.File("all/count=3");
        string[] plan = ["run", config, "--output", _shell.File("all"), "--dry-run"];
        _shell.Run(plan[..^1]);

        _shell.Run(plan);
        Assert.Contains("\n0 of 2 runs to do\nnothing was written\n", _shell.Out, StringComparison.Ordinal);

        (RunManifest.Load(begun) with { State = RunState.Interrupted }).Save(begun);
        _shell.Run(plan);
        Assert.Contains("\n1 of 2 runs to do: 3 units", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\ntime and operations are those of a few batches", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nbegun: such a run is counted whole, and goes on where it was\n", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_steps_is_estimated_by_a_few_of_them()
    {
        string config = _shell.Write("c.json", """{"command": "finetune", "objective": "head", "dataset": "emotions", "steps": 40}""");

        Assert.Equal(ExitCode.Done, _shell.Run("run", config, "--output", _shell.File("one"), "--dry-run", "--json"));

        JsonElement work = JsonDocument.Parse(_shell.Out).RootElement.GetProperty("runs")[0].GetProperty("work");
        Assert.True(work.GetProperty("operations").GetDouble() > 0);
        Assert.False(Directory.Exists(_shell.File("one")));
    }
}
