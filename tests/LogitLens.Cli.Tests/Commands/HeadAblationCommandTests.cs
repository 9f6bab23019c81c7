using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class HeadAblationCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ablations_match_the_reference_example_by_example(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        JsonElement expected = golden.Expected.GetProperty("ablation_logit_difference");
        foreach ((string options, string key) in new[]
        {
            ("--method zero", "zero_head"), ("--method mean", "mean_head"), ("--what attention", "zero_attn_out"), ("--what mlp", "zero_mlp_out"),
        })
        {
            using Shell shell = new();
            string output = Run(shell, golden, Data(shell, golden, label: "0"), options);

            for (int i = 0; i < golden.Sequences.Length; i++)
            {
                JsonElement record = RunOutput.Records(output).Single(record => record.GetProperty("id").GetString() == $"ids:{i + 1}");
                Close.Assert(expected.GetProperty("clean")[i].GetDouble(), Difference(record.GetProperty("clean")), Tolerance.Edited);
                Close.Assert(
                    Flat(expected.GetProperty(key)[i]), [.. record.GetProperty("edited").EnumerateArray().Select(Difference)], Tolerance.Edited, $"{key}[{i}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_hold_clean_and_effects_by_layer_and_head(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        JsonElement expected = golden.Expected.GetProperty("ablation_logit_difference");
        double clean = GoldenCase.Doubles(expected.GetProperty("clean")).Average();
        double[][] heads = [.. Enumerable.Range(0, 3).Select(i => Flat(expected.GetProperty("zero_head")[i]))];
        using Shell shell = new();

        JsonElement results = RunOutput.Results(Run(shell, golden, Data(shell, golden, label: null), ""));

        double[] effects = [.. Enumerable.Range(0, heads[0].Length).Select(head => heads.Average(own => own[head]) - clean)];
        Close.Assert(clean, results.GetProperty("clean").GetDouble(), Tolerance.Edited);
        Close.Assert(effects, Flat(results.GetProperty("effects")), Tolerance.Edited, "effects");
        Assert.Equal(expected.GetProperty("zero_head")[0].GetArrayLength(), results.GetProperty("effects").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Patches_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        JsonElement expected = golden.Expected.GetProperty("patching_clean_into_corrupted_logit_difference");
        using Shell shell = new();
        string Ids(string key) => string.Join(',', GoldenCase.Ints(expected.GetProperty(key)));
        string pairs = shell.Write("pairs.jsonl", $"{{\"clean\": [{Ids("clean_tokens")}], \"corrupted\": [{Ids("corrupted_tokens")}], \"label\": 0}}\n");
        foreach ((string what, string key) in new[] { ("resid", "resid_pre_by_layer_position"), ("heads", "head_z_all_positions") })
        {
            JsonElement results = RunOutput.Results(Run(shell, golden, ["--pairs", pairs], $"--what {what}", what));

            Close.Assert(expected.GetProperty("corrupted").GetDouble(), results.GetProperty("clean").GetDouble(), Tolerance.Edited);
            Close.Assert(expected.GetProperty("clean").GetDouble(), results.GetProperty("source").GetDouble(), Tolerance.Edited);
            Close.Assert(Flat(expected.GetProperty(key)), Flat(results.GetProperty("edited")), Tolerance.Edited, key);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Direct_logit_attribution_matches_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        string output = Run(shell, golden, Data(shell, golden, label: "0"), "--screens");
        for (int i = 0; i < golden.Sequences.Length; i++)
        {
            JsonElement expected = golden.Expected.GetProperty("direct_logit_attribution")[i];
            JsonElement record = RunOutput.Records(output).Single(record => record.GetProperty("id").GetString() == $"ids:{i + 1}");
            JsonElement found = record.GetProperty("screens").GetProperty("attribution");
            foreach (JsonProperty part in expected.EnumerateObject())
            {
                Close.Assert(Flat(part.Value), Flat(found.GetProperty(part.Name)), Tolerance.Edited, part.Name);
            }

            Close.Assert(Difference(record.GetProperty("clean")), found.GetProperty("total").GetDouble(), Tolerance.Edited);
        }
    }

    [Fact]
    public void The_divergence_of_a_patched_run_is_to_the_clean_prompts_output()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        JsonElement expected = golden.Expected.GetProperty("patching_clean_into_corrupted_logit_difference");
        using Shell shell = new();
        string Ids(string key) => string.Join(',', GoldenCase.Ints(expected.GetProperty(key)));
        string pairs = shell.Write("pairs.jsonl", $"{{\"clean\": [{Ids("clean_tokens")}], \"corrupted\": [{Ids("corrupted_tokens")}], \"label\": 0}}\n");

        JsonElement results = RunOutput.Results(Run(shell, golden, ["--pairs", pairs], "--what resid --metric kl"));

        // The last position's stream before the last layer carries most of the answer.
        double unpatched = results.GetProperty("clean").GetDouble();
        double[][] edited = [.. results.GetProperty("edited").EnumerateArray().Select(Flat)];
        Assert.True(unpatched > 0.01);
        Assert.Equal(0, results.GetProperty("source").GetDouble());
        Assert.InRange(edited[^1][^1], 0, unpatched / 2);
    }

    [Fact]
    public void A_run_whose_edits_can_do_nothing_says_so_and_tests_none()
    {
        using Shell shell = new();
        string output = shell.File("run");

        ExitCode code = shell.Run(
            "head-ablation", "--shots", "1", "--method", "resample", "--positions", "demos", "--limit", "4", "--output", output);

        Assert.True(code == ExitCode.Done, shell.Error);
        Assert.Contains("no edit here can act", shell.Out, StringComparison.Ordinal);
        Assert.All(RunOutput.Results(output).GetProperty("items").EnumerateArray(), item =>
        {
            Assert.False(item.GetProperty("acts").GetBoolean());
            Assert.Equal(0, item.GetProperty("effect").GetProperty("value").GetDouble());
            Assert.Equal(JsonValueKind.Null, item.GetProperty("p_value").ValueKind);
        });
        Assert.False(Directory.Exists(Path.Combine(output, "figures")));
    }

    [Fact]
    public void Random_sets_may_be_of_the_groups_own_layers()
    {
        using Shell shell = new();
        string output = shell.File("run");

        ExitCode code = shell.Run(
            "head-ablation", "--limit", "4", "--heads", "0.1,2.0-2.1", "--group", "--match-layers", "--controls", "5", "--output", output);

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        JsonElement[] sets =
        [
            .. RunOutput.Results(output).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item"))
                .Where(item => item.GetProperty("kind").GetString() == "random-group"),
        ];
        Assert.Equal(5, sets.Length);
        Assert.All(sets, set => Assert.Equal([0, 2, 2], set.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("layer").GetInt32())));
        Assert.Contains("so many sets can give 0.167 at least", shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_batch_size_and_the_memory_change_no_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string data = Data(shell, golden, label: "1")[1];
        JsonElement one = RunOutput.Results(Run(shell, golden, ["--dataset", data], "--batch-size 1 --memory 1MiB --method resample", "one"));
        JsonElement three = RunOutput.Results(Run(shell, golden, ["--dataset", data], "--batch-size 3 --memory 1GiB --method resample", "three"));

        Close.Assert(Flat(one.GetProperty("effects")), Flat(three.GetProperty("effects")), Tolerance.Forward);
    }

    [Theory]
    [InlineData("--method mean --group --heads 0.0,1.1-1.3")]
    [InlineData("--cumulative 2 --controls 3 --screens")]
    [InlineData("--screen 4")]
    public void Shards_merged_are_the_whole(string options)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string[] data = ["--dataset", shell.Write("ids.jsonl", string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"{{\"ids\": [{string.Join(',', golden.Sequences[i % 3].Select(id => (id + i) % 97))}], \"label\": {i % 2}}}\n")))];
        options += " --batch-size 2";
        string whole = Run(shell, golden, data, options, "whole"), merged = shell.File("merged");
        string[] shards = [.. Enumerable.Range(1, 3).Select(k => Run(shell, golden, data, $"{options} --shard {k}/3", $"shard{k}"))];

        ExitCode code = shell.Run(["merge", .. shards, "--output", merged]);

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "results.json")), File.ReadAllText(Path.Combine(merged, "results.json")));
    }

    [Theory]
    [InlineData("--heads 0.6", "--heads 0.6: there is no head 0.6; the model's are 0.0 to 2.5, 3 layers of 6")]
    [InlineData("--heads 1", "--heads: '1' is not a comma-separated list, each a head such as 9.6 or a range such as 10.0-10.11")]
    [InlineData("--shots 0,1", "head-ablation looks at one condition")]
    [InlineData("--screen 18", "--screen 18: the model has 18 heads")]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string[] data = Data(shell, golden, label: "0");

        ExitCode code = shell.Run(
            ["head-ablation", "--model", golden.Folder, .. data, "--label-token-ids", "5,11", "--output", shell.File("run"), .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        Assert.Single(shell.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_pair_of_unlike_lengths_is_refused_with_its_place()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string pairs = shell.Write("pairs.jsonl", "{\"clean\": [1, 2], \"corrupted\": [1]}\n");

        ExitCode code = shell.Run("head-ablation", "--model", golden.Folder, "--pairs", pairs, "--label-token-ids", "5,11", "--output", shell.File("run"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("1 tokens, and the clean prompt has 2", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_without_labels_have_the_first_and_a_note_says_so()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string pairs = shell.Write("pairs.jsonl", "{\"clean\": [1, 2], \"corrupted\": [1, 3]}\n");

        shell.Run("head-ablation", "--model", golden.Folder, "--pairs", pairs, "--label-token-ids", "5,11", "--output", shell.File("run"));

        Assert.Equal("no pair has a label: token 5 ('0') is taken for the right one of every clean prompt\n", shell.Error);
    }

    [Fact]
    public void A_missing_file_of_pairs_is_named()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.WrongUse, shell.Run("head-ablation", "--pairs", "nowhere.jsonl", "--label-token-ids", "5,11", "--output", shell.File("run")));
        Assert.StartsWith("error: nowhere.jsonl: ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_labels_in_a_corrupted_prompt_are_patched_where_they_stand()
    {
        using Shell shell = new();
        string[] command =
        [
            "head-ablation", "--shots", "2", "--demos-per", "run", "--corrupt", "demos", "--limit", "4", "--heads", "0.0,0.1,0.2,0.3,0.4,0.5", "--output",
        ];

        Assert.Equal(ExitCode.Done, shell.Run([.. command, shell.File("labels"), "--positions", "label"]));
        Assert.Equal(ExitCode.Done, shell.Run([.. command, shell.File("demos"), "--positions", "demos"]));

        // Before the labels both prompts are alike, so within the demonstrations the labels are most of what there is to patch.
        double[] labels = Effects("labels"), demos = Effects("demos");
        Assert.True(labels.Max(Math.Abs) > 1e-3);
        Assert.Contains(labels.Zip(demos), pair => Math.Abs(pair.First - pair.Second) > 1e-4);

        double[] Effects(string run) =>
        [
            .. RunOutput.Results(shell.File(run)).GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("effect").GetProperty("value").GetDouble()),
        ];
    }

    private static string[] Data(Shell shell, GoldenCase golden, string? label)
    {
        string tail = label is null ? "" : $", \"label\": {label}";
        return ["--dataset", shell.Write("ids.jsonl", string.Concat(golden.Sequences.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}]{tail}}}\n")))];
    }

    private static string Run(Shell shell, GoldenCase golden, string[] data, string options, string name = "run")
    {
        string output = shell.File(name);
        ExitCode code = shell.Run(
        [
            "head-ablation", "--model", golden.Folder, .. data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output", output,
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        return output;
    }

    private static double Difference(JsonElement logits) => logits[0].GetDouble() - logits[1].GetDouble();

    private static double[] Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().SelectMany(Flat)]
        : [value.GetDouble()];
}
