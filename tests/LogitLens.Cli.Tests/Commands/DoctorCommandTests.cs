using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void It_says_what_computes_here_and_that_it_computes_right()
    {
        Assert.Equal((ExitCode.Done, ""), (_shell.Run("doctor", "--device", "cpu"), _shell.Error));

        Assert.Contains("libtorch", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("GFLOP/s", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("This machine computes right.", _shell.Out, StringComparison.Ordinal);
        Assert.All(_shell.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_program_reads_the_same()
    {
        Assert.Equal(ExitCode.Done, _shell.Run("doctor", "--device", "cpu", "--json"));

        using JsonDocument found = JsonDocument.Parse(_shell.Out);
        Assert.True(found.RootElement.GetProperty("is_right").GetBoolean());
        Assert.Equal("cpu", found.RootElement.GetProperty("device").GetString());
        Assert.True(found.RootElement.GetProperty("products")[0].GetProperty("rate").GetDouble() > 0);
        Assert.NotEmpty(found.RootElement.GetProperty("checks").EnumerateArray());
    }

    [Fact]
    public void A_machine_that_computes_wrong_fails_and_says_in_what()
    {
        // The same as wrong arithmetic to who compares: another model's numbers.
        string golden = GoldenCase.FolderOf("odd-shape"), broken = _shell.File("broken");
        Directory.CreateDirectory(broken);
        foreach (string file in Directory.GetFiles(golden))
        {
            File.Copy(file, Path.Combine(broken, Path.GetFileName(file)));
        }

        string weights = Path.Combine(broken, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        for (int at = bytes.Length - 2; at > bytes.Length / 2; at -= 4)
        {
            bytes[at] ^= 1;
        }

        File.WriteAllBytes(weights, bytes);
        using StringWriter output = new(), error = new();

        ExitCode code = new Application([new DoctorCommand(broken)], output, error).Run(["doctor", "--device", "cpu"], CancellationToken.None);

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("WRONG", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("This machine computes wrong", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("what is computed here cannot be relied on", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_there_is_wrong_use()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "has a GPU");

        Assert.Equal(ExitCode.WrongUse, _shell.Run("doctor", "--device", "cuda"));
        Assert.Contains("sees no CUDA device", _shell.Error, StringComparison.Ordinal);
    }
}
