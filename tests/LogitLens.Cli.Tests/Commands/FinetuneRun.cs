namespace LogitLens.Cli.Tests.Commands;

/// <summary>Runs of interp finetune.</summary>
internal static class FinetuneRun
{
    /// <summary>The results of a run, which stands under the name in the shell's folder.</summary>
    public static JsonElement Finetune(this Shell shell, string name, string[] options)
    {
        ExitCode code = shell.Run(["finetune", "--output", shell.File(name), .. options]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return RunOutput.Results(shell.File(name));
    }

    /// <summary>How many examples of a classification the first condition was asked about, and the share that it answers right.</summary>
    public static (int N, double Value) Accuracy(JsonElement classification)
    {
        JsonElement accuracy = classification.GetProperty("conditions")[0].GetProperty("metrics").GetProperty("accuracy");
        return (accuracy.GetProperty("n").GetInt32(), accuracy.GetProperty("value").GetDouble());
    }
}
