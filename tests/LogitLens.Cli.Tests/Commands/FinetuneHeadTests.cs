namespace LogitLens.Cli.Tests.Commands;

public sealed class FinetuneHeadTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_classification_head_is_read_by_every_command_that_tells_labels_apart()
    {
        JsonElement trained = _shell.Finetune("run", ["--objective", "head", "--dataset", "emotions", "--steps", "4", "--learning-rate", "1e-3"]);
        string model = Path.Combine(_shell.File("run"), "model");
        JsonElement config = RunOutput.Json(Path.Combine(model, "config.json"));
        Assert.Equal("GPT2ForSequenceClassification", config.GetProperty("architectures")[0].GetString());
        Assert.Equal("love", config.GetProperty("id2label").GetProperty("2").GetString());
        Assert.Equal(1499, config.GetProperty("pad_token_id").GetInt32());

        foreach (string command in (string[])["evaluate", "logit-lens", "head-ablation", "attention-mask", "probe-train"])
        {
            string[] limit = command switch
            {
                "evaluate" => [],
                "probe-train" => ["--limit", "60"],
                _ => ["--limit", "6"],
            };
            ExitCode code = _shell.Run([command, "--model", model, "--dataset", "emotions", "--output", _shell.File(command), .. limit]);
            Assert.True(code == ExitCode.Done, _shell.Error);
        }

        Assert.Equal(FinetuneRun.Accuracy(RunOutput.Results(_shell.File("evaluate"))), FinetuneRun.Accuracy(trained.GetProperty("test")));
    }

    [Theory]
    [InlineData("evaluate", "--task", "perplexity", "--dataset", "prose")]
    [InlineData("evaluate", "--dataset", "arithmetic")]
    [InlineData("evaluate", "--dataset", "agreement")]
    [InlineData("logit-lens", "--prompt", "a fine film")]
    [InlineData("finetune", "--objective", "label")]
    public void A_head_does_not_go_on_with_texts(params string[] command)
    {
        _shell.Finetune("run", ["--objective", "head", "--limit", "20", "--steps", "1", "--test", "none", "--validation", "none"]);

        ExitCode code = _shell.Run([.. command, "--model", Path.Combine(_shell.File("run"), "model"), "--output", _shell.File("other")]);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("needs a model that goes on with a text", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("tells classes apart (negative, positive)", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_is_not_asked_about_other_classes()
    {
        _shell.Finetune("run", ["--objective", "head", "--limit", "20", "--steps", "1", "--test", "none", "--validation", "none"]);

        ExitCode code = _shell.Run("evaluate", "--model", Path.Combine(_shell.File("run"), "model"), "--dataset", "emotions", "--output", _shell.File("other"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("the model tells apart negative, positive, and the data sadness, joy", _shell.Error, StringComparison.Ordinal);
    }
}
