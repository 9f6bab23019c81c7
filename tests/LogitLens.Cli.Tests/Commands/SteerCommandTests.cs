using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SteerCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adding_flipping_and_ablating_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        JsonElement[] expected = [.. golden.Expected.GetProperty("steering_blocks.1.hook_resid_post").EnumerateArray()];
        (string Operation, string Strength)[] done = [("add", "4"), ("flip", "2"), ("ablate", "1")];

        for (int i = 0; i < done.Length; i++)
        {
            double[] reference = GoldenCase.Doubles(expected[i].GetProperty("logit_difference"));
            string output = shell.File($"run{i}");
            JsonElement setting = Settings(shell, golden, golden.Sequences, output, done[i].Operation, done[i].Strength).Single();

            Assert.Equal(done[i].Operation, setting.GetProperty("operation").GetString());
            Assert.Equal(double.Parse(done[i].Strength, System.Globalization.CultureInfo.InvariantCulture), setting.GetProperty("strength").GetDouble());
            Assert.Equal([1], GoldenCase.Ints(setting.GetProperty("layers")));
            Close.Assert(reference.Average(), setting.GetProperty("logit_difference").GetDouble(), Tolerance.Edited, done[i].Operation);

            // Each example's own record.
            JsonElement[] records = RunOutput.Records(output);
            double[] found = [.. records.OrderBy(record => record.GetProperty("id").GetString(), StringComparer.Ordinal).Select(record =>
                Difference(record.GetProperty("edited")[0]))];
            Close.Assert(reference, found, Tolerance.Edited, done[i].Operation);
        }
    }

    [Fact]
    public void Settings_are_layers_by_strengths_and_other_directions_stand_apart()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        JsonElement results = SteerRun.Results(
            shell, golden, golden.Sequences, shell.File("run"), "--strength", "-1,0,2", "--layers", "2,0-1", "--direction", SteerRun.VectorOf(golden),
            "--centre", "none", "--random-directions", "2");

        JsonElement[] settings = [.. results.GetProperty("settings").EnumerateArray()];
        Assert.Equal(
            ["add -1, L2", "add 0, L2", "add 2, L2", "add -1, L0-1", "add 0, L0-1", "add 2, L0-1"],
            settings.Select(setting => setting.GetProperty("name").GetString()!));
        Assert.Equal([0, 1], GoldenCase.Ints(settings[3].GetProperty("layers")));
        Assert.All(settings, setting => Assert.Equal("direction", setting.GetProperty("direction").GetString()));
        Assert.Equal(12, results.GetProperty("baselines").GetArrayLength());

        // Nothing added changes nothing, and costs nothing.
        JsonElement zero = settings[1];
        Close.Assert(0, zero.GetProperty("effect").GetProperty("value").GetDouble(), Tolerance.Forward);
        Close.Assert(0, zero.GetProperty("kl").GetProperty("value").GetDouble(), Tolerance.Forward);
        Assert.Equal(0, zero.GetProperty("flip_rate").GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_batch_size_changes_no_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string[] flips = ["--operation", "flip", "--layers", "0-2,1", "--strength", "1", "--direction", SteerRun.VectorOf(golden), "--centre", "none"];

        double[] one = Differences(SteerRun.Results(shell, golden, golden.Sequences, shell.File("one"), [.. flips, "--batch-size", "1"]));
        double[] three = Differences(SteerRun.Results(shell, golden, golden.Sequences, shell.File("three"), [.. flips, "--batch-size", "3"]));

        Close.Assert(one, three, Tolerance.Forward);
    }

    [Theory]
    [InlineData("blocks.1.attn.hook_pattern", "is not one vector for each position of a layer")]
    [InlineData("blocks.1.hook_resid_*", "names several sites of layer 1")]
    [InlineData("blocks.7.hook_resid_post", "matches nothing in a model of 3 layers")]
    public void A_site_that_cannot_be_steered_is_wrong_use(string site, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        SteerRun.Refused(shell, golden, golden.Sequences, message, "--site", site);
    }

    [Theory]
    [InlineData("--layers 3", "there is no layer 3; the model's layers are 0 to 2")]
    [InlineData("--layers 1 --site blocks.0.hook_resid_post", "names no site of layer 1")]
    [InlineData("--strength 1,1", "--strength has a value twice")]
    [InlineData("--operation ablate --strength 1,2", "ablate is whole whatever the strength")]
    [InlineData("--towards 7", "there is no such class")]
    [InlineData("--alpha current", "--alpha needs --operation flip")]
    [InlineData("--alpha current --operation flip --layers 1,2", "--alpha needs several layers at once")]
    [InlineData("--centre midpoint", "--centre midpoint has no effect with --operation add")]
    [InlineData("--centre continuations", "--centre continuations needs --operation flip")]
    [InlineData("--centre continuations --operation flip", "--centre continuations needs --task generation")]
    [InlineData("--alpha unsteered --operation flip", "--alpha unsteered needs --task generation")]
    [InlineData("--pairs-by mean", "--pairs-by needs --direction pairs:FILE")]
    public void What_cannot_be_is_wrong_use(string options, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        SteerRun.Refused(shell, golden, golden.Sequences, message, options.Split(' '));
    }

    [Fact]
    public void A_killed_run_of_labels_resumes_to_the_same_bytes()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        int[][] prompts = [.. Enumerable.Range(0, 24).Select(i => golden.Sequences[i % 3].Append(i).ToArray())];
        string[] options = ["--operation", "flip", "--layers", "1,0-2", "--shuffled-directions", "2", "--batch-size", "2"];
        string whole = shell.File("whole"), cut = shell.File("cut");
        SteerRun.Results(shell, golden, prompts, whole, options);
        SteerRun.Results(shell, golden, prompts, cut, options);
        string records = Path.Combine(cut, "records.jsonl");
        string[] lines = File.ReadAllLines(records);
        File.WriteAllText(records, string.Concat(lines.Take(5).Select(line => line + "\n")) + lines[5][..30]);
        File.WriteAllLines(Path.Combine(cut, "checksums.jsonl"), File.ReadLines(Path.Combine(whole, "checksums.jsonl")).Take(2));
        (RunManifest.Load(cut) with { State = RunState.Failed }).Save(cut);

        SteerRun.Results(shell, golden, prompts, cut, [.. options, "--resume"]);

        foreach (string file in (string[])["records.jsonl", "results.json", "setup.json", "settings.csv"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(cut, file)));
        }
    }

    private static double[] Differences(JsonElement results) =>
        [.. results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("logit_difference").GetDouble())];

    private static double Difference(JsonElement logits) => logits[0].GetDouble() - logits[1].GetDouble();

    private static JsonElement[] Settings(Shell shell, GoldenCase golden, int[][] prompts, string output, string operation, string strength) =>
    [
        .. SteerRun.Results(
            shell, golden, prompts, output, "--direction", SteerRun.VectorOf(golden), "--site", "blocks.1.hook_resid_post", "--operation", operation,
            "--strength", strength, "--centre", "none").GetProperty("settings").EnumerateArray(),
    ];
}
