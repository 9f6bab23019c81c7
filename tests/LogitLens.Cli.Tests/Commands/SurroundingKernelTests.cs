using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>The program in a process of its own, because a BLAS chooses its kernel once.</summary>
public sealed class SurroundingKernelTests
{
    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData("", true)]
    [InlineData("--blas-kernel auto", false)]
    public async Task A_pinned_kernel_that_holds_the_processor_back_is_told_on_standard_error(string option, bool told)
    {
        using Shell shell = new();
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "interp"))
        {
            ArgumentList = { "logit-lens", "--prompt", "a film", "--output", shell.File("run") },
            Environment = { ["OPENBLAS_CORETYPE"] = "Haswell" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string word in option.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), printed = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string error = await printed;

        Assert.True(process.ExitCode == (int)ExitCode.Done, $"exit code {process.ExitCode}\n{await output}\n{error}");
        Assert.SkipUnless(Avx512F.IsSupported, "only a processor with AVX-512 is held back by an AVX2 kernel");
        Assert.SkipUnless(File.ReadAllText(shell.File("run/run.json")).Contains("OpenBLAS", StringComparison.Ordinal), "the loaded BLAS is not OpenBLAS");
        Assert.Equal(told, error.Contains("OPENBLAS_CORETYPE=Haswell keeps OpenBLAS on its Haswell kernel", StringComparison.Ordinal));
    }
}
