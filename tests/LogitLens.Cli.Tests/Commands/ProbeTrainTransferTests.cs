namespace LogitLens.Cli.Tests.Commands;

public sealed class ProbeTrainTransferTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Probes_are_carried_from_one_dataset_to_another()
    {
        // The same texts in another order, so that other ones are tested on, and with the classes the other way round.
        string other = _shell.Write("other.jsonl", string.Concat(File.ReadLines(_shell.TokenData(2)).Reverse().Select(line =>
            line[..^2] + (line[^2] == '0' ? "1" : "0") + "}\n")));
        string longer = _shell.Longer(_shell.TokenData(2));

        JsonElement results = _shell.TrainProbes(_shell.TokenData(2), _shell.File("run"), "--sites", "hook_embed", "--transfer", $"{other},{longer}");

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
    public void What_a_probe_was_fitted_on_is_not_asked_about_in_capitals_either()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => $"film number {i} is {(i % 2 == 0 ? "bad" : "good")},{i % 2}\n")];
        string own = _shell.Write("own.csv", "text,label\n" + string.Concat(texts));
        string other = _shell.Write("other.csv", "text,label\n" + string.Concat(texts.Reverse()).ToUpperInvariant());

        Assert.Equal(ExitCode.Done, _shell.Run(
            "probe-train", "--dataset", own, "--transfer", other, "--test-share", "0.5", "--sites", "hook_embed", "--baselines", "none", "--c", "1",
            "--output", _shell.File("run")));

        JsonElement pairs = RunOutput.Results(_shell.File("run")).GetProperty("transfer").GetProperty("points")[0].GetProperty("pairs");
        Assert.Equal([false, true, true, false], pairs.EnumerateArray().Select(pair => pair.GetProperty("left_out").GetInt32() > 0));
    }

    [Fact]
    public void A_share_to_test_on_is_of_the_data_that_have_no_train_split()
    {
        string other = _shell.Write("films.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"film {i} is {(i % 2 == 0 ? "bad" : "good")},{(i % 2 == 0 ? "negative" : "positive")}\n")));
        string[] options = ["--limit", "40", "--test-share", "0.5", "--sites", "hook_embed", "--baselines", "none", "--c", "1", "--output", _shell.File("run")];

        Assert.Equal(ExitCode.Done, _shell.Run(["probe-train", "--transfer", other, .. options]));

        JsonElement sets = RunOutput.Results(_shell.File("run")).GetProperty("transfer").GetProperty("datasets");
        Assert.Equal((40, 20), (sets[0].GetProperty("test").GetInt32(), sets[1].GetProperty("test").GetInt32()));
        Assert.Equal(ExitCode.WrongUse, _shell.Run(["probe-train", "--transfer", "tweets", .. options, "--force"]));
        Assert.Contains("--test-share has no effect", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_of_other_classes_is_no_transfer()
    {
        string other = _shell.Write("more.jsonl", "{\"ids\": [1, 2], \"label\": 0}\n{\"ids\": [3], \"label\": 2}\n");

        _shell.ProbesRefused("it has no text of class 1", "--dataset", _shell.TokenData(2), "--transfer", other);
        _shell.ProbesRefused("--transfer names ids.jsonl again", "--dataset", _shell.TokenData(2), "--transfer", _shell.TokenData(2));
    }
}
