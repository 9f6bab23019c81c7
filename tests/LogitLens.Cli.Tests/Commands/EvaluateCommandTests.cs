using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class EvaluateCommandTests
{
    [Fact]
    public void Greedy_continuations_of_texts_match_the_reference()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();
        JsonElement[] texts = [.. golden.Expected.GetProperty("texts").EnumerateArray()];
        string questions = shell.Write("questions.jsonl", Lines(texts.Select(text => new { question = text.GetString(), answer = "x" })));

        JsonElement[] records = Evaluate(
            shell, golden, "--dataset", questions, "--template", shell.Write("raw.txt", "{question}"), "--max-new-tokens", "16", "--stop", "none");

        foreach ((JsonElement record, int index) in InOrder(records))
        {
            Assert.Equal(Greedy(golden, index), GoldenCase.Ints(record.GetProperty("new_tokens")));
        }
    }

    [Theory]
    [InlineData("vocab50257")]
    [InlineData("odd-shape")]
    public void Token_ids_need_no_tokenizer(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        string questions = shell.Write("questions.jsonl", Lines(golden.Sequences.Select((ids, i) => new { ids, answer_ids = Greedy(golden, i)[..3] })));

        JsonElement[] records = Evaluate(shell, golden, "--dataset", questions, "--max-new-tokens", "16", "--stop", "none");

        foreach ((JsonElement record, int index) in InOrder(records))
        {
            Assert.Equal(Greedy(golden, index), GoldenCase.Ints(record.GetProperty("new_tokens")));
            Assert.True(record.GetProperty("correct").GetBoolean());
        }
    }

    [Theory]
    [InlineData("vocab50257")]
    [InlineData("odd-shape")]
    public void Log_probabilities_of_given_answers_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        JsonElement[] cases = [.. golden.Expected.GetProperty("continuation_log_prob").EnumerateArray()];
        string questions = shell.Write("questions.jsonl", Lines(cases.Select(each => new
        {
            ids = GoldenCase.Ints(each.GetProperty("prompt")),
            answer_ids = GoldenCase.Ints(each.GetProperty("continuation")),
        })));

        JsonElement[] records = Evaluate(shell, golden, "--dataset", questions, "--max-new-tokens", "1");

        foreach ((JsonElement record, int index) in InOrder(records))
        {
            Close.Assert(cases[index].GetProperty("log_prob").GetDouble(), record.GetProperty("answer_log_prob").GetDouble(), Tolerance.Edited);
        }
    }

    [Fact]
    public void The_log_probability_of_an_answer_in_words_matches_the_reference()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();
        string questions = shell.Write("questions.jsonl", Lines([new { question = "The movie is not bad, but it is not", answer = "good either." }]));

        JsonElement[] records = Evaluate(
            shell, golden, "--dataset", questions, "--template", shell.Write("raw.txt", "{question}"), "--max-new-tokens", "1");

        double expected = golden.Expected.GetProperty("continuation_log_prob")[1].GetProperty("log_prob").GetDouble();
        Close.Assert(expected, records[0].GetProperty("answer_log_prob").GetDouble(), Tolerance.Edited);
    }

    [Theory]
    [InlineData("greedy")]
    [InlineData("sample")]
    public void What_is_written_does_not_depend_on_the_batch(string decode)
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();
        string[] options = ["--dataset", "arithmetic", "--limit", "12", "--shots", "0,2", "--max-new-tokens", "12", "--decode", decode, "--seed", "3"];

        JsonElement[] alone = Evaluate(shell, golden, [.. options, "--batch-size", "1"]);
        JsonElement[] together = Evaluate(shell, golden, [.. options, "--batch-size", "7"]);

        Assert.Equal(24, alone.Length);
        Assert.Equal(NewTokensById(alone), NewTokensById(together));
    }

    [Fact]
    public void A_classification_gives_its_headline_and_everything_behind_it()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();

        JsonElement[] records = Evaluate(shell, golden, "--dataset", "reviews", "--limit", "10", "--shots", "0,1", "--calibrate");

        // Ten examples under each condition, three texts without content, and these behind each example's own demonstration.
        Assert.Equal(10 + 3 + (10 * (1 + 3)), records.Length);
        Assert.Contains("1-shot-correct", shell.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(shell.File("run"), "figures", "confusion-0-shot.svg")));
    }

    [Fact]
    public void Minimal_pairs_are_scored_by_their_sentences()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();

        string pairs = shell.Write("pairs.jsonl", Lines([new { sentence_good = "The movie is not bad", sentence_bad = "The movie is bad not" }]));
        JsonElement alone = Evaluate(shell, golden, "--dataset", pairs)[0];
        string ids = shell.Write("ids.jsonl", Lines([new { ids = (int[])[464], answer_ids = (int[])[3807, 318, 407, 2089] }]));
        JsonElement tokens = Evaluate(shell, golden, "--dataset", ids, "--max-new-tokens", "4")[0];

        Assert.Equal(4, alone.GetProperty("good_tokens").GetInt32());
        Close.Assert(tokens.GetProperty("answer_log_prob").GetDouble(), alone.GetProperty("good_log_prob").GetDouble(), Tolerance.Edited);
    }

    [Fact]
    public void A_limit_takes_pairs_of_every_paradigm()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();

        JsonElement[] records = Evaluate(shell, golden, "--dataset", "agreement", "--limit", "12");

        Assert.Equal([4, 4, 4], records.GroupBy(record => record.GetProperty("paradigm").GetString()).Select(group => group.Count()));
    }

    [Fact]
    public void Perplexity_does_not_depend_on_the_batch()
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();

        double alone = Evaluate(shell, golden, "--dataset", "prose", "--batch-size", "1").Sum(record => record.GetProperty("log_prob").GetDouble());
        JsonElement[] together = Evaluate(shell, golden, "--dataset", "prose", "--batch-size", "9");

        Assert.Equal(alone, together.Sum(record => record.GetProperty("log_prob").GetDouble()), 0.1);
        long length = new FileInfo(Path.Combine(SharedFiles.RepositoryRoot, "datasets", "prose.txt")).Length;
        Assert.InRange(together.Sum(record => record.GetProperty("bytes").GetInt64()), length - "Every".Length, length - 1);
    }

    [Theory]
    [InlineData("no dataset 'sst3'", "--dataset", "sst3")]
    [InlineData("--stop none stands alone", "--stop", "none,x")]
    public void Wrong_use_is_told_in_a_line(string expected, params string[] options)
    {
        GoldenCase golden = GoldenCase.Open("vocab50257");
        using Shell shell = new();

        Assert.Equal(ExitCode.WrongUse, shell.Run(["evaluate", "--model", golden.Folder, .. options, "--output", shell.File("run")]));
        Assert.Contains(expected.Split(" is ")[0], shell.Error, StringComparison.Ordinal);
    }

    private static JsonElement[] Evaluate(Shell shell, GoldenCase golden, params string[] options)
    {
        string[] tokenizer = golden.Folder.EndsWith("vocab50257", StringComparison.Ordinal) ? ["--tokenizer", SharedFiles.Require("data/gpt2-tokenizer")] : [];
        ExitCode code = shell.Run(["evaluate", "--model", golden.Folder, .. tokenizer, .. options, "--output", shell.File("run"), "--force"]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return RunOutput.Records(shell.File("run"));
    }

    private static string Lines<T>(IEnumerable<T> rows) => string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row))) + "\n";

    private static int[] Greedy(GoldenCase golden, int index) =>
        GoldenCase.Ints(golden.Expected.GetProperty("greedy_16_tokens")[index])[golden.Sequences[index].Length..];

    // Ids end in the row's number, from 1: "questions:2".
    private static IEnumerable<(JsonElement Record, int Index)> InOrder(JsonElement[] records)
    {
        Assert.NotEmpty(records);
        return records.Select(record => (record, int.Parse(record.GetProperty("example").GetString()!.Split(':')[1]) - 1));
    }

    private static Dictionary<string, string> NewTokensById(JsonElement[] records) =>
        records.ToDictionary(record => record.GetProperty("id").GetString()!, record => record.GetProperty("new_tokens").GetRawText());
}
