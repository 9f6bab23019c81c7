using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SteerJudgesTests
{
    [Fact]
    public void A_probe_and_another_model_judge_texts()
    {
        using Shell shell = new();
        string probes = shell.File("probes");
        Assert.True(
            ExitCode.Done == shell.Run(
                "probe-train", "--dataset", "reviews", "--split", "train", "--limit", "80", "--sites", "blocks.2.hook_resid_post", "--output", probes),
            shell.Error);
        string judge = $"probe:{Path.Combine(probes, "probes.safetensors")}:blocks.2.hook_resid_post";

        JsonElement results = SteerRun.Results(
            shell, shell.File("run"), "--task", "generation", "--limit", "40", "--max-new-tokens", "4", "--random-directions", "0",
            "--shuffled-directions", "0", "--judge", judge + ",model:tiny,prompt", "--instruction", "none");

        JsonElement[] judges = [.. results.GetProperty("judges").EnumerateArray()];
        Assert.Equal([judge, "model:tiny", "prompt"], judges.Select(each => each.GetProperty("judge").GetString()!));

        // The same model says the same whatever it is called.
        Assert.Equal(judges[1].GetProperty("right").GetProperty("count").GetInt32(), judges[2].GetProperty("right").GetProperty("count").GetInt32());
        Assert.All(judges, each => Assert.Equal(20, each.GetProperty("accuracy").GetProperty("n").GetInt32()));

        // What run.json has of a judge that is a model by its name: its weights' hash.
        RunInputs inputs = RunManifest.Load(shell.File("run")).Inputs!;
        Assert.Equal(inputs.Model!.Sha256, inputs.Files.Single(file => file.Path == "tiny").Sha256);
    }

    [Fact]
    public void A_finetuned_head_judges_by_its_own_prompt_and_classes()
    {
        using Shell shell = new();
        string trained = shell.File("trained");
        Assert.True(
            ExitCode.Done == shell.Run(
                "finetune", "--objective", "head", "--dataset", "reviews", "--steps", "12", "--learning-rate", "1e-3", "--limit", "64", "--output", trained),
            shell.Error);
        string head = Path.Combine(trained, "model"), texts = shell.Write("texts.csv", "text,label\n" + string.Concat(
            Enumerable.Range(0, 20).Select(i => $"the film number {i} is " + (i % 2 == 0 ? "a dull mess .,negative\n" : "great fun .,positive\n"))));
        Assert.Equal(ExitCode.Done, shell.Run("evaluate", "--model", head, "--dataset", texts, "--output", shell.File("asked")));

        JsonElement results = SteerRun.Results(
            shell, shell.File("run"), "--task", "generation", "--limit", "6", "--max-new-tokens", "4", "--random-directions", "0", "--shuffled-directions", "0",
            "--demonstrations", "0", "--instruction", "none", "--direction-dataset", texts, "--judge", $"model:{head}");

        // What it says of labelled texts is what it says when it is asked for their classes.
        int[] right = [.. RunOutput.Records(shell.File("asked")).Select(record => Right(record) ? 1 : 0)];
        JsonElement accuracy = results.GetProperty("judges")[0].GetProperty("accuracy");
        Assert.Equal((right.Sum(), 20), (accuracy.GetProperty("count").GetInt32(), accuracy.GetProperty("n").GetInt32()));
        FileInput file = RunManifest.Load(shell.File("run")).Inputs!.Files.Single(each => each.Option == "judge");
        Assert.Equal(head, file.Path);

        // Another model's classes are no answer to these.
        Assert.Equal(ExitCode.WrongUse, shell.Run(
            "steer", "--task", "generation", "--dataset", "emotions", "--limit", "60", "--judge", $"model:{head}", "--output", shell.File("refused")));
        Assert.False(Directory.Exists(shell.File("refused")), "it is told before anything is run");
    }

    private static bool Right(JsonElement record)
    {
        double[] given = [.. record.GetProperty("label_log_probs").EnumerateArray().Select(label => label.GetDouble())];
        return Array.IndexOf(given, given.Max()) == record.GetProperty("label").GetInt32();
    }
}
