using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeTrainCommandTests : IDisposable
{
    private const int Examples = 120;

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("logistic", 2)]
    [InlineData("logistic", 3)]
    [InlineData("mean-difference", 2)]
    [InlineData("lda", 3)]
    public void Saved_weights_give_the_reported_accuracy_on_recorded_activations(string method, int classes)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = Data(classes), output = _shell.File("run"), activations = _shell.File("activations.safetensors");

        JsonElement results = Train(golden, data, output, "--method", method);

        JsonElement[] probes = [.. results.GetProperty("probes").EnumerateArray()];
        Assert.Equal(
            ["blocks.0.hook_resid_post", "blocks.1.hook_resid_post", "blocks.2.hook_resid_post"],
            probes.Select(probe => probe.GetProperty("site").GetString()!));
        Assert.Equal([0, 1, 2], probes.Select(probe => probe.GetProperty("layer").GetInt32()));
        Run(
            "capture", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', Enumerable.Range(1, classes)), "--output",
            activations);
        using Checkpoint weights = SafetensorsFile.Open(Path.Combine(output, "probes.safetensors")), captured = SafetensorsFile.Open(activations);
        JsonElement[] records = [.. File.ReadLines(Path.Combine(output, "records.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        foreach (JsonElement probe in probes)
        {
            string site = probe.GetProperty("site").GetString()!;
            Assert.Equal([classes == 2 ? 1 : classes, 48], weights.Tensors[$"{site}/weight"].Shape);
            double[] weight = Floats(weights, $"{site}/weight"), bias = Floats(weights, $"{site}/bias");
            int right = records.Count(record =>
            {
                double[] last = Floats(captured, $"{record.GetProperty("id").GetString()}/{site}")[^48..];
                double[] scores = [.. bias.Select((start, row) => start + last.Select((value, k) => value * weight[(row * 48) + k]).Sum())];
                int given = classes == 2 ? scores[0] > 0 ? 1 : 0 : Array.IndexOf(scores, scores.Max());
                return given == record.GetProperty("label").GetInt32();
            });
            double accuracy = probe.GetProperty("accuracy").GetDouble();
            Assert.Equal((double)right / records.Length, accuracy);
            Assert.Equal(accuracy - probe.GetProperty("control_accuracy").GetDouble(), probe.GetProperty("selectivity").GetDouble(), 12);
            Assert.True(probe.GetProperty("gradient_norm").GetDouble() <= 1e-9);
        }
    }

    [Fact]
    public void What_each_word_says_is_learnt_from_the_embeddings_and_the_control_task_as_well()
    {
        // The class is the parity of the last token: a probe of embeddings learns it word by word, as it learns any labels of words.
        JsonElement results = Train(GoldenCase.Open("odd-shape"), Data(2), _shell.File("run"), "--sites", "hook_embed,blocks.*.hook_resid_post");

        JsonElement embeddings = results.GetProperty("probes")[0];
        Assert.Equal(1, embeddings.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, embeddings.GetProperty("control_accuracy").GetDouble());
        Assert.Equal(0, embeddings.GetProperty("selectivity").GetDouble());
        Assert.Equal(1, results.GetProperty("embeddings").GetProperty("accuracy").GetDouble());
        Assert.Equal(1, results.GetProperty("control_seen").GetProperty("value").GetDouble());
        Assert.Equal("hook_embed", results.GetProperty("best").GetProperty("site").GetString());
        JsonElement parts = results.GetProperty("parts");
        Assert.Equal((72, 18, 30), (parts.GetProperty("train").GetInt32(), parts.GetProperty("validation").GetInt32(), parts.GetProperty("test").GetInt32()));
    }

    [Fact]
    public void After_erasure_nothing_is_left_to_read()
    {
        JsonElement results = Train(GoldenCase.Open("odd-shape"), Data(2), _shell.File("run"), "--sites", "hook_embed", "--erase");

        JsonElement probe = results.GetProperty("probes")[0];
        Assert.Equal(1, probe.GetProperty("accuracy").GetDouble());
        foreach (string erased in (string[])["without_means", "without_concept"])
        {
            Assert.InRange(probe.GetProperty(erased).GetProperty("value").GetDouble(), 0, erased == "without_concept" ? 0.6 : 0.9);
        }
    }

    [Fact]
    public void A_class_that_is_not_in_the_texts_is_not_found()
    {
        string data = _shell.Write(
            "noise.jsonl",
            string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"ids\": [{i % 97}, {i * 7 % 97}, {i * 13 % 97}], \"label\": {Noise(i) % 2}}}\n")));

        JsonElement results = Train(GoldenCase.Open("odd-shape"), data, _shell.File("run"));

        foreach (JsonElement probe in results.GetProperty("probes").EnumerateArray())
        {
            JsonElement interval = probe.GetProperty("estimates").GetProperty("accuracy").GetProperty("interval");
            Assert.InRange(0.5, interval.GetProperty("low").GetDouble() - 0.05, interval.GetProperty("high").GetDouble() + 0.05);
        }
    }

    [Fact]
    public void Groups_stay_together_and_same_texts_too()
    {
        string data = _shell.Write(
            "cities.csv",
            "text,label,city\n" + string.Concat(
                Enumerable.Range(0, 120).Select(i => $"The {Word(i / 6)} is {(i % 2 == 0 ? "good" : "bad")} {i % 3},{i % 2},{Word(i / 6)}\n")));
        string output = _shell.File("run");

        Run("probe-train", "--dataset", data, "--cluster", "city", "--output", output, "--baselines", "none");

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "results.json")));
        HashSet<string> tested =
        [
            .. File.ReadLines(Path.Combine(output, "prompts.jsonl")).Select(line =>
                JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!.Split(' ')[1]),
        ];
        int test = results.RootElement.GetProperty("parts").GetProperty("test").GetInt32();
        Assert.Equal(test, 6 * tested.Count);
        Assert.Equal(120, results.RootElement.GetProperty("parts").GetProperty("duplicates").GetProperty("texts").GetInt32() + DistinctOnce(data));
    }

    [Fact]
    public void The_setup_says_how_many_classes_a_probe_tells_apart()
    {
        string output = _shell.File("run");
        Train(GoldenCase.Open("odd-shape"), Data(3), output);

        using JsonDocument setup = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "setup.json")));
        JsonElement probe = setup.RootElement.GetProperty("points")[0].GetProperty("fitted").GetProperty("probe");
        Assert.Equal(3, probe.GetProperty("classes").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_interrupted_run_ends_with_the_same_bytes(int batches)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = Data(3), whole = _shell.File("whole"), cut = _shell.File("cut");
        string[] options = ["--batch-size", "4", "--erase", "--learning-curve", "--transfer", Longer(data)];
        Train(golden, data, whole, options);
        Interrupt(whole, cut, batches);

        Train(golden, data, cut, [.. options, "--resume"]);

        foreach (string name in (string[])["records.jsonl", "results.json", "probes.safetensors", "probes.json", "probes.csv", "setup.json"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(cut, name)));
        }
    }

    [Theory]
    [InlineData("every", "blocks.1.hook_resid_post", 1)]
    [InlineData("mean", "blocks.*.attn.hook_z", 18)]
    [InlineData("-1", "blocks.0.mlp.hook_post,hook_embed", 2)]
    public void Any_site_is_read_at_any_position(string position, string sites, int count)
    {
        string output = _shell.File("run");
        JsonElement results = Train(GoldenCase.Open("odd-shape"), Data(2), output, "--position", position, "--sites", sites);

        Assert.Equal(count, results.GetProperty("probes").GetArrayLength());
        Assert.True(
            File.Exists(
                Path.Combine(output, "figures", sites.Contains("hook_z", StringComparison.Ordinal) ? "accuracy-by-head.svg" : "accuracy-by-layer.svg")));
    }

    [Theory]
    [InlineData("{\"ids\": [1, 2], \"label\": 1}\n{\"ids\": [3], \"label\": 1}\n", "all 2 rows are of the class '1'; there must be two classes or more")]
    [InlineData("{\"ids\": [1, 2]}\n{\"ids\": [3]}\n", "has no labels")]
    [InlineData("{\"ids\": [1, 2], \"label\": 1}\n{\"ids\": [97], \"label\": 0}\n", "token id 97 is not in the model's vocabulary of 97 tokens")]
    [InlineData("{\"ids\": [1, 2], \"label\": 1}\n{\"ids\": [3], \"label\": 0}\n", "give more data or other shares")]
    public void Bad_data_get_their_line(string rows, string message)
    {
        string data = _shell.Write("bad.jsonl", rows);

        Assert.Equal(
            ExitCode.WrongUse, _shell.Run("probe-train", "--model", GoldenCase.Open("odd-shape").Folder, "--dataset", data, "--output", _shell.File("run")));

        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sites blocks.9.hook_resid_post", "matches nothing in a model of 3 layers")]
    [InlineData("--sites blocks.0.attn.hook_pattern", "is a table of queries by keys")]
    [InlineData("--position first", "last, mean, every, or a position")]
    [InlineData("--position 40", "has no position 40")]
    [InlineData("--method lda --c 1", "--c needs --method logistic")]
    [InlineData("--c 0", "--c")]
    [InlineData("--baselines none,random-model", "--baselines none stands alone")]
    [InlineData("--c 1 --baselines none --folds 3", "--folds has no effect: --c is one value")]
    [InlineData("--label-token-ids 1,2", "probes learn the labels of the data")]
    public void Bad_options_get_their_line(string options, string message)
    {
        Assert.Equal(
            ExitCode.WrongUse,
            _shell.Run(
                ["probe-train", "--model", GoldenCase.Open("odd-shape").Folder, "--dataset", Data(2), "--output", _shell.File("run"), .. options.Split(' ')]));

        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_to_test_on_is_refused_where_a_split_is_tested_on()
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run("probe-train", "--test-share", "0.3", "--output", _shell.File("run")));

        Assert.Contains("--test-share has no effect: reviews has a train split to fit on", _shell.Error, StringComparison.Ordinal);
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

        JsonElement results = Train(GoldenCase.Open("odd-shape"), data, _shell.File("run"), "--position", "every", "--sites", "hook_embed");

        Assert.Equal(1, results.GetProperty("probes")[0].GetProperty("accuracy").GetDouble());
        Assert.InRange(results.GetProperty("baselines").GetProperty("majority").GetProperty("value").GetDouble(), 0.5, 0.6);
        Refused("has a label for each word or token", "--dataset", data);
        Refused("2 labels for 3 ids", "--position", "every", "--dataset",
            _shell.Write("off.jsonl", "{\"ids\": [1, 2, 3], \"labels\": [1, 0]}\n"));
    }

    [Fact]
    public void Labels_of_words_are_their_tokens_labels()
    {
        string[] adjectives = ["great", "terrible", "wonderful", "boring"], nouns = ["film", "book", "restaurant", "story"];
        string data = _shell.Write("words.jsonl", string.Concat(Enumerable.Range(0, 64).Select(i =>
            $"{{\"words\": [\"the\", \"{adjectives[i % 4]}\", \"{nouns[i / 4 % 4]}{(char)('a' + (i / 16))}\"], \"labels\": [\"DET\", \"ADJ\", \"NOUN\"]}}\n")));

        Run("probe-train", "--position", "every", "--sites", "hook_embed", "--dataset", data, "--baselines", "none", "--output", _shell.File("run"));

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_shell.File("run"), "results.json")));
        Assert.Equal(["ADJ", "DET", "NOUN"], results.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));

        // A word of several tokens has its label at each of them.
        JsonElement record = JsonDocument.Parse(File.ReadLines(Path.Combine(_shell.File("run"), "records.jsonl")).First()).RootElement;
        int[] labels = [.. record.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("label").GetInt32())];
        Assert.Equal((1, 2), (labels[0], labels[^1]));
        Assert.Equal(labels.Length, record.GetProperty("tokens").GetInt32());
        Assert.Equal([1, 0, 2], labels.Where((label, place) => place == 0 || labels[place - 1] != label));
    }

    [Fact]
    public void Probes_are_carried_from_one_dataset_to_another()
    {
        // The same texts in another order, so that other ones are tested on, and with the classes the other way round.
        string other = _shell.Write("other.jsonl", string.Concat(File.ReadLines(Data(2)).Reverse().Select(line =>
            line[..^2] + (line[^2] == '0' ? "1" : "0") + "}\n")));
        string longer = Longer(Data(2));

        JsonElement results = Train(GoldenCase.Open("odd-shape"), Data(2), _shell.File("run"), "--sites", "hook_embed", "--transfer", $"{other},{longer}");

        JsonElement transfer = results.GetProperty("transfer");
        Assert.Equal(
            ["ids.jsonl", "other.jsonl", "longer.jsonl"],
            transfer.GetProperty("datasets").EnumerateArray().Select(set => set.GetProperty("name").GetString()!));
        JsonElement[] pairs = [.. transfer.GetProperty("points")[0].GetProperty("pairs").EnumerateArray()];
        Assert.Equal(9, pairs.Length);
        Assert.Equal(1, Of("ids.jsonl", "ids.jsonl").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(1, Of("ids.jsonl", "longer.jsonl").GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(1, Of("longer.jsonl", "ids.jsonl").GetProperty("accuracy").GetProperty("value").GetDouble());

        // What was fitted on is not asked about, and directions are opposite.
        JsonElement turned = Of("ids.jsonl", "other.jsonl");
        Assert.True(turned.GetProperty("left_out").GetInt32() > 0);
        Assert.InRange(turned.GetProperty("weight_cosine").GetDouble(), -1, -0.9);
        Assert.InRange(turned.GetProperty("mean_difference_cosine").GetDouble(), -1, -0.9);
        Assert.True(File.Exists(Path.Combine(_shell.File("run"), "transfer.csv")));

        JsonElement Of(string trained, string tested) => pairs.Single(pair =>
            pair.GetProperty("trained_on").GetString() == trained && pair.GetProperty("tested_on").GetString() == tested);
    }

    [Fact]
    public void A_dataset_of_other_classes_is_no_transfer()
    {
        string other = _shell.Write("more.jsonl", "{\"ids\": [1, 2], \"label\": 0}\n{\"ids\": [3], \"label\": 2}\n");

        Refused("it has no text of class 1", "--dataset", Data(2), "--transfer", other);
        Refused("--transfer names ids.jsonl again", "--dataset", Data(2), "--transfer", Data(2));
    }

    [Fact]
    public void Erasure_is_held_against_the_models_own_answers()
    {
        Run("probe-train", "--limit", "80", "--sites", "blocks.1.hook_resid_post,blocks.1.attn.hook_z", "--erase", "--random-subspaces", "2",
            "--learning-curve", "--baselines", "none", "--c", "0.01", "--output", _shell.File("run"));

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_shell.File("run"), "results.json")));
        JsonElement task = results.RootElement.GetProperty("erased_task");
        Assert.Equal(results.RootElement.GetProperty("parts").GetProperty("test").GetInt32(), task.GetProperty("n").GetInt32());

        // Heads have no vector of the stream's width to take out.
        JsonElement[] rows = [.. task.GetProperty("erased").EnumerateArray()];
        Assert.Equal(["class-means", "leace", "random", "random"], rows.Select(row => row.GetProperty("part").GetString()!));
        Assert.All(rows, row => Assert.Equal("blocks.1.hook_resid_post", row.GetProperty("site").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("kl").GetProperty("value").GetDouble() > 0));
        Assert.InRange(rows[1].GetProperty("p_value").GetDouble(), 1.0 / 3, 1);
        JsonElement curve = results.RootElement.GetProperty("probes")[0].GetProperty("learning_curve");
        Assert.True(curve.GetProperty("description_length").GetDouble() > 0);
        foreach (string name in (string[])["erased-task", "learning-curve"])
        {
            Assert.True(File.Exists(Path.Combine(_shell.File("run"), $"{name}.csv")));
            Assert.True(File.Exists(Path.Combine(_shell.File("run"), "figures", $"{name}.svg")));
        }
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

        string[] tested = [.. File.ReadLines(Path.Combine(_shell.File("run"), "prompts.jsonl")).Select(line =>
            JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];
        Assert.All(tested, text => Assert.Contains(tested, other => other != text
            && (other.Contains(text, StringComparison.Ordinal) || text.Contains(other, StringComparison.Ordinal))));
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_shell.File("run"), "results.json")));
        Assert.Equal(60, results.RootElement.GetProperty("parts").GetProperty("duplicates").GetProperty("phrases").GetInt32());
        Assert.Equal(60, results.RootElement.GetProperty("parts").GetProperty("groups").GetInt32());
    }

    // A run as it lies there when it was ended after some batches; before the first, also before its probes were fitted.
    private static void Interrupt(string whole, string cut, int batches)
    {
        Directory.CreateDirectory(cut);
        foreach (string name in (string[])["run.json", "prompts.jsonl", "log.txt", .. batches > 0 ? (string[])["setup.json"] : []])
        {
            File.Copy(Path.Combine(whole, name), Path.Combine(cut, name));
        }

        string manifest = Path.Combine(cut, "run.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"state\": \"done\"", "\"state\": \"running\"", StringComparison.Ordinal));
        string[] sums = File.ReadAllLines(Path.Combine(whole, "checksums.jsonl"))[..batches];
        File.WriteAllLines(Path.Combine(cut, "checksums.jsonl"), sums);
        File.WriteAllLines(
            Path.Combine(cut, "records.jsonl"), File.ReadLines(Path.Combine(whole, "records.jsonl")).Take(4 * batches).Append("{\"id\": \"half a rec"));
    }

    private string Longer(string data) =>
        _shell.Write("longer.jsonl", File.ReadAllText(data).Replace("[", "[96, 95, ", StringComparison.Ordinal));

    private static int Noise(int i) => (int)(((uint)i * 2654435761u) >> 16) ^ (i / 3);

    private static string Word(int i) => $"{(char)('a' + (i % 20))}ville";

    private static int DistinctOnce(string csv) =>
        File.ReadLines(csv).Skip(1).Select(line => line.Split(',')[0]).GroupBy(text => text).Count(same => same.Count() == 1);

    private static double[] Floats(Checkpoint checkpoint, string name) =>
        [.. MemoryMarshal.Cast<byte, float>(checkpoint.ReadBytes(checkpoint.Tensors[name])).ToArray().Select(value => (double)value)];

    // Sequences of the vocabulary's 97 tokens, whose class their last token says.
    private string Data(int classes) => _shell.Write("ids.jsonl", string.Concat(Enumerable.Range(0, Examples).Select(i =>
    {
        int last = 1 + (i % 12);
        return $"{{\"ids\": [{string.Join(", ", Enumerable.Range(0, 2 + (i % 5)).Select(k => (i * 31 + k * 17) % 97))}, {last}], \"label\": "
            + $"{last % classes}}}\n";
    })));

    private JsonElement Train(GoldenCase golden, string data, string output, params string[] options)
    {
        string[] sites = options.Contains("--sites") ? [] : ["--sites", "blocks.*.hook_resid_post"];
        Run(["probe-train", "--model", golden.Folder, "--dataset", data, "--output", output, .. sites, .. options]);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "results.json"))).RootElement;
    }

    private void Refused(string message, params string[] options)
    {
        Assert.Equal(
            ExitCode.WrongUse,
            _shell.Run(["probe-train", "--model", GoldenCase.Open("odd-shape").Folder, "--output", _shell.File("refused"), .. options]));
        Assert.Contains(message, _shell.Error, StringComparison.Ordinal);
    }

    private void Run(params string[] arguments) => Assert.Equal((ExitCode.Done, ""), (_shell.Run(arguments), _shell.Error));
}
