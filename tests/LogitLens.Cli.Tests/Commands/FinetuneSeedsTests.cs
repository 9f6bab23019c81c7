namespace LogitLens.Cli.Tests.Commands;

public sealed class FinetuneSeedsTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Several_seeds_make_several_models_and_an_interval_over_them()
    {
        JsonElement results = _shell.Finetune("run", ["--objective", "head", "--dataset", "emotions", "--steps", "3", "--seeds", "2", "--seed", "5"]);

        Assert.Equal([5, 6], results.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("seed").GetInt32()));
        Assert.True(File.Exists(_shell.File("run/model/config.json")) && File.Exists(_shell.File("run/model-2/config.json")));
        Assert.NotEqual(File.ReadAllBytes(_shell.File("run/model/model.safetensors")), File.ReadAllBytes(_shell.File("run/model-2/model.safetensors")));
        JsonElement condition = results.GetProperty("test").GetProperty("conditions")[0];
        Assert.Equal(2, condition.GetProperty("accuracy_by_draw").GetArrayLength());
        JsonElement single = _shell.Finetune("single", ["--objective", "head", "--dataset", "emotions", "--steps", "3", "--seed", "6"]);
        Assert.Equal(File.ReadAllBytes(_shell.File("run/model-2/model.safetensors")), File.ReadAllBytes(_shell.File("single/model/model.safetensors")));
        Assert.Equal(
            condition.GetProperty("accuracy_by_draw")[1].GetDouble(),
            FinetuneRun.Accuracy(single.GetProperty("test")).Value);
    }
}
