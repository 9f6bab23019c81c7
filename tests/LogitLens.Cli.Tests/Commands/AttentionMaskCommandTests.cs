using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class AttentionMaskCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_edges_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        JsonElement[] expected = [.. golden.Expected.GetProperty("attention_mask_on_sequence_2").EnumerateArray()];
        string regions = string.Join("; ", expected.Select(one => RegionOf(one.GetProperty("layer").GetInt32(), one.GetProperty("what").GetString()!)));

        JsonElement results = Run(shell, golden, [golden.Sequences[2]], "--region", regions);

        double[] found = [.. results.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("edited").GetProperty("value").GetDouble())];
        Close.Assert([.. expected.Select(one => one.GetProperty("logit_difference").GetDouble())], found, Tolerance.Edited);
        double clean = golden.Expected.GetProperty("ablation_logit_difference").GetProperty("clean")[2].GetDouble();
        Close.Assert(clean, results.GetProperty("clean").GetDouble(), Tolerance.Edited);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_head_that_sees_nothing_is_a_head_at_zero(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();

        JsonElement results = Run(shell, golden, golden.Sequences, "--sweep", "heads");

        double[][][] zeroed = [.. golden.Expected.GetProperty("ablation_logit_difference").GetProperty("zero_head").EnumerateArray().Select(Rows)];
        double[] clean = GoldenCase.Doubles(golden.Expected.GetProperty("ablation_logit_difference").GetProperty("clean"));
        double[][] found = Rows(results.GetProperty("head_effects"));
        for (int layer = 0; layer < found.Length; layer++)
        {
            double[] means =
            [
                .. Enumerable.Range(0, found[layer].Length).Select(head => Enumerable.Range(0, 3).Average(i => zeroed[i][layer][head] - clean[i])),
            ];
            Close.Assert(means, found[layer], Tolerance.Edited, $"layer {layer}");
        }
    }

    [Fact]
    public void The_batch_size_changes_no_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        foreach (string sweep in (string[])["distance", "tokens", "rows", "cols"])
        {
            JsonElement one = Run(shell, golden, golden.Sequences, "--sweep", sweep, "--batch-size", "1", "--window", "2");
            JsonElement three = Run(shell, golden, golden.Sequences, "--sweep", sweep, "--batch-size", "3", "--window", "2");
            Close.Assert(GoldenCase.Doubles(one.GetProperty("effects")), GoldenCase.Doubles(three.GetProperty("effects")), Tolerance.Forward, sweep);
        }
    }

    [Theory]
    [InlineData("L1.H1:rwo=1", "character 7")]
    [InlineData("L9.H0", "there is no layer 9; the model's layers are 0 to 2")]
    [InlineData("L0.H0:span=text", "give positions")]
    [InlineData("L0.H0:row=0,col=5", "no prompt has such an edge")]
    public void A_region_that_cannot_be_is_wrong_use(string region, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        ExitCode code = shell.Run(Arguments(shell, golden, golden.Sequences, shell.File("run"), "--region", region));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    // The reference says its masks in words.
    private static string RegionOf(int layer, string what) => what switch
    {
        "head 1, key position 3, all queries" => $"L{layer}.H1:col=3",
        "head 0, last query, keys 0..2" => $"L{layer}.H0:row=last,cols=0..2",
        "all heads, last query, key 0" => $"L{layer}.H*:row=last,col=first",
        "head 1, every edge" => $"L{layer}.H1",
        "all heads, queries 4..6 to keys 1..2" => $"L{layer}.H*:rows=4..6,cols=1..2",
        _ => throw new ArgumentException($"no region is known for '{what}'", nameof(what)),
    };

    private static double[][] Rows(JsonElement table) => [.. table.EnumerateArray().Select(GoldenCase.Doubles)];

    private static JsonElement Run(Shell shell, GoldenCase golden, int[][] prompts, params string[] mask)
    {
        string output = shell.File("run-" + Guid.NewGuid().ToString("N"));
        ExitCode code = shell.Run(Arguments(shell, golden, prompts, output, mask));
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        return RunOutput.Results(output);
    }

    private static string[] Arguments(Shell shell, GoldenCase golden, int[][] prompts, string output, params string[] mask)
    {
        string data = shell.File("data.jsonl");
        File.WriteAllLines(data, prompts.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": 0}}"));
        return
        [
            "attention-mask", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output", output,
            .. mask,
        ];
    }
}
