using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>Runs of interp steer, on golden cases and on the bundled model.</summary>
internal static class SteerRun
{
    /// <summary>The results of a run on a golden case's model, which tells its two labels apart.</summary>
    public static JsonElement Results(Shell shell, GoldenCase golden, int[][] prompts, string output, params string[] options)
    {
        ExitCode code = shell.Run(Arguments(shell, golden, prompts, output, options));
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        return RunOutput.Results(output);
    }

    /// <summary>The results of a run on the bundled model.</summary>
    public static JsonElement Results(Shell shell, string output, params string[] options)
    {
        ExitCode code = shell.Run(["steer", "--output", output, .. options]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return RunOutput.Results(output);
    }

    /// <summary>Asserts that a run on a golden case is wrong use, with this in the message.</summary>
    public static void Refused(Shell shell, GoldenCase golden, int[][] prompts, string message, params string[] options) =>
        Refused(shell, golden, prompts, shell.File("refused"), message, options);

    public static void Refused(Shell shell, GoldenCase golden, int[][] prompts, string output, string message, string[] options)
    {
        ExitCode code = shell.Run(Arguments(shell, golden, prompts, output, options));
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    /// <summary>The direction that a golden case's reference steers by.</summary>
    public static string VectorOf(GoldenCase golden) => $"{Path.Combine(golden.Folder, "expected.safetensors")}:steering/unit_direction";

    /// <summary>Writes vectors as tensors of one file and returns its path.</summary>
    public static string Vectors(Shell shell, params (string Key, float[] Values)[] tensors)
    {
        string path = shell.File("vectors.safetensors");
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => new TensorSpec(tensor.Key, CheckpointDType.F32, [tensor.Values.Length]))]);
        foreach ((string _, float[] values) in tensors)
        {
            byte[] bytes = new byte[values.Length * sizeof(float)];
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
            writer.Write(bytes);
        }

        writer.Complete();
        return path;
    }

    private static string[] Arguments(Shell shell, GoldenCase golden, int[][] prompts, string output, params string[] options)
    {
        string data = shell.Write(
            "data.jsonl", string.Concat(prompts.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        return ["steer", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output", output,
            .. options];
    }
}
