using System.Diagnostics;
using LogitLens.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Diagnostics;

public sealed class VisibleGpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0, 3,MIG-1f", "0 3 MIG-1f")]
    [InlineData("GPU-8932f937", "GPU-8932f937")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("1,-1,2", "1")]
    [InlineData("NoDevFiles", "")]
    public void What_the_environment_leaves_is_read_as_cuda_reads_it(string visible, string expected) =>
        Assert.Equal(expected, string.Join(' ', VisibleGpus.Find(visible, "no-such-program")));

    [Fact]
    public void Without_the_drivers_program_there_are_none() => Assert.Empty(VisibleGpus.Find(null, _folder.File("nvidia-smi")));

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData("echo 0; echo 1", "0 1")]
    [InlineData("echo 'No devices were found'; exit 6", "")]
    public void The_drivers_program_lists_them(string script, string expected) =>
        Assert.Equal(expected, string.Join(' ', VisibleGpus.Find(null, Smi(script))));

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData("echo 'NVIDIA-SMI has failed because it could not communicate with the driver.'; exit 9", "says \"NVIDIA-SMI has failed")]
    [InlineData("echo 'no library' >&2; exit 12", "says \"no library\"")]
    [InlineData("exit 3", "ended with exit code 3")]
    [InlineData("echo 0; echo '[Unknown Error]'", "says \"0\"")]
    public void Where_it_fails_nobody_knows_and_the_user_says_which(string script, string message)
    {
        string refused = Assert.Throws<InputException>(() => VisibleGpus.Find(null, Smi(script))).Message;

        Assert.StartsWith("which GPUs there are cannot be found out: nvidia-smi " + message, refused, StringComparison.Ordinal);
        Assert.Contains("set CUDA_VISIBLE_DEVICES to their numbers", refused, StringComparison.Ordinal);
    }

    // What is written by this process while another one is started may be held open by that one: a shell writes it.
    private string Smi(string script)
    {
        string path = _folder.File("nvidia-smi");
        ProcessStartInfo start = new("bash", ["-c", "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod +x \"$1\"", "bash", path, script]);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
