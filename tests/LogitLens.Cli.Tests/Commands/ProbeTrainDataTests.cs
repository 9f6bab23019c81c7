namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeTrainDataTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Groups_stay_together_and_same_texts_too()
    {
        string data = _shell.Write(
            "cities.csv",
            "text,label,city\n" + string.Concat(
                Enumerable.Range(0, 120).Select(i => $"The {Word(i / 6)} is {(i % 2 == 0 ? "good" : "bad")} {i % 3},{i % 2},{Word(i / 6)}\n")));
        string output = _shell.File("run");

        _shell.Done("probe-train", "--dataset", data, "--cluster", "city", "--output", output, "--baselines", "none");

        JsonElement results = RunOutput.Results(output);
        HashSet<string> tested = [.. RunOutput.Lines(output, "prompts.jsonl").Select(prompt => prompt.GetProperty("text").GetString()!.Split(' ')[1])];
        int test = results.GetProperty("parts").GetProperty("test").GetInt32();
        Assert.Equal(test, 6 * tested.Count);
        Assert.Equal(120, results.GetProperty("parts").GetProperty("duplicates").GetProperty("texts").GetInt32() + DistinctOnce(data));
    }

    [Fact]
    public void Phrases_stay_with_their_sentences()
    {
        string[] ends = ["of great love", "without any plot", "and its makers", "for a summer"];
        string data = _shell.Write("phrases.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $"the {Word(i)}{i} film tells a tale {ends[i % 4]},{i % 2}\n{Word(i)}{i} film tells a,{i % 2}\n")));

        Assert.Equal(ExitCode.Done, _shell.Run(
            "probe-train", "--dataset", data, "--baselines", "none", "--c", "1", "--sites", "blocks.0.hook_resid_post", "--output", _shell.File("run")));
        Assert.Contains("60 texts are parts of others", _shell.Error, StringComparison.Ordinal);

        string[] tested = [.. RunOutput.Lines(_shell.File("run"), "prompts.jsonl").Select(prompt => prompt.GetProperty("text").GetString()!)];
        Assert.All(tested, text => Assert.Contains(tested, other => other != text
            && (other.Contains(text, StringComparison.Ordinal) || text.Contains(other, StringComparison.Ordinal))));
        JsonElement results = RunOutput.Results(_shell.File("run"));
        Assert.Equal(60, results.GetProperty("parts").GetProperty("duplicates").GetProperty("phrases").GetInt32());
        Assert.Equal(60, results.GetProperty("parts").GetProperty("groups").GetInt32());
    }

    [Fact]
    public void Tokens_have_labels_of_their_own()
    {
        // Each token's label is its parity, which its embedding tells.
        string data = _shell.Write("tokens.jsonl", string.Concat(Enumerable.Range(0, 80).Select(i =>
        {
            int[] ids = [.. Enumerable.Range(0, 3 + (i % 4)).Select(k => ((i * 5) + (k * 7)) % 24)];
            return $"{{\"ids\": [{string.Join(", ", ids)}], \"labels\": [{string.Join(", ", ids.Select(id => id % 2))}]}}\n";
        })));

        JsonElement results = _shell.TrainProbes(data, _shell.File("run"), "--position", "every", "--sites", "hook_embed");

        Assert.Equal(1, results.GetProperty("probes")[0].GetProperty("accuracy").GetDouble());
        Assert.InRange(results.GetProperty("baselines").GetProperty("majority").GetProperty("value").GetDouble(), 0.5, 0.6);
        _shell.ProbesRefused("has a label for each word or token", "--dataset", data);
        _shell.ProbesRefused("2 labels for 3 ids", "--position", "every", "--dataset",
            _shell.Write("off.jsonl", "{\"ids\": [1, 2, 3], \"labels\": [1, 0]}\n"));
    }

    [Fact]
    public void Labels_of_words_are_their_tokens_labels()
    {
        string[] adjectives = ["great", "terrible", "wonderful", "boring"], nouns = ["film", "book", "restaurant", "story"];
        string data = _shell.Write("words.jsonl", string.Concat(Enumerable.Range(0, 64).Select(i =>
            $"{{\"words\": [\"the\", \"{adjectives[i % 4]}\", \"{nouns[i / 4 % 4]}{(char)('a' + (i / 16))}\"], \"labels\": [\"DET\", \"ADJ\", \"NOUN\"]}}\n")));

        _shell.Done("probe-train", "--position", "every", "--sites", "hook_embed", "--dataset", data, "--baselines", "none", "--output", _shell.File("run"));

        JsonElement results = RunOutput.Results(_shell.File("run"));
        Assert.Equal(["ADJ", "DET", "NOUN"], results.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));

        // A word of several tokens has its label at each of them.
        JsonElement record = RunOutput.Records(_shell.File("run"))[0];
        int[] labels = [.. record.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("label").GetInt32())];
        Assert.Equal((1, 2), (labels[0], labels[^1]));
        Assert.Equal(labels.Length, record.GetProperty("tokens").GetInt32());
        Assert.Equal([1, 0, 2], labels.Where((label, place) => place == 0 || labels[place - 1] != label));
    }

    private static string Word(int i) => $"{(char)('a' + (i % 20))}ville";

    private static int DistinctOnce(string csv) =>
        File.ReadLines(csv).Skip(1).Select(line => line.Split(',')[0]).GroupBy(text => text).Count(same => same.Count() == 1);
}
