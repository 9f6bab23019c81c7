using System.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>Training in a real process that is killed without warning.</summary>
[Collection(SequentialTests.Name)]
public sealed class KilledFinetuneTests : IDisposable
{
    // Dropout, validation, the best weights, two models: all that a checkpoint has to bring back.
    private static readonly string[] s_options =
    [
        "--objective", "label", "--limit", "32", "--batch-size", "4", "--steps", "30", "--eval-every", "6", "--dropout", "0.1", "--seeds", "2",
        "--validation", "train.tsv", "--test", "none", "--checkpoint-every", "5", "--threads", "1",
    ];

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData(17)]
    [InlineData(40)]
    public void A_killed_training_resumes_to_the_same_losses_and_the_same_weights(int recordsBeforeTheKill)
    {
        string[] options = [.. s_options.Select(option => option == "train.tsv" ? Validation() : option)];
        RunToTheEnd(["finetune", "--output", _shell.File("whole"), .. options]);
        using (Process process = Start(["finetune", "--output", _shell.File("killed"), .. options]))
        {
            string records = _shell.File("killed/records.jsonl");
            SpinWait.SpinUntil(() => process.HasExited || (File.Exists(records) && File.ReadLines(records).Count() >= recordsBeforeTheKill), 120_000);
            Assert.False(process.HasExited, "the process was through before it could be killed");
            process.Kill();
            process.WaitForExit();
        }

        Assert.NotEmpty(Directory.GetFiles(_shell.File("killed"), "checkpoint-*"));
        RunToTheEnd(["finetune", "--output", _shell.File("killed"), "--resume", .. options]);

        foreach (string file in (string[])["records.jsonl", "results.json", "model/model.safetensors", "model-2/model.safetensors"])
        {
            Assert.Equal(File.ReadAllBytes(_shell.File("whole/" + file)), File.ReadAllBytes(_shell.File("killed/" + file)));
        }

        Assert.Empty(Directory.GetFiles(_shell.File("killed"), "checkpoint-*"));
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "interp"), arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { [SurroundingKernel.Variable] = SurroundingKernel.Here },
    })!;

    private void RunToTheEnd(string[] arguments) => Assert.True(_shell.Run(arguments) == ExitCode.Done, _shell.Error);

    private string Validation() => _shell.Write("train.tsv", "sentence\tlabel\na fine film\t1\na dull mess\t0\nwarm and funny\t1\n");
}
