using System.Diagnostics;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Faults;

/// <summary>
/// Runs of every kind that are stopped, and what may happen until they go on. <c>tools/faults</c> sets INTERP_FAULT_ROUNDS, to stop each kind so many times
/// at random moments as well.
/// </summary>
public sealed class StoppedRunTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    public static TheoryData<string> Kinds => [.. FaultRuns.Kinds];

    public static TheoryData<string, int> Rounds
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string kind in FaultRuns.Kinds)
            {
                for (int round = 1; round <= (FaultRuns.Rounds ?? 1); round++)
                {
                    data.Add(kind, round);
                }
            }

            return data;
        }
    }

    public static bool AreRoundsAsked => OperatingSystem.IsLinux() && FaultRuns.Rounds is not null;

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [MemberData(nameof(Kinds))]
    public void A_killed_run_goes_on_to_the_same_bytes_and_not_beside_another_nor_with_other_inputs(string kind)
    {
        string folder = runs.NewFolder();
        string[] arguments = runs.Arguments(kind, folder);
        StopInTheMiddle(kind, folder, arguments, () => Refused([.. arguments, "--resume"], "is being written by process"));
        Assert.Equal(RunState.Running, RunManifest.Load(FaultRuns.RunIn(kind, folder)).State);

        Refused(arguments, "holds this very run, unfinished; --resume goes on with it");
        WithChanged(runs.Weights, File.Delete, () => Refused([.. arguments, "--resume"], "no weights found"));
        WithChanged(runs.Weights, ChangeWeights, () => Refused([.. arguments, "--resume"], "was computed with other weights"));
        WithChanged(runs.Data, path => File.WriteAllText(path, string.Concat(File.ReadLines(path).Skip(1).Select(line => line + "\n"))), () =>
            Refused([.. arguments, "--resume"], "the data or the tokenizer has changed", "over other data"));
        WithChanged(runs.Data, path => File.WriteAllText(path, File.ReadAllText(path).Replace("[1", "[2", StringComparison.Ordinal)), () =>
            Refused([.. arguments, "--resume"], "over other data"));

        (int code, string error) = FaultRuns.Finish([.. arguments, "--resume"]);
        Assert.True(code == 0, error);
        runs.AssertWhole(kind, folder);
    }

    [Theory(Skip = "takes a minute for two rounds of every kind; tools/faults runs thirty", SkipUnless = nameof(AreRoundsAsked))]
    [MemberData(nameof(Rounds))]
    public void A_run_stopped_at_a_random_moment_goes_on_to_the_same_bytes(string kind, int round)
    {
        string folder = runs.NewFolder(), signal = round % 3 != 0 ? "KILL" : round % 2 != 0 ? "INT" : "TERM";
        string[] arguments = runs.Arguments(kind, folder);
        double moment = new Random((kind.Sum(letter => letter) * 1000) + round).NextDouble() * runs.DurationOf(kind).TotalMilliseconds;

        using (Process process = FaultRuns.Start(arguments))
        {
            process.WaitForExit(TimeSpan.FromMilliseconds(moment));
            FaultRuns.Command("kill", "-" + signal, process.Id.ToString(CultureInfo.InvariantCulture));
            process.WaitForExit();

            // 0: it was through by then. A run may be told to stop before it listens, which ends it with the same code.
            Assert.Contains(process.ExitCode, signal switch { "KILL" => new[] { 0, 137 }, "INT" => [0, 130], _ => [0, 143] });
        }

        (int code, string error) = FaultRuns.Finish([.. arguments, "--resume"]);
        Assert.True(code == 0, $"after {moment:0} ms, {signal}: {error}");
        runs.AssertWhole(kind, folder);
    }

    // A stopped process still holds its folder.
    private static void StopInTheMiddle(string kind, string folder, string[] arguments, Action meanwhile)
    {
        string records = Path.Combine(FaultRuns.RunIn(kind, folder), "checksums.jsonl");
        using Process process = FaultRuns.Start(arguments);
        string id = process.Id.ToString(CultureInfo.InvariantCulture);
        bool got = SpinWait.SpinUntil(() => process.HasExited || (File.Exists(records) && new FileInfo(records).Length > 0), 120_000);
        FaultRuns.Command("kill", "-STOP", id);
        Assert.True(got && !process.HasExited, $"{kind} did not get to its records, or was through before it could be stopped");
        meanwhile();
        process.Kill();
        process.WaitForExit();
    }

    private static void Refused(string[] arguments, params string[] reasons)
    {
        using Shell shell = new();
        Assert.Equal(ExitCode.WrongUse, shell.Run(arguments));
        Assert.True(reasons.Any(reason => shell.Error.Contains(reason, StringComparison.Ordinal)), shell.Error);
    }

    private static void WithChanged(string path, Action<string> change, Action check)
    {
        byte[] bytes = File.ReadAllBytes(path);
        change(path);
        try
        {
            check();
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    private static void ChangeWeights(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
