using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class HeadAblationQuestionsTests
{
    [Theory]
    [InlineData("arithmetic", "")]
    [InlineData("logic", "--shots 2 --method mean")]
    public void Without_an_edit_the_answers_are_those_of_evaluate(string dataset, string options)
    {
        using Shell shell = new();
        string[] shots = options.Contains("--shots", StringComparison.Ordinal) ? ["--shots", "2", "--demos-per", "run"] : [];
        string swept = Run(shell, $"--dataset {dataset} --limit 8 --heads 0.0-0.3 {options}", "swept");
        ExitCode code = shell.Run(
            ["evaluate", "--dataset", dataset, "--limit", "8", "--max-new-tokens", "16", "--output", shell.File("evaluated"), .. shots]);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(shots.Length > 0, shell.Error.StartsWith("intervals leave out which demonstrations were drawn", StringComparison.Ordinal));

        Dictionary<string, JsonElement> evaluated = RunOutput.Records(shell.File("evaluated"))
            .ToDictionary(record => record.GetProperty("example").GetString()!);
        JsonElement[] questions = [.. RunOutput.Records(swept).Where(record => record.GetProperty("id").GetString() != "setup")];

        Assert.Equal(8, questions.Length);
        foreach (JsonElement question in questions)
        {
            JsonElement clean = question.GetProperty("clean"), own = evaluated[question.GetProperty("id").GetString()!];
            Assert.Equal(own.GetProperty("continuation").GetString(), clean.GetProperty("continuation").GetString());
            Assert.Equal(own.GetProperty("class").GetString(), clean.GetProperty("class").GetString());
            Close.Assert(own.GetProperty("answer_log_prob").GetDouble(), question.GetProperty("clean_log_prob").GetDouble(), Tolerance.Edited);
        }

        Assert.Equal(
            RunOutput.Results(shell.File("evaluated")).GetProperty("conditions")[0].GetProperty("accuracy").GetProperty("value").GetDouble(),
            RunOutput.Results(swept).GetProperty("clean").GetDouble());
    }

    [Fact]
    public void The_bundled_arithmetic_is_swept_head_by_head()
    {
        using Shell shell = new();

        string output = Run(shell, "--dataset arithmetic --limit 6 --max-new-tokens 4");

        JsonElement results = RunOutput.Results(output);
        Assert.Equal(("generation", "exact", 6), (
            results.GetProperty("task").GetString(), results.GetProperty("metric").GetString(), results.GetProperty("n").GetInt32()));
        int layers = results.GetProperty("layer_count").GetInt32(), heads = results.GetProperty("head_count").GetInt32();
        Assert.Equal(layers, results.GetProperty("effects").GetArrayLength());
        Assert.All(results.GetProperty("effects").EnumerateArray(), layer => Assert.Equal(heads, layer.GetArrayLength()));
        Assert.Equal(1 + layers * heads, File.ReadAllLines(Path.Combine(output, "effects.csv")).Length);
        Assert.All(
            (string[])["effects-by-layer-and-head", "log-prob-effects-by-layer-and-head", "top-effects"],
            figure => Assert.True(File.Exists(Path.Combine(output, "figures", figure + ".svg")), figure));
        Assert.Contains("exact answers without", shell.Out, StringComparison.Ordinal);

        foreach (JsonElement record in RunOutput.Records(output).Where(record => record.GetProperty("id").GetString() != "setup"))
        {
            // An answer that is judged otherwise than without the edit is another text, which is kept.
            bool clean = record.GetProperty("clean").GetProperty("correct").GetBoolean();
            int judged = record.GetProperty("edited_correct").EnumerateArray().Count(each => each.GetBoolean() != clean);
            int kept = record.GetProperty("changed").EnumerateArray().Count(each => each.GetProperty("answer").GetProperty("correct").GetBoolean() != clean);
            Assert.Equal(judged, kept);
        }
    }

    [Theory]
    [InlineData("vocab50257")]
    [InlineData("odd-shape")]
    public void Questions_of_token_ids_need_no_tokenizer(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        int[][] greedy = [.. golden.Sequences.Select((ids, i) => GoldenCase.Ints(golden.Expected.GetProperty("greedy_16_tokens")[i])[ids.Length..])];
        string data = Ids(shell, golden.Sequences, [.. greedy.Select(ids => ids[..3])]);

        string output = Run(shell, $"--model {golden.Folder} --dataset {data} --what mlp");

        Assert.Equal(1, RunOutput.Results(output).GetProperty("clean").GetDouble());
        foreach (JsonElement record in RunOutput.Records(output))
        {
            int row = int.Parse(record.GetProperty("id").GetString()!.Split(':')[1], CultureInfo.InvariantCulture) - 1;
            Assert.Equal(greedy[row], GoldenCase.Ints(record.GetProperty("clean").GetProperty("new_tokens")));
        }
    }

    [Fact]
    public void Shards_merged_are_the_whole()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        int[][] prompts = [.. Enumerable.Range(0, 8).Select(i => golden.Sequences[i % 3].Select(id => (id + i) % 97).ToArray())];
        string data = Ids(shell, prompts, [.. prompts.Select(ids => ids[..1])]);
        string options = $"--model {golden.Folder} --dataset {data} --method mean --heads 0.0,1.1-1.3 --group --controls 3 --batch-size 2 --max-new-tokens 3";
        string whole = Run(shell, options, "whole"), merged = shell.File("merged");
        string[] shards = [.. Enumerable.Range(1, 3).Select(k => Run(shell, $"{options} --shard {k}/3", $"shard{k}"))];

        ExitCode code = shell.Run(["merge", .. shards, "--output", merged]);

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "results.json")), File.ReadAllText(Path.Combine(merged, "results.json")));
        Assert.Contains("all 4 heads together", shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_are_compared_by_answers_and_effects()
    {
        using Shell shell = new();
        string zero = Run(shell, "--dataset arithmetic --limit 6 --max-new-tokens 4 --what mlp", "zero");
        string mean = Run(shell, "--dataset arithmetic --limit 6 --max-new-tokens 4 --what mlp --method mean", "mean");

        ExitCode code = shell.Run("compare", zero, mean, "--output", shell.File("compared"));

        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        Assert.Contains("clean_exact", File.ReadAllText(Path.Combine(shell.File("compared"), "results.json")), StringComparison.Ordinal);
    }

    private static string Ids(Shell shell, int[][] prompts, int[][] answers) => shell.Write("ids.jsonl", string.Concat(
        prompts.Zip(answers, (ids, answer) => $"{{\"ids\": [{string.Join(',', ids)}], \"answer_ids\": [{string.Join(',', answer)}]}}\n")));

    private static string Run(Shell shell, string options, string name = "run")
    {
        string output = shell.File(name);
        ExitCode code = shell.Run(["head-ablation", "--output", output, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("error", shell.Error, StringComparison.OrdinalIgnoreCase);
        return output;
    }
}
