using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class CaptureCommandTests
{
    [Theory]
    [InlineData("vocab50257")]
    [InlineData("odd-shape")]
    public void Recorded_activations_are_the_references(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        string data = shell.Write("ids.jsonl", string.Concat(golden.Sequences.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": 0}}\n")));
        string output = shell.File("all.safetensors");

        ExitCode code = shell.Run(
            "capture", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--sites", "*", "--output",
            output);

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        using Checkpoint ours = SafetensorsFile.Open(output), reference = SafetensorsFile.Open(Path.Combine(golden.Folder, "expected.safetensors"));
        foreach (TensorEntry expected in reference.Tensors.Values.Where(entry => entry.Name.Contains("hook_", StringComparison.Ordinal)))
        {
            int i = int.Parse(expected.Name.Split('/')[0]);
            TensorEntry found = ours.Tensors[$"ids:{i + 1}/{expected.Name.Split('/')[1]}"];
            Assert.Equal(expected.Shape.AsEnumerable(), found.Shape);
            Close.Assert(Floats(reference, expected), Floats(ours, found), Tolerance.Forward, expected.Name);
        }
    }

    [Fact]
    public void A_file_that_is_there_is_kept()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string output = shell.Write("mine.safetensors", "precious");

        ExitCode code = shell.Run("capture", "--model", golden.Folder, "--token-ids", "1,2", "--output", output);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("exists; choose another --output, or --force to replace it", shell.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(output));
    }

    private static double[] Floats(Checkpoint checkpoint, TensorEntry entry) =>
        [.. MemoryMarshal.Cast<byte, float>(checkpoint.ReadBytes(entry)).ToArray().Select(value => (double)value)];
}
