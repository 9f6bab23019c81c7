using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeTrainCommandTests : IDisposable
{
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
        string data = _shell.TokenData(classes), output = _shell.File("run"), activations = _shell.File("activations.safetensors");

        JsonElement results = _shell.TrainProbes(data, output, "--method", method);

        JsonElement[] probes = [.. results.GetProperty("probes").EnumerateArray()];
        Assert.Equal(
            ["blocks.0.hook_resid_post", "blocks.1.hook_resid_post", "blocks.2.hook_resid_post"],
            probes.Select(probe => probe.GetProperty("site").GetString()!));
        Assert.Equal([0, 1, 2], probes.Select(probe => probe.GetProperty("layer").GetInt32()));
        _shell.Done(
            "capture", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', Enumerable.Range(1, classes)),
            "--output", activations);
        using Checkpoint weights = SafetensorsFile.Open(Path.Combine(output, "probes.safetensors")), captured = SafetensorsFile.Open(activations);
        JsonElement[] records = RunOutput.Records(output);
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
        JsonElement results = _shell.TrainProbes(_shell.TokenData(2), _shell.File("run"), "--sites", "hook_embed,blocks.*.hook_resid_post");

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
    public void A_class_that_is_not_in_the_texts_is_not_found()
    {
        string data = _shell.Write(
            "noise.jsonl",
            string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"ids\": [{i % 97}, {i * 7 % 97}, {i * 13 % 97}], \"label\": {Noise(i) % 2}}}\n")));

        JsonElement results = _shell.TrainProbes(data, _shell.File("run"));

        foreach (JsonElement probe in results.GetProperty("probes").EnumerateArray())
        {
            JsonElement interval = probe.GetProperty("estimates").GetProperty("accuracy").GetProperty("interval");
            Assert.InRange(0.5, interval.GetProperty("low").GetDouble() - 0.05, interval.GetProperty("high").GetDouble() + 0.05);
        }
    }

    [Fact]
    public void The_setup_says_how_many_classes_a_probe_tells_apart()
    {
        string output = _shell.File("run");
        _shell.TrainProbes(_shell.TokenData(3), output);

        JsonElement setup = RunOutput.Json(Path.Combine(output, "setup.json"));
        JsonElement probe = setup.GetProperty("points")[0].GetProperty("fitted").GetProperty("probe");
        Assert.Equal(3, probe.GetProperty("classes").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_interrupted_run_ends_with_the_same_bytes(int batches)
    {
        string data = _shell.TokenData(3), whole = _shell.File("whole"), cut = _shell.File("cut");
        string[] options = ["--batch-size", "4", "--erase", "--learning-curve", "--transfer", _shell.Longer(data)];
        _shell.TrainProbes(data, whole, options);
        Interrupt(whole, cut, batches);

        _shell.TrainProbes(data, cut, [.. options, "--resume"]);

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
        JsonElement results = _shell.TrainProbes(_shell.TokenData(2), output, "--position", position, "--sites", sites);

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

        _shell.ProbesRefused(message, "--dataset", data);
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
    public void Bad_options_get_their_line(string options, string message) =>
        _shell.ProbesRefused(message, ["--dataset", _shell.TokenData(2), .. options.Split(' ')]);

    [Fact]
    public void A_share_to_test_on_is_refused_where_a_split_is_tested_on()
    {
        Assert.Equal(ExitCode.WrongUse, _shell.Run("probe-train", "--test-share", "0.3", "--output", _shell.File("run")));

        Assert.Contains("--test-share has no effect: reviews has a train split to fit on", _shell.Error, StringComparison.Ordinal);
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

    private static int Noise(int i) => (int)(((uint)i * 2654435761u) >> 16) ^ (i / 3);

    private static double[] Floats(Checkpoint checkpoint, string name) =>
        [.. MemoryMarshal.Cast<byte, float>(checkpoint.ReadBytes(checkpoint.Tensors[name])).ToArray().Select(value => (double)value)];
}
