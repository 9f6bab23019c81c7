using System.Diagnostics;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>
/// Real processes that are killed, and go on in this one, and disks that are full: what a resumed run leaves is what an undisturbed one would have.
/// </summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("head-ablation --limit 60 --batch-size 2")]
    [InlineData("attention-mask --sweep spans --shots 1 --draws 2 --limit 60 --batch-size 2")]
    public void A_sweep_that_is_killed_resumes_to_the_same_bytes(string sweep)
    {
        string whole = _folder.File("whole"), killed = _folder.File("killed");
        Finish($"{sweep} --output {whole}");

        Kill($"{sweep} --output {killed}", Path.Combine(killed, "records.jsonl"));
        Assert.Equal(RunState.Running, RunManifest.Load(killed).State);
        Finish($"{sweep} --output {killed} --resume");

        foreach (string file in new[] { "records.jsonl", "prompts.jsonl", "effects.csv", "results.json" })
        {
            Assert.True(Bytes(Path.Combine(whole, file)).SequenceEqual(Bytes(Path.Combine(killed, file))), file);
        }
    }

    [Fact]
    public void A_capture_that_is_killed_resumes_to_the_same_bytes()
    {
        const string Capture = "capture --sites blocks.*.hook_resid_* --batch-size 1";
        string whole = _folder.File("whole.safetensors"), killed = _folder.File("killed.safetensors");
        Finish($"{Capture} --output {whole}");

        Kill($"{Capture} --output {killed}", _folder.File("killed.run/records.jsonl"));
        Assert.False(File.Exists(killed));
        Finish($"{Capture} --output {killed} --resume");

        Assert.True(Bytes(whole).SequenceEqual(Bytes(killed)));
    }

    [Fact]
    public void A_capture_that_ends_between_naming_its_file_and_replacing_its_run_is_finished_by_resuming()
    {
        string output = _folder.File("x.safetensors"), run = _folder.File("x.run"), replacing = Path.Combine(run, ".replacing");
        using Shell shell = new();
        Assert.Equal(ExitCode.Done, shell.Run("capture", "--limit", "4", "--output", output));
        byte[] four = Bytes(output);
        Assert.Equal(ExitCode.Done, shell.Run("capture", "--limit", "3", "--output", output, "--force"));
        Directory.Move(run, run + "-new");
        File.Delete(output);
        Assert.Equal(ExitCode.Done, shell.Run("capture", "--limit", "4", "--output", output));

        // What such an end leaves: the new file under its name, the old run in its folder, and the new one beside it, all but done.
        Assert.Equal(four, Bytes(output));
        Directory.Move(run, run + "-done");
        Directory.Move(run + "-new", run);
        Directory.Move(run + "-done", replacing);
        (RunManifest.Load(replacing) with { State = RunState.Running, Finished = null }).Save(replacing);

        Assert.True(shell.Run("capture", "--limit", "4", "--output", output, "--resume") == ExitCode.Done, shell.Error);

        Assert.Equal(four, Bytes(output));
        Assert.Equal(RunState.Done, RunManifest.Load(run).State);
        Assert.Equal(4, File.ReadLines(Path.Combine(run, "records.jsonl")).Count());
        Assert.False(Directory.Exists(replacing));
    }

    [Fact]
    public void A_capture_on_a_full_disk_says_so_and_goes_on_once_there_is_room()
    {
        const string Capture = "capture --sites * --batch-size 4";
        string disk = _folder.File("disk"), whole = _folder.File("whole.safetensors"), output = Path.Combine(disk, "x.safetensors");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk) == 0,
            "needs a small file system, which only root can mount");
        try
        {
            Finish($"{Capture} --output {whole}");

            (int code, string error) = Run($"{Capture} --output {output}");
            Assert.Equal((int)ExitCode.Failed, code);
            Assert.Contains("What was computed is kept: make room, then repeat the command with --resume", error, StringComparison.Ordinal);
            Assert.False(File.Exists(output));

            Assert.Equal(0, Command("mount", "-o", "remount,size=1g", disk));
            Finish($"{Capture} --output {output} --resume");
            Assert.True(Bytes(whole).SequenceEqual(Bytes(output)));
        }
        finally
        {
            Command("umount", disk);
        }
    }

    private static byte[] Bytes(string path) => File.ReadAllBytes(path);

    private static void Kill(string arguments, string records)
    {
        using Process run = Start(arguments);
        bool got = SpinWait.SpinUntil(() => run.HasExited || (File.Exists(records) && new FileInfo(records).Length > 0), 60_000);
        Assert.True(got && !run.HasExited, "the run did not get to its records, or was done before it could be killed");
        run.Kill();
        run.WaitForExit();
    }

    private static void Finish(string arguments)
    {
        (int code, string error) = Run(arguments);
        Assert.True(code == 0, error);
    }

    private static (int Code, string Error) Run(string arguments)
    {
        using Shell shell = new();
        return ((int)shell.Run(Words(arguments)), shell.Error);
    }

    private static string[] Words(string arguments) => [.. arguments.Split(' '), "--threads", "1"];

    private static Process Start(string arguments) => Process.Start(
        new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "interp.exe" : "interp"), Words(arguments))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [SurroundingKernel.Variable] = SurroundingKernel.Here },
        })!;

    private static int Command(string name, params string[] arguments)
    {
        using Process command = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        command.WaitForExit();
        return command.ExitCode;
    }
}
