namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeTrainErasureTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void After_erasure_nothing_is_left_to_read()
    {
        JsonElement results = _shell.TrainProbes(_shell.TokenData(2), _shell.File("run"), "--sites", "hook_embed", "--erase");

        JsonElement probe = results.GetProperty("probes")[0];
        Assert.Equal(1, probe.GetProperty("accuracy").GetDouble());
        foreach (string erased in (string[])["without_means", "without_concept"])
        {
            Assert.InRange(probe.GetProperty(erased).GetProperty("value").GetDouble(), 0, erased == "without_concept" ? 0.6 : 0.9);
        }
    }

    [Fact]
    public void Erasure_is_held_against_the_models_own_answers()
    {
        _shell.Done("probe-train", "--limit", "80", "--sites", "blocks.1.hook_resid_post,blocks.1.attn.hook_z", "--erase", "--random-subspaces", "2",
            "--learning-curve", "--baselines", "none", "--c", "0.01", "--output", _shell.File("run"));

        JsonElement results = RunOutput.Results(_shell.File("run"));
        JsonElement task = results.GetProperty("erased_task");
        Assert.Equal(results.GetProperty("parts").GetProperty("test").GetInt32(), task.GetProperty("n").GetInt32());

        // Heads have no vector of the stream's width to take out.
        JsonElement[] rows = [.. task.GetProperty("erased").EnumerateArray()];
        Assert.Equal(["class-means", "leace", "random", "random"], rows.Select(row => row.GetProperty("part").GetString()!));
        Assert.All(rows, row => Assert.Equal("blocks.1.hook_resid_post", row.GetProperty("site").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("kl").GetProperty("value").GetDouble() > 0));
        Assert.InRange(rows[1].GetProperty("p_value").GetDouble(), 1.0 / 3, 1);
        JsonElement curve = results.GetProperty("probes")[0].GetProperty("learning_curve");
        Assert.True(curve.GetProperty("description_length").GetDouble() > 0);
        foreach (string name in (string[])["erased-task", "learning-curve"])
        {
            Assert.True(File.Exists(Path.Combine(_shell.File("run"), $"{name}.csv")));
            Assert.True(File.Exists(Path.Combine(_shell.File("run"), "figures", $"{name}.svg")));
        }
    }
}
