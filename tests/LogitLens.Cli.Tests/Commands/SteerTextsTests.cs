using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SteerTextsTests
{
    [Fact]
    public void A_prompt_is_written_on_from_in_both_directions()
    {
        using Shell shell = new();

        JsonElement results = SteerRun.Results(
            shell, shell.File("run"), "--prompt", "the film is", "--max-new-tokens", "8", "--layers", "1", "--shuffled-directions", "0");

        string[] names = [.. results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("name").GetString()!)];
        Assert.Equal(
            ["unsteered", "add -3, L1", "add 3, L1", "add -3, L1, random 1", "add 3, L1, random 1", "add -3, L1, random 2", "add 3, L1, random 2",
                "add -3, L1, random 3", "add 3, L1, random 3", "instructed positive", "instructed positive, draw 2", "instructed positive, draw 3",
                "instructed negative", "instructed negative, draw 2", "instructed negative, draw 3", "prompted positive", "prompted negative",
                "prompted positive, draw 2", "prompted negative, draw 2", "prompted positive, draw 3", "prompted negative, draw 3"],
            names);
        JsonElement example = results.GetProperty("examples")[0];
        Assert.Equal("the film is", example.GetProperty("prompt").GetString());
        Assert.Equal(7, example.GetProperty("texts").GetArrayLength());
        Assert.Contains(example.GetProperty("texts")[2].GetProperty("text").GetString()!.Trim().Split(' ')[0], shell.Out, StringComparison.Ordinal);

        // The model as it is costs nothing.
        Close.Assert(0, results.GetProperty("settings")[0].GetProperty("kl").GetProperty("value").GetDouble(), Tolerance.Forward);
        Assert.True(results.GetProperty("settings")[2].GetProperty("kl").GetProperty("value").GetDouble() > 0);
    }

    [Fact]
    public void A_killed_run_of_texts_resumes_to_the_same_bytes()
    {
        using Shell shell = new();
        string[] options =
        [
            "--task", "generation", "--limit", "24", "--max-new-tokens", "6", "--decode", "sample", "--temperature", "0.8", "--samples", "2",
            "--batch-size", "4", "--random-directions", "1", "--shuffled-directions", "1", "--human-sheet", "5",
        ];
        string whole = shell.File("whole"), cut = shell.File("cut");
        JsonElement results = SteerRun.Results(shell, whole, options);
        SteerRun.Results(shell, cut, options);
        string records = Path.Combine(cut, "records.jsonl");
        string[] lines = File.ReadAllLines(records);
        File.WriteAllText(records, string.Concat(lines.Take(9).Select(line => line + "\n")) + lines[9][..40]);
        File.WriteAllLines(Path.Combine(cut, "checksums.jsonl"), File.ReadLines(Path.Combine(whole, "checksums.jsonl")).Take(2));
        RunManifest manifest = RunManifest.Load(cut);
        (manifest with { State = RunState.Failed }).Save(cut);

        SteerRun.Results(shell, cut, [.. options, "--resume"]);

        foreach (string file in (string[])["records.jsonl", "results.json", "human-sheet.csv", "human-sheet-key.csv", "texts.csv"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(cut, file)));
        }

        Assert.Equal(24, results.GetProperty("n").GetInt32());
        Assert.Equal(12, results.GetProperty("prompts").GetInt32());
    }

    [Fact]
    public void Texts_are_flipped_about_where_the_models_own_part_at_each_position()
    {
        using Shell shell = new();

        JsonElement results = SteerRun.Results(
            shell, shell.File("run"), "--task", "generation", "--limit", "24", "--max-new-tokens", "4", "--operation", "flip", "--layers", "1", "--centre",
            "continuations", "--alpha", "unsteered", "--random-directions", "1", "--shuffled-directions", "1", "--demonstrations", "0",
            "--instruction", "none");

        // Four tokens of the prompt and four new ones.
        double[] midpoints = GoldenCase.Doubles(results.GetProperty("directions")[0].GetProperty("midpoints"));
        Assert.Equal((8, 8), (midpoints.Length, midpoints.Distinct().Count()));
        Assert.Equal(["unsteered", "flip 1, L1", "flip 1, L1, random 1", "flip 1, L1, shuffled 1"],
            results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("name").GetString()!));
        JsonElement setup = RunOutput.Json(Path.Combine(shell.File("run"), "setup.json"));
        JsonElement random = setup.GetProperty("directions").GetProperty("random")[0][0];
        Assert.NotEqual(midpoints, GoldenCase.Doubles(random.GetProperty("midpoints")));
    }

    [Theory]
    [InlineData("--prompt", "", "--prompt: '' is not a text of one character")]
    [InlineData("--prompts", "EMPTY", "there is no prompt in it")]
    [InlineData("--judge", "probe:x", "--judge: 'probe:x'")]
    [InlineData("--judge", "words,words", "--judge has a judge twice")]
    [InlineData("--samples", "2", "--samples")]
    [InlineData("--demonstration-draws", "0", "--demonstration-draws")]
    [InlineData("--cluster", "nowhere", "dev.tsv: no column")]
    [InlineData("--instruction", "Write well.", "'Write well.' asks for no class")]
    public void Texts_that_cannot_be_written_or_judged_are_wrong_use(string option, string value, string message)
    {
        using Shell shell = new();
        string empty = shell.Write("empty.txt", "\n \n");

        ExitCode code = shell.Run("steer", "--task", "generation", option, value == "EMPTY" ? empty : value, "--output", shell.File("refused"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit")]
    [InlineData("--cluster")]
    public void Given_prompts_leave_nothing_for_what_is_about_a_dataset(string option)
    {
        using Shell shell = new();
        string prompts = shell.Write("prompts.txt", "the film is\nthe play was\n");

        ExitCode code = shell.Run("steer", "--prompts", prompts, option, "3", "--output", shell.File("refused"));

        Assert.Equal((ExitCode.WrongUse, true), (code, shell.Error.Contains($"{option} and --prompts exclude each other", StringComparison.Ordinal)));
    }

    [Fact]
    public void Texts_of_one_cluster_count_together()
    {
        using Shell shell = new();
        string data = shell.Write(
            "films.csv",
            "text,label,film\n" + string.Concat(Enumerable.Range(0, 24).Select(i => $"the film {i} is {(i % 2 == 0 ? "good" : "bad")},{i % 2},{i / 3}\n")));
        string[] options =
        [
            "--task", "generation", "--dataset", data, "--max-new-tokens", "3", "--layers", "1", "--judge", "prompt", "--random-directions", "0",
            "--shuffled-directions", "0", "--demonstrations", "0", "--instruction", "none",
        ];

        (double Width, int N) alone = Interval(SteerRun.Results(shell, shell.File("alone"), options));
        JsonElement results = SteerRun.Results(shell, shell.File("together"), [.. options, "--cluster", "film"]);

        Assert.Equal((alone.N, true), (Interval(results).N, Interval(results).Width > alone.Width));
        Assert.Contains("4 clusters", results.GetProperty("notes").ToString(), StringComparison.Ordinal);

        static (double Width, int N) Interval(JsonElement results)
        {
            JsonElement kl = results.GetProperty("settings")[1].GetProperty("kl");
            JsonElement interval = kl.GetProperty("interval");
            return (interval.GetProperty("high").GetDouble() - interval.GetProperty("low").GetDouble(), kl.GetProperty("n").GetInt32());
        }
    }
}
