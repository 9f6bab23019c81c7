using System.Diagnostics;
using LogitLens.Models;
using LogitLens.TestSupport;
using static TorchSharp.torch;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>Trained models, read by a plain GPT-2 in PyTorch that knows nothing of this program.</summary>
public sealed class FinetunedInPythonTests : IDisposable
{
    private const string NeedsTorch = "needs python3 with torch (Debian: python3-torch)";
    private readonly Shell _shell = new();

    public static bool HasTorch { get; } = OperatingSystem.IsLinux() && Python("-c", "import torch").Code == 0;

    public void Dispose() => _shell.Dispose();

    [Theory(Skip = NeedsTorch, SkipUnless = nameof(HasTorch))]
    [InlineData("clm", "odd-shape")]
    [InlineData("head", "odd-shape")]
    [InlineData("clm", "vocab50257")]
    public void Names_shapes_types_and_logits_are_those_of_transformers_GPT_2(string objective, string shape)
    {
        GoldenCase golden = GoldenCase.Open(shape);
        string data = _shell.Write(
            "ids.jsonl", string.Concat(golden.Sequences.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        Assert.True(
            _shell.Run(
                "finetune", "--model", golden.Folder, "--dataset", data, "--objective", objective, "--steps", "3", "--output",
                _shell.File("run")) == ExitCode.Done,
            _shell.Error);
        string folder = Path.Combine(_shell.File("run"), "model");
        ModelFiles files = ModelFiles.Open(folder, folder);
        int[] ids = golden.Sequences[2];

        (int code, string output, string error) = Python(
            Path.Combine(SharedFiles.RepositoryRoot, "tests/LogitLens.Cli.Tests/Python/gpt2.py"), folder, JsonSerializer.Serialize(ids));

        Assert.True(code == 0, error);
        using JsonDocument read = JsonDocument.Parse(output);
        JsonElement tensors = read.RootElement.GetProperty("tensors");
        PlannedTensor[] planned = [.. files.Config.Architecture.Of(files.Config)];
        Assert.Equal(planned.Length, tensors.EnumerateObject().Count());
        Assert.Equal(objective == "head", tensors.TryGetProperty("score.weight", out _));
        foreach (PlannedTensor tensor in planned)
        {
            JsonElement found = tensors.GetProperty(tensor.Name);
            Assert.Equal("torch.float32", found[0].GetString());
            Assert.Equal(tensor.Shape, found[1].EnumerateArray().Select(size => size.GetInt64()));
        }

        using Transformer model = files.Load(ScalarType.Float32, new Device("cpu"));
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor last = model.Forward(new TokenBatch([ids])).select(1, ids.Length - 1);
        Close.Assert(
            GoldenCase.Doubles(read.RootElement.GetProperty("logits")), [.. last.reshape(-1).data<float>().ToArray().Select(value => (double)value)],
            Tolerance.Forward);
    }

    private static (int Code, string Output, string Error) Python(params string[] arguments)
    {
        // Debian's own, which its python3-torch belongs to, before any other that the path has.
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, "", e.Message);
        }
    }
}
