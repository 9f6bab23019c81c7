using System.Diagnostics;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Matrix;

public sealed class WorkersTests
{
    [Fact]
    public void Each_process_has_a_gpu_in_turn()
    {
        Assert.Equal(["GPU 0", "GPU 3"], WorkerPlaces.Of("gpus", ["0", "3"], 8).Select(place => place.Name));
        Assert.Equal(["0", "3", "0"], WorkerPlaces.Of("3", ["0", "3"], 8).Select(place => place.Environment["CUDA_VISIBLE_DEVICES"]));
        Assert.All(WorkerPlaces.Of("gpus", ["0", "3"], 8), place => Assert.Equal("4", place.Environment["DOTNET_PROCESSOR_COUNT"]));
    }

    [Theory]
    [InlineData("2", "cuda:1", "--device cuda:1 names one GPU, and --processes gives each process one of its own")]
    [InlineData("gpus", "cpu", "--processes gpus has no effect with --device cpu")]
    public void A_device_that_does_not_go_with_several_processes_is_refused(string processes, string device, string message) => Assert.StartsWith(
        message, Assert.Throws<InputException>(() => WorkerPlaces.Of(processes, [device])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cpu", true)]
    [InlineData("auto", false)]
    public void Runs_on_processors_and_programs_for_processors_alone_look_for_no_gpu(string device, bool hasCuda) => Assert.Equal(
        ["process 1", "process 2"],
        WorkerPlaces.Of("2", [device], () => throw new InputException("nvidia-smi fails"), () => hasCuda).Select(place => place.Name));

    [Fact]
    public void Runs_that_may_be_on_gpus_share_those_that_are_there() => Assert.Equal(
        ["GPU 0", "GPU 1", "GPU 0"], WorkerPlaces.Of("3", ["auto"], () => ["0", "1"], () => true).Select(place => place.Name));

    [Fact]
    public void A_process_for_each_gpu_needs_a_program_that_computes_on_them() => Assert.StartsWith(
        "--processes gpus: 2 are here (0, 1), and the libtorch that this program was built with computes on none of them",
        Assert.Throws<InputException>(() => WorkerPlaces.Of("gpus", ["auto"], () => ["0", "1"], () => false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_gpus_the_processors_are_shared_in_equal_parts()
    {
        Assert.All(WorkerPlaces.Of("3", [], 8), place => Assert.Equal("2", place.Environment["DOTNET_PROCESSOR_COUNT"]));
        Assert.All(WorkerPlaces.Of("3", [], 2), place => Assert.Equal("1", place.Environment["DOTNET_PROCESSOR_COUNT"]));
        Assert.StartsWith("--processes gpus: no GPU is found", Assert.Throws<InputException>(() => WorkerPlaces.Of("gpus", [], 8)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_is_called_with_what_was_typed_less_what_is_its_own() => Assert.Equal(
        ["run", "c.json", "--limit", "5", "--seed=2"],
        TypedArguments.Without(
            ["run", "c.json", "--output", "a", "--limit", "5", "--processes=2", "--json", "--seed=2", "--output:b"], ["--output", "--processes"], ["--json"]));

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void Two_processes_make_what_one_makes_byte_for_byte()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("c.json", """{"command": "evaluate", "limit": 40, "batch-size": 8, "matrix": {"dataset": ["reviews", "emotions"]}}""");

        Assert.Equal((0, ""), Interp("run", config, "--output", folder.File("one"), "--threads", "1", "--quiet"));
        (int code, string error) = Interp("run", config, "--output", folder.File("two"), "--threads", "1", "--processes", "2", "--report");

        Assert.True(code == 0, error);
        string[] pages = Directory.GetFiles(folder.File("two"), "report.html", SearchOption.AllDirectories);
        Assert.Equal(["dataset=emotions", "dataset=reviews"], pages.Select(page => Path.GetFileName(Path.GetDirectoryName(page))).Order());
        Assert.Contains("4 parts by 2 processes", error, StringComparison.Ordinal);
        foreach (string file in (string[])["dataset=reviews/records.jsonl", "dataset=reviews/results.json", "dataset=emotions/results.json", "values.csv"])
        {
            Assert.Equal(File.ReadAllText(folder.File("one/" + file)), File.ReadAllText(folder.File("two/" + file)));
        }
    }

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public async Task An_interrupt_reaches_all_processes_which_end_their_batches_and_the_same_command_goes_on()
    {
        using TemporaryFolder folder = new();
        string config = folder.Write("c.json", """{"command": "logit-lens", "batch-size": 1, "matrix": {"dataset": ["reviews", "tweets"]}}""");
        string[] runs = [folder.File("all/dataset=reviews"), folder.File("all/dataset=tweets")];
        string[] command = ["run", config, "--output", folder.File("all"), "--threads", "1", "--processes", "2", "--shards", "1"];
        bool HasRecords(string run) => File.Exists(Path.Combine(run, "records.jsonl")) && new FileInfo(Path.Combine(run, "records.jsonl")).Length > 0;

        using (Process process = Start(command))
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            bool both = SpinWait.SpinUntil(() => process.HasExited || Array.TrueForAll(runs, HasRecords), 60_000) && !process.HasExited;
            using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            {
                kill.WaitForExit();
            }

            await process.WaitForExitAsync();
            Assert.True(both, await error);
            Assert.Equal((int)ExitCode.Interrupted, process.ExitCode);
            Assert.EndsWith($"stopped; the same command goes on with what is left ({folder.File("all")})\n", await error, StringComparison.Ordinal);
        }

        Assert.All(runs, run => Assert.Equal(RunState.Interrupted, RunManifest.Load(run).State));

        (int code, string again) = Interp(command);

        Assert.True(code == 0, again);
        Assert.All(runs, run => Assert.Equal((RunState.Done, 2), (RunManifest.Load(run).State, RunManifest.Load(run).Sessions)));
    }

    private static (int Code, string Error) Interp(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }

    private static Process Start(string[] arguments)
    {
        // What runs in the background may have been told to ignore interrupts, and its children with it.
        ProcessStartInfo start = new("env", ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "interp"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the tests' own process is told of the processor's kernel is no business of these.
        start.Environment["OPENBLAS_CORETYPE"] = null;
        return Process.Start(start)!;
    }
}
