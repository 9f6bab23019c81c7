using System.Diagnostics;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.CommandLine;

/// <summary>A real process that a scheduler ends.</summary>
public sealed class TerminationTests
{
    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public void The_exit_code_names_the_signal_and_the_run_can_be_resumed(string signal, int expected)
    {
        using TemporaryFolder folder = new();
        string output = folder.File("run"), records = Path.Combine(output, "records.jsonl");

        // What runs in the background inherits that interrupts are ignored, and so do its children unless told otherwise.
        ProcessStartInfo start = new("env")
        {
            ArgumentList =
                { "--default-signal=INT,TERM,HUP", Path.Combine(AppContext.BaseDirectory, "interp"), "logit-lens", "--output", output, "--batch-size", "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process run = Process.Start(start)!;

        Assert.True(SpinWait.SpinUntil(() => run.HasExited || (File.Exists(records) && new FileInfo(records).Length > 0), 60_000) && !run.HasExited);
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{run.Id}"]))
        {
            kill.WaitForExit();
        }

        run.WaitForExit();
        Assert.Equal(expected, run.ExitCode);
        Assert.Equal(RunState.Interrupted, RunManifest.Load(output).State);
    }
}
