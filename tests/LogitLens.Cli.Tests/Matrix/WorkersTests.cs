using System.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Matrix;

public sealed class WorkersTests
{
    [Fact]
    public void Each_process_has_a_gpu_in_turn()
    {
        Assert.Equal(["GPU 0", "GPU 3"], WorkerPlaces.Of("gpus", ["0", "3"], 8).Select(place => place.Name));
        Assert.Equal(["0", "3", "0"], WorkerPlaces.Of("3", ["0", "3"], 8).Select(place => place.Environment["CUDA_VISIBLE_DEVICES"]));
    }

    [Fact]
    public void Without_gpus_the_processors_are_shared_in_equal_parts()
    {
        Assert.All(WorkerPlaces.Of("3", [], 8), place => Assert.Equal("2", place.Environment["DOTNET_PROCESSOR_COUNT"]));
        Assert.All(WorkerPlaces.Of("3", [], 2), place => Assert.Equal("1", place.Environment["DOTNET_PROCESSOR_COUNT"]));
        Assert.StartsWith("--processes gpus: nvidia-smi finds no GPU", Assert.Throws<InputException>(() => WorkerPlaces.Of("gpus", [], 8)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_is_called_with_what_was_typed_less_what_is_its_own() => Assert.Equal(
        ["run", "c.json", "--limit", "5", "--seed=2"],
        TypedArguments.Without(
            ["run", "c.json", "--output", "a", "--limit", "5", "--processes=2", "--json", "--seed=2"], ["--output", "--processes"], ["--json"]));

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void Two_processes_make_what_one_makes_byte_for_byte()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("c.json", """{"command": "evaluate", "limit": 40, "batch-size": 8, "matrix": {"dataset": ["reviews", "emotions"]}}""");

        Assert.Equal((0, ""), Interp("run", config, "--output", folder.File("one"), "--threads", "1", "--quiet"));
        (int code, string error) = Interp("run", config, "--output", folder.File("two"), "--threads", "1", "--processes", "2");

        Assert.True(code == 0, error);
        Assert.Contains("4 parts by 2 processes", error, StringComparison.Ordinal);
        foreach (string file in (string[])["dataset=reviews/records.jsonl", "dataset=reviews/results.json", "dataset=emotions/results.json", "values.csv"])
        {
            Assert.Equal(File.ReadAllText(folder.File("one/" + file)), File.ReadAllText(folder.File("two/" + file)));
        }
    }

    private static (int Code, string Error) Interp(params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "interp"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the tests' own process is told of the processor's kernel is no business of these.
        start.Environment["OPENBLAS_CORETYPE"] = null;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
