using LogitLens.Checkpoints;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SteerDirectionsTests
{
    [Fact]
    public void The_difference_of_class_means_is_found_on_examples_that_are_not_measured()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        int[][] prompts = [.. Enumerable.Range(0, 12).Select(i => golden.Sequences[i % 3].Append(i).ToArray())];

        JsonElement results = SteerRun.Results(shell, golden, prompts, shell.File("run"), "--operation", "flip", "--shuffled-directions", "2");

        Assert.Equal(6, results.GetProperty("found_on").GetInt32());
        Assert.Equal(6, results.GetProperty("n").GetInt32());
        Assert.Equal(9, results.GetProperty("settings").GetArrayLength());
        JsonElement[] directions = [.. results.GetProperty("directions").EnumerateArray()];
        Assert.All(directions, direction => Assert.NotEqual(JsonValueKind.Null, direction.GetProperty("midpoint").ValueKind));
        JsonElement setup = RunOutput.Json(Path.Combine(shell.File("run"), "setup.json"));
        Assert.Equal(2, setup.GetProperty("shuffled").GetArrayLength());
    }

    [Fact]
    public void A_control_vector_is_added_behind_the_block_of_its_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string run = shell.File("exported");
        JsonElement[] own = [.. SteerRun.Results(shell, golden, golden.Sequences, run, "--direction", SteerRun.VectorOf(golden), "--strength", "4",
            "--random-directions", "0").GetProperty("settings").EnumerateArray()];
        string exported = Path.Combine(run, "directions.gguf");

        // llama.cpp has no place for block 0's, so that the file has blocks 1 and 2.
        Assert.Equal([1, 2], ControlVectorFile.Read(exported).Keys);
        JsonElement[] again = [.. SteerRun.Results(shell, golden, golden.Sequences, shell.File("imported"), "--direction", exported, "--strength", "4",
            "--random-directions", "0").GetProperty("settings").EnumerateArray()];
        Assert.Equal(["add 4, L1", "add 4, L2"], again.Select(setting => setting.GetProperty("name").GetString()!));
        Assert.Equal(own.Skip(1).Select(Difference), again.Select(Difference));

        static double Difference(JsonElement setting) => setting.GetProperty("logit_difference").GetDouble();
    }

    [Theory]
    [InlineData("--layers 0", "no direction.0; there are those of layers 1, 2 (--layers)")]
    [InlineData("--site blocks.*.hook_mlp_out", "its directions are of residual streams behind blocks; --site blocks.1.hook_mlp_out is another place")]
    [InlineData("--site blocks.0.hook_resid_post", "has no direction for any layer of --site blocks.0.hook_resid_post")]
    [InlineData("--layers 2", "direction.2 has 5 numbers; a direction at blocks.2.hook_resid_post has 48")]
    [InlineData("--layers 1 --operation flip", "has no midpoint for blocks.1.hook_resid_post")]
    public void A_control_vector_of_another_place_or_model_is_wrong_use(string options, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string file = shell.File("v.gguf");
        ControlVectorFile.Write(file, "gpt2", [(1, [.. Enumerable.Repeat(1f, 48)]), (2, [1, 2, 3, 4, 5])]);

        SteerRun.Refused(shell, golden, golden.Sequences, message, ["--direction", file, .. options.Split(' ')]);
    }

    [Theory]
    [InlineData("weights", "no tensor weights, nor blocks.1.hook_resid_post/weights (did you mean weight?); there are")]
    [InlineData("narrow", "tensor narrow is F32 [5]; a direction at blocks.1.hook_resid_post has 48 numbers, [48] or [classes, 48]")]
    [InlineData("nothing", "tensor nothing is zero everywhere, which is no direction")]
    public void A_tensor_that_is_no_direction_is_wrong_use(string key, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string file = SteerRun.Vectors(shell, ("weight", new float[48]), ("narrow", new float[5]), ("nothing", new float[48]));

        SteerRun.Refused(shell, golden, golden.Sequences, message, "--direction", $"{file}:{key}", "--site", "blocks.1.hook_resid_post");
    }

    [Fact]
    public void A_flip_needs_a_centre()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        SteerRun.Refused(shell, golden, golden.Sequences, "has no midpoint for blocks.0.hook_resid_post to be turned about: --centre none",
            "--operation", "flip", "--direction", SteerRun.VectorOf(golden));
    }

    [Fact]
    public void One_class_has_no_difference_of_means()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        SteerRun.Refused(shell, golden, [golden.Sequences[0]], "all 1 examples are of one class, 0: a difference of class means needs two");
    }

    [Fact]
    public void A_run_is_not_resumed_with_another_directions_file()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string file = SteerRun.Vectors(shell, ("v", [.. Enumerable.Range(0, 48).Select(i => i + 1f)])), output = shell.File("run");
        string[] options = ["--direction", $"{file}:v", "--layers", "1", "--batch-size", "1", "--random-directions", "0"];
        SteerRun.Results(shell, golden, golden.Sequences, output, options);
        RunManifest done = RunManifest.Load(output);
        FileInput read = Assert.Single(done.Inputs!.Files);
        Assert.Equal(("direction", file, FileHash.Sha256(file)), (read.Option, read.Path, read.Sha256));
        (done with { State = RunState.Failed }).Save(output);
        File.WriteAllText(Path.Combine(output, "records.jsonl"), "");
        File.WriteAllText(Path.Combine(output, "checksums.jsonl"), "");
        SteerRun.Vectors(shell, ("v", [.. Enumerable.Range(0, 48).Select(i => i + 2f)]));

        SteerRun.Refused(shell, golden, golden.Sequences, output, $"was computed with another --direction {file}", [.. options, "--resume"]);
    }

    [Fact]
    public void Directions_come_from_pairs_of_texts_and_from_two_texts_too()
    {
        using Shell shell = new();
        string pairs = shell.Write(
            "pairs.jsonl", "{\"towards\": \"a good film\", \"away\": \"a bad film\"}\n{\"towards\": \"I love it\", \"away\": \"I hate it\"}\n");
        string[] options = ["--limit", "12", "--layers", "1,2", "--strength", "1", "--random-directions", "0"];

        double[][] lengths =
        [
            .. new[] { (string[])["pairs:" + pairs], ["pairs:" + pairs, "--pairs-by", "pca"], ["contrast:a good film|a bad film"] }.Select((direction, place) =>
                SteerRun.Results(shell, shell.File($"run{place}"), ["--direction", .. direction, .. options]).GetProperty("directions").EnumerateArray()
                    .Select(each => each.GetProperty("length").GetDouble()).ToArray()),
        ];

        Assert.All(lengths, own => Assert.Equal(2, own.Length));
        Assert.NotEqual(lengths[0][0], lengths[1][0]);
        Assert.NotEqual(lengths[0][0], lengths[2][0]);
        Assert.Equal(ExitCode.WrongUse, shell.Run("steer", "--direction", "contrast:a|b", "--pairs-by", "pca", "--output", shell.File("x")));
        Assert.Contains("--pairs-by needs --direction pairs:FILE", shell.Error, StringComparison.Ordinal);
        shell.Write("none.jsonl", "{\"text\": \"a\"}\n");
        Assert.Equal(ExitCode.WrongUse, shell.Run("steer", "--direction", "pairs:" + shell.File("none.jsonl"), "--output", shell.File("x")));
    }
}
