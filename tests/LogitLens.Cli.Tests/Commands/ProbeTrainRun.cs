using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>Runs of interp probe-train.</summary>
internal static class ProbeTrainRun
{
    private const string Model = "odd-shape";
    private const int Examples = 120;

    /// <summary>A dataset of sequences of the golden case's 97 tokens, whose class their last token says.</summary>
    public static string TokenData(this Shell shell, int classes) => shell.Write("ids.jsonl", string.Concat(Enumerable.Range(0, Examples).Select(i =>
    {
        int last = 1 + (i % 12);
        return $"{{\"ids\": [{string.Join(", ", Enumerable.Range(0, 2 + (i % 5)).Select(k => (i * 31 + k * 17) % 97))}, {last}], \"label\": "
            + $"{last % classes}}}\n";
    })));

    /// <summary>The same dataset with two tokens before each sequence.</summary>
    public static string Longer(this Shell shell, string data) =>
        shell.Write("longer.jsonl", File.ReadAllText(data).Replace("[", "[96, 95, ", StringComparison.Ordinal));

    /// <summary>The results of a run on a golden case's model, at its residual streams where no other sites are named.</summary>
    public static JsonElement TrainProbes(this Shell shell, string data, string output, params string[] options)
    {
        string[] sites = options.Contains("--sites") ? [] : ["--sites", "blocks.*.hook_resid_post"];
        shell.Done(["probe-train", "--model", GoldenCase.Open(Model).Folder, "--dataset", data, "--output", output, .. sites, .. options]);
        return RunOutput.Results(output);
    }

    /// <summary>Asserts that a run is wrong use, with this in the message.</summary>
    public static void ProbesRefused(this Shell shell, string message, params string[] options)
    {
        Assert.Equal(
            ExitCode.WrongUse,
            shell.Run(["probe-train", "--model", GoldenCase.Open(Model).Folder, "--output", shell.File("refused"), .. options]));
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }
}
