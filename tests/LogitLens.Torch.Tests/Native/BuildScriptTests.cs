using System.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Torch.Tests.Native;

/// <summary>What <c>build.sh</c> asks of the compiler, by a libtorch that is nothing but the lines that it goes by and a compiler that only tells.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData("#error C++14 or later compatible compiler is required to use ATen.", "-std=c++17")]
    [InlineData("#error C++17 or later compatible compiler is required to use ATen.", "-std=c++17")]
    [InlineData("#error C++20 or later compatible compiler is required to use ATen.", "-std=c++20")]
    [InlineData("// headers that say nothing of it", "-std=c++17")]
    public void The_compiler_is_told_the_standard_that_the_headers_demand(string line, string expected)
    {
        _folder.Write("torch/lib/libtorch_cpu.so", "");
        _folder.Write("torch/lib/libc10.so", "");
        _folder.Write("torch/include/torch/csrc/api/include/torch/torch.h", "");
        _folder.Write("torch/include/ATen/ATen.h", $"#pragma once\n{line}\n#endif\n");

        Assert.Contains(expected, CompilerArguments());
    }

    // A compiler that writes what it is asked into the file that it is to make.
    private string[] CompilerArguments()
    {
        const string Compiler = "g++() { local all=(\"$@\"); while [[ $1 != -o ]]; do shift; done; printf '%s\\n' \"${all[@]}\" > \"$2\"; }; export -f g++";
        string script = Path.Combine(SharedFiles.RepositoryRoot, "src", "LogitLens.Torch", "Native", "build.sh"), made = _folder.File("out/made.so");
        ProcessStartInfo start = new("bash", ["-c", Compiler + "; bash \"$@\"", "bash", script, _folder.File("torch"), made]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllLines(made);
    }
}
