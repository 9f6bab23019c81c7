using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class LogitLensCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_prompts_results_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        for (int i = 0; i < golden.Sequences.Length; i++)
        {
            string output = shell.File($"run{i}");
            ExitCode code = shell.Run(
                "logit-lens", "--model", golden.Folder, "--token-ids", string.Join(',', golden.Sequences[i]), "--label-token-ids",
                string.Join(',', golden.LabelTokens), "--output", output);
            Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

            JsonElement layers = RunOutput.Results(output).GetProperty("lens").GetProperty("layers");
            foreach (JsonElement expected in golden.Expected.GetProperty("logit_lens")[i].EnumerateArray())
            {
                JsonElement layer = layers[expected.GetProperty("layer").GetInt32()];
                foreach (string key in (string[])["kl_final_to_layer", "entropy", "last_position_label_log_probs"])
                {
                    Close.Assert(GoldenCase.Doubles(expected.GetProperty(key)), GoldenCase.Doubles(layer.GetProperty(key)), Tolerance.Forward, key);
                }

                Assert.Equal(Compact(expected.GetProperty("top_ids")), Compact(layer.GetProperty("top_ids")));
                Assert.Equal(
                    GoldenCase.Ints(expected.GetProperty("last_position_rank_of_labels")).AsEnumerable(),
                    GoldenCase.Ints(layer.GetProperty("last_position_rank_of_labels")));
            }
        }
    }

    [Fact]
    public void Token_id_data_gives_each_example_the_numbers_of_its_prompt()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string output = shell.File("run");
        ExitCode code = shell.Run([.. Arguments(shell, golden), "--output", output]);
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

        JsonElement[] records = Records(output);
        Assert.Equal(3, records.Length);
        foreach (JsonElement record in records)
        {
            int i = int.Parse(record.GetProperty("example").GetString()!.Split(':')[1]) - 1;
            JsonElement expected = golden.Expected.GetProperty("logit_lens")[i];
            for (int layer = 0; layer < expected.GetArrayLength(); layer++)
            {
                Close.Assert(
                    GoldenCase.Doubles(expected[layer].GetProperty("last_position_label_log_probs")),
                    GoldenCase.Doubles(record.GetProperty("label_log_probs")[layer]), Tolerance.Forward);
            }
        }
    }

    [Fact]
    public void The_batch_size_changes_no_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string one = shell.File("one"), three = shell.File("three");
        shell.Run([.. Arguments(shell, golden), "--output", one, "--batch-size", "1"]);
        shell.Run([.. Arguments(shell, golden), "--output", three, "--batch-size", "3"]);

        foreach ((JsonElement a, JsonElement b) in Records(one).Zip(Records(three)))
        {
            Assert.Equal(a.GetProperty("id").GetString(), b.GetProperty("id").GetString());
            Close.Assert(GoldenCase.Doubles(a.GetProperty("entropy")), GoldenCase.Doubles(b.GetProperty("entropy")), Tolerance.Forward);
        }
    }

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string first = shell.File("first"), second = shell.File("second");
        shell.Run([.. Arguments(shell, golden), "--output", first]);
        shell.Run([.. Arguments(shell, golden), "--output", second]);

        foreach (string file in (string[])["records.jsonl", "results.json", "layers.csv", "figures/accuracy-by-layer.svg"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)).AsEnumerable(), File.ReadAllBytes(Path.Combine(second, file)));
        }
    }

    [Fact]
    public void Shards_merged_are_the_whole()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string whole = shell.File("whole"), merged = shell.File("merged");
        shell.Run([.. Arguments(shell, golden), "--batch-size", "1", "--output", whole]);
        string[] shards = [.. Enumerable.Range(1, 3).Select(k => shell.File($"shard{k}"))];
        foreach ((string shard, int k) in shards.Select((shard, k) => (shard, k + 1)))
        {
            Assert.Equal(ExitCode.Done, shell.Run([.. Arguments(shell, golden), "--batch-size", "1", "--shard", $"{k}/3", "--output", shard]));
        }

        ExitCode code = shell.Run(["merge", .. shards, "--output", merged]);

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "results.json")), File.ReadAllText(Path.Combine(merged, "results.json")));
    }

    [Theory]
    [InlineData("--token-ids 1,97", "token id 97 is not in the model's vocabulary of 97 tokens")]
    [InlineData("--prompt hello", "no tokenizer (tokenizer.json, or vocab.json and merges.txt, or encoder.json and vocab.bpe)")]
    [InlineData("--token-ids 1 --positions 5..", "--positions 5.. begins after the prompt's last position, 0")]
    [InlineData("--dataset nowhere", "no dataset 'nowhere'")]
    [InlineData("--dataset sst2 --data-dir nowhere", "nowhere: no such folder")]
    [InlineData("--show colour", "--show")]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        ExitCode code = shell.Run(["logit-lens", "--model", golden.Folder, "--output", shell.File("run"), .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        Assert.Single(shell.Error.TrimEnd('\n').Split('\n'));
    }

    private static string[] Arguments(Shell shell, GoldenCase golden)
    {
        string data = shell.Write(
            "ids.jsonl", string.Concat(golden.Sequences.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        return ["logit-lens", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens)];
    }

    private static JsonElement[] Records(string folder) => [.. RunOutput.Records(folder).OrderBy(record => record.GetProperty("id").GetString())];

    private static string Compact(JsonElement ids) => JsonSerializer.Serialize(ids.EnumerateArray().Select(GoldenCase.Ints));
}
