using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SweepDrawsTests
{
    private const string Draws = "--shots 1 --draws 3 --limit 8";

    public static TheoryData<string> Sweeps =>
    [
        "head-ablation --heads 0.0,2.1 --method zero",
        "head-ablation --heads 0.0,2.1 --method mean",
        "head-ablation --heads 0.0,2.1 --method resample",
        "head-ablation --heads 0.0,2.1 --positions demos",
        "head-ablation --what mlp --corrupt text",
        "attention-mask --sweep spans",
        "attention-mask --region L*.H*:row=last,span=demos",
    ];

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Each_draw_is_the_run_that_its_demonstrations_alone_give(string sweep)
    {
        using Shell shell = new();
        string all = Run(shell, $"{sweep} {Draws}", "all");
        string[] training = File.ReadAllLines(Path.Combine(SharedFiles.RepositoryRoot, "datasets", "reviews", "train.tsv"));

        for (int draw = 1; draw <= 3; draw++)
        {
            JsonElement[] prompts =
            [
                .. RunOutput.Lines(all, "prompts.jsonl").Where(line => line.GetProperty("condition").GetString() == $"1-shot-correct/draw-{draw}"),
            ];
            JsonElement demonstrations = prompts.Single(line => line.TryGetProperty("prefix_tokens", out _)).GetProperty("demonstrations");
            string row = training[int.Parse(demonstrations[0].GetProperty("example").GetString()!.Split(':')[1])];
            string file = shell.Write($"demonstration-{draw}.tsv", $"{training[0]}\n{row}\n");
            string alone = Run(shell, $"{sweep} --shots 1 --demos-file {file} --limit 8", $"alone-{draw}");

            JsonElement[] ofAll = [.. RunOutput.Records(all).Where(record => record.GetProperty("draw").GetInt32() == draw)];
            JsonElement[] ofOne = RunOutput.Records(alone);
            Assert.Equal(8, ofAll.Length);
            foreach (JsonElement record in ofAll)
            {
                JsonElement same = ofOne.Single(other => other.GetProperty("id").GetString() == record.GetProperty("example").GetString());
                Assert.Equal($"draw-{draw}/{same.GetProperty("id").GetString()}", record.GetProperty("id").GetString());
                Close.Assert(Shown(same, sweep), Shown(record, sweep), Tolerance.Edited, $"draw {draw}");
            }
        }
    }

    [Fact]
    public void A_summary_over_draws_is_of_examples_and_says_what_so_many_draws_can_show()
    {
        using Shell shell = new();
        string run = Run(shell, $"head-ablation --heads 0.0,2.1 {Draws}", "run");

        JsonElement results = RunOutput.Results(run);
        Assert.Equal(8, results.GetProperty("n").GetInt32());
        Assert.Equal(0.25, results.GetProperty("demonstrations").GetProperty("smallest_p_value").GetDouble());
        Assert.All(results.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("p_value").GetDouble() >= 0.25));
        Assert.Contains("cannot be told from zero by 3 draws of demonstrations: that takes 7, or fewer edits", Words(shell.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Heads_are_chosen_under_all_draws()
    {
        using Shell shell = new();
        string run = Run(shell, $"head-ablation --screen 3 --cumulative 2 --controls 2 {Draws}", "run");

        // Half of the examples choose, under each draw; the others are measured, under each draw.
        Assert.Equal(3 * 4, RunOutput.Records(run).Length);
    }

    [Fact]
    public void Questions_are_answered_under_each_draw()
    {
        using Shell shell = new();
        string run = Run(shell, "head-ablation --dataset arithmetic --limit 4 --shots 1 --draws 3 --what mlp --method mean --max-new-tokens 3", "run");

        JsonElement[] records = RunOutput.Records(run);
        JsonElement results = RunOutput.Results(run);
        Assert.Equal(12, records.Length);
        Assert.Equal(3, records.Select(record => record.GetProperty("draw").GetInt32()).Distinct().Count());
        Assert.Equal(4, results.GetProperty("n").GetInt32());
        Assert.Equal(
            records.Average(record => record.GetProperty("clean_log_prob").GetDouble()), results.GetProperty("clean_log_prob").GetProperty("value").GetDouble(),
            9);
    }

    [Fact]
    public void Patches_by_position_keep_to_what_all_draws_have()
    {
        using Shell shell = new();
        string run = Run(shell, $"head-ablation --what resid --corrupt text {Draws}", "run");

        JsonElement results = RunOutput.Results(run);
        Assert.All(results.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("item").GetProperty("position").GetInt32() < 0));
        Assert.Contains("patches by position begin after the demonstrations", Words(shell.Out), StringComparison.Ordinal);
    }

    // Positions are named from the end under several draws, and from the beginning as far as prompts are alike under one.
    private static double[] Shown(JsonElement record, string sweep)
    {
        double[] edited = Flat(record.GetProperty("edited"));
        return [.. Flat(record.GetProperty("clean")), .. sweep.Contains("--corrupt", StringComparison.Ordinal) ? edited[^2..] : edited];
    }

    private static string Run(Shell shell, string command, string name)
    {
        string output = shell.File(name);
        ExitCode code = shell.Run([.. command.Split(' '), "--output", output]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return output;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static double[] Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Flat)],
        JsonValueKind.Null => [double.NaN],
        _ => [value.GetDouble()],
    };
}
