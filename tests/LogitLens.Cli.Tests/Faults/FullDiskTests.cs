namespace LogitLens.Cli.Tests.Faults;

/// <summary>Disks of every size below what a run needs, and disks that nothing can be written to, for every kind of run.</summary>
public sealed class FullDiskTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    private const int Page = 4096;
    private const string NeedsRoot = "needs a small file system, which only root can mount";

    // Of the room that the whole run takes, so that the disk is full while it begins, computes, sums up and draws.
    private static readonly double[] s_shares = [0.02, 0.25, 0.5, 0.75, 0.9];

    public static TheoryData<string, double> Disks
    {
        get
        {
            TheoryData<string, double> data = [];
            foreach ((int index, string kind) in FaultRuns.Kinds.Index())
            {
                foreach (double share in FaultRuns.Rounds is not null ? s_shares : [s_shares[index % s_shares.Length]])
                {
                    data.Add(kind, share);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Kinds => [.. FaultRuns.Kinds];

    [Theory]
    [MemberData(nameof(Disks))]
    public void A_run_on_a_full_disk_says_so_and_goes_on_to_the_same_bytes_once_there_is_room(string kind, double share)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), NeedsRoot);
        long pages = runs.Whole(kind).Values.Sum(file => (file.Length / Page) + 1);
        OnADisk((long)(share * pages * Page / Page) * Page + Page, disk =>
        {
            string[] arguments = runs.Arguments(kind, disk);

            (int code, string error) = FaultRuns.Finish(arguments);
            Assert.True(code == (int)ExitCode.Failed, $"exit code {code}: {error}");
            Assert.Contains("make room, then repeat the command", error, StringComparison.Ordinal);

            Assert.Equal(0, FaultRuns.Command("mount", "-o", "remount,size=64m", disk));
            (code, error) = FaultRuns.Finish([.. arguments, "--resume"]);
            Assert.True(code == 0, error);
            runs.AssertWhole(kind, disk);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_output_that_cannot_be_written_is_wrong_use(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), NeedsRoot);
        OnADisk(64 * Page, disk =>
        {
            Assert.Equal(0, FaultRuns.Command("mount", "-o", "remount,ro", disk));
            using Shell shell = new();

            Assert.Equal(ExitCode.WrongUse, shell.Run(runs.Arguments(kind, disk)));

            Assert.Contains("no folder can be made or written there", shell.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(FaultRuns.RunIn(kind, disk)));
        });
    }

    private void OnADisk(long bytes, Action<string> test)
    {
        string disk = runs.NewFolder();
        Assert.SkipUnless(
            FaultRuns.Command("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "tmpfs", disk) == 0, NeedsRoot);
        try
        {
            test(disk);
        }
        finally
        {
            FaultRuns.Command("umount", disk);
        }
    }
}
