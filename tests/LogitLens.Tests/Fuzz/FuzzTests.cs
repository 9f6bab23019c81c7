using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace LogitLens.Tests.Fuzz;

/// <summary>
/// Whatever bytes a parser is given, there comes a right result or an error that its user can act on: no other exception, no file outside the target folder,
/// no code of the file's, no memory by
/// what a header claims. Here a few hundred inputs each; <c>tools/fuzz</c> gives each a million, by INTERP_FUZZ_INPUTS.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Few = 300;
    private const int MostFailures = 20;

    private static readonly FuzzTarget[] s_all =
    [
        CheckpointTargets.Safetensors, CheckpointTargets.PytorchFile, CheckpointTargets.Pickle, CheckpointTargets.ShardIndex,
        CheckpointTargets.ControlVectors,
        TokenizerTargets.TokenizerJson, TokenizerTargets.Vocabulary, TokenizerTargets.Merges,
        DatasetTargets.Csv, DatasetTargets.Tsv, DatasetTargets.Txt, DatasetTargets.JsonLines, DatasetTargets.Template,
        OptionTargets.Config, OptionTargets.OptionTexts, OptionTargets.Regions, OptionTargets.ModelConfig,
        DownloadTargets.Zip, DownloadTargets.Tar, DownloadTargets.HubNames,
    ];

    public static TheoryData<string> Names => [.. s_all.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parser_gives_a_right_result_or_an_error_for_its_user(string name)
    {
        string? only = Environment.GetEnvironmentVariable("INTERP_FUZZ_PARSER");
        Assert.SkipUnless(string.IsNullOrEmpty(only) || only == name, "another parser was asked for");
        using FuzzRun run = new(s_all.Single(target => target.Name == name));
        if (long.TryParse(Environment.GetEnvironmentVariable("INTERP_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out long inputs))
        {
            RunLong(run, name, inputs);
            return;
        }

        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), number => run.Once(seed: 0, number))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Few).WithQuietOnSuccess(true).WithReplay(20240607, 1));
    }

    // Files of data are read in one of several ways, most of which a sound file is not for; names are no headers.
    [Fact]
    public void Sound_inputs_are_not_refused() => Assert.All(
        s_all.Where(target => !target.Name.StartsWith("dataset", StringComparison.Ordinal) && target != DownloadTargets.HubNames),
        target =>
        {
            using FuzzRun run = new(target);
            run.Check(target.Seeds[0]);
            Assert.Equal((1, 0), run.Count);
        });

    [Fact]
    public void What_a_parser_must_not_do_is_noticed()
    {
        Assert.Contains("IndexOutOfRangeException", Failure(input => _ = input[input.Length]));
        Assert.Contains("an error without a message", Failure(_ => throw new InputException("")));
        Assert.Contains("bytes were allocated for an input of 3", Failure(_ => GC.KeepAlive(new byte[2 << 20])));
        Assert.Contains("was written", Failure((_, folder) => File.WriteAllText(folder.Inside + "-not", "")));
        Assert.Null(Failure(_ => throw new InputException("a line")));
        Assert.Null(Failure((_, folder) =>
        {
            Directory.CreateDirectory(folder.Inside);
            File.WriteAllText(Path.Combine(folder.Inside, "a"), "");
        }));
    }

    private static string? Failure(Action<byte[]> read) => Failure((input, _) => read(input));

    private static string? Failure(Action<byte[], FuzzFolder> read)
    {
        using FuzzRun run = new(new FuzzTarget("test", [], [], read));
        return Record.Exception(() => run.Check([1, 2, 3]))?.Message;
    }

    // Goes on after a failure, so that one run tells of all; a parser that hangs is found by its line, which never comes.
    private void RunLong(FuzzRun run, string name, long inputs)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("INTERP_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        Dictionary<string, FuzzFailure> failures = [];
        Stopwatch clock = Stopwatch.StartNew();
        for (long number = 0; number < inputs && failures.Count < MostFailures; number++)
        {
            try
            {
                run.Once(seed, number);
            }
            catch (FuzzFailure failure)
            {
                failures.TryAdd(failure.Kind, failure);
            }
        }

        Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-30} {run.Count.Inputs,9} {run.Count.Refused * 100.0 / run.Count.Inputs,7:0.0}% {run.Count.Inputs / clock.Elapsed.TotalSeconds,9:0} "
            + $"{run.MostAllocated / 1024.0 / 1024,7:0.0} {run.Longest.TotalMilliseconds,8:0} {failures.Count,8}"));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Values));
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("INTERP_FUZZ_TABLE") is { Length: > 0 } table)
        {
            File.AppendAllText(table, line + "\n");
        }
    }
}
