using LogitLens.Checkpoints;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class SteerCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adding_flipping_and_ablating_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        JsonElement[] expected = [.. golden.Expected.GetProperty("steering_blocks.1.hook_resid_post").EnumerateArray()];
        (string Operation, string Strength)[] done = [("add", "4"), ("flip", "2"), ("ablate", "1")];

        for (int i = 0; i < done.Length; i++)
        {
            double[] reference = GoldenCase.Doubles(expected[i].GetProperty("logit_difference"));
            string output = shell.File($"run{i}");
            JsonElement setting = Settings(shell, golden, golden.Sequences, output, done[i].Operation, done[i].Strength).Single();

            Assert.Equal(done[i].Operation, setting.GetProperty("operation").GetString());
            Assert.Equal(double.Parse(done[i].Strength, System.Globalization.CultureInfo.InvariantCulture), setting.GetProperty("strength").GetDouble());
            Assert.Equal([1], GoldenCase.Ints(setting.GetProperty("layers")));
            Close.Assert(reference.Average(), setting.GetProperty("logit_difference").GetDouble(), Tolerance.Edited, done[i].Operation);

            // Each example's own record.
            JsonElement[] records = Records(output);
            double[] found = [.. records.OrderBy(record => record.GetProperty("id").GetString(), StringComparer.Ordinal).Select(record =>
                Difference(record.GetProperty("edited")[0]))];
            Close.Assert(reference, found, Tolerance.Edited, done[i].Operation);
        }
    }

    [Fact]
    public void Settings_are_layers_by_strengths_and_other_directions_stand_apart()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        JsonElement results = Results(
            shell, golden, golden.Sequences, shell.File("run"), "--strength", "-1,0,2", "--layers", "2,0-1", "--direction", VectorOf(golden), "--centre",
                "none",
            "--random-directions", "2");

        JsonElement[] settings = [.. results.GetProperty("settings").EnumerateArray()];
        Assert.Equal(
            ["add -1, L2", "add 0, L2", "add 2, L2", "add -1, L0-1", "add 0, L0-1", "add 2, L0-1"],
            settings.Select(setting => setting.GetProperty("name").GetString()!));
        Assert.Equal([0, 1], GoldenCase.Ints(settings[3].GetProperty("layers")));
        Assert.All(settings, setting => Assert.Equal("direction", setting.GetProperty("direction").GetString()));
        Assert.Equal(12, results.GetProperty("baselines").GetArrayLength());

        // Nothing added changes nothing, and costs nothing.
        JsonElement zero = settings[1];
        Close.Assert(0, zero.GetProperty("effect").GetProperty("value").GetDouble(), Tolerance.Forward);
        Close.Assert(0, zero.GetProperty("kl").GetProperty("value").GetDouble(), Tolerance.Forward);
        Assert.Equal(0, zero.GetProperty("flip_rate").GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_batch_size_changes_no_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string[] flips = ["--operation", "flip", "--layers", "0-2,1", "--strength", "1", "--direction", VectorOf(golden), "--centre", "none"];

        double[] one = Differences(Results(shell, golden, golden.Sequences, shell.File("one"), [.. flips, "--batch-size", "1"]));
        double[] three = Differences(Results(shell, golden, golden.Sequences, shell.File("three"), [.. flips, "--batch-size", "3"]));

        Close.Assert(one, three, Tolerance.Forward);
    }

    [Fact]
    public void The_difference_of_class_means_is_found_on_examples_that_are_not_measured()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        int[][] prompts = [.. Enumerable.Range(0, 12).Select(i => golden.Sequences[i % 3].Append(i).ToArray())];

        JsonElement results = Results(shell, golden, prompts, shell.File("run"), "--operation", "flip", "--shuffled-directions", "2");

        Assert.Equal(6, results.GetProperty("found_on").GetInt32());
        Assert.Equal(6, results.GetProperty("n").GetInt32());
        Assert.Equal(9, results.GetProperty("settings").GetArrayLength());
        JsonElement[] directions = [.. results.GetProperty("directions").EnumerateArray()];
        Assert.All(directions, direction => Assert.NotEqual(JsonValueKind.Null, direction.GetProperty("midpoint").ValueKind));
        using JsonDocument setup = JsonDocument.Parse(File.ReadAllText(Path.Combine(shell.File("run"), "setup.json")));
        Assert.Equal(2, setup.RootElement.GetProperty("shuffled").GetArrayLength());
    }

    [Fact]
    public void A_control_vector_is_added_behind_the_block_of_its_number()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string run = shell.File("exported");
        JsonElement[] own = [.. Results(shell, golden, golden.Sequences, run, "--direction", VectorOf(golden), "--strength", "4", "--random-directions", "0")
            .GetProperty("settings").EnumerateArray()];
        string exported = Path.Combine(run, "directions.gguf");

        // llama.cpp has no place for block 0's, so that the file has blocks 1 and 2.
        Assert.Equal([1, 2], ControlVectorFile.Read(exported).Keys);
        JsonElement[] again = [.. Results(shell, golden, golden.Sequences, shell.File("imported"), "--direction", exported, "--strength", "4",
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

        Refused(shell, golden, golden.Sequences, message, ["--direction", file, .. options.Split(' ')]);
    }

    [Theory]
    [InlineData("weights", "no tensor weights, nor blocks.1.hook_resid_post/weights (did you mean weight?); there are")]
    [InlineData("narrow", "tensor narrow is F32 [5]; a direction at blocks.1.hook_resid_post has 48 numbers, [48] or [classes, 48]")]
    [InlineData("nothing", "tensor nothing is zero everywhere, which is no direction")]
    public void A_tensor_that_is_no_direction_is_wrong_use(string key, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string file = Write(shell, ("weight", new float[48]), ("narrow", new float[5]), ("nothing", new float[48]));

        Refused(shell, golden, golden.Sequences, message, "--direction", $"{file}:{key}", "--site", "blocks.1.hook_resid_post");
    }

    [Fact]
    public void A_flip_needs_a_centre()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        Refused(shell, golden, golden.Sequences, "has no midpoint for blocks.0.hook_resid_post to be turned about: --centre none", "--operation", "flip",
            "--direction", VectorOf(golden));
    }

    [Fact]
    public void One_class_has_no_difference_of_means()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        Refused(shell, golden, [golden.Sequences[0]], "all 1 examples are of one class, 0: a difference of class means needs two");
    }

    [Theory]
    [InlineData("blocks.1.attn.hook_pattern", "is not one vector for each position of a layer")]
    [InlineData("blocks.1.hook_resid_*", "names several sites of layer 1")]
    [InlineData("blocks.7.hook_resid_post", "matches nothing in a model of 3 layers")]
    public void A_site_that_cannot_be_steered_is_wrong_use(string site, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        Refused(shell, golden, golden.Sequences, message, "--site", site);
    }

    [Theory]
    [InlineData("--layers 3", "there is no layer 3; the model's layers are 0 to 2")]
    [InlineData("--layers 1 --site blocks.0.hook_resid_post", "names no site of layer 1")]
    [InlineData("--strength 1,1", "--strength has a value twice")]
    [InlineData("--operation ablate --strength 1,2", "ablate is whole whatever the strength")]
    [InlineData("--towards 7", "there is no such class")]
    [InlineData("--alpha current", "--alpha needs --operation flip")]
    [InlineData("--alpha current --operation flip --layers 1,2", "--alpha needs several layers at once")]
    [InlineData("--centre midpoint", "--centre midpoint has no effect with --operation add")]
    [InlineData("--centre continuations", "--centre continuations needs --operation flip")]
    [InlineData("--centre continuations --operation flip", "--centre continuations needs --task generation")]
    [InlineData("--alpha unsteered --operation flip", "--alpha unsteered needs --task generation")]
    [InlineData("--pairs-by mean", "--pairs-by needs --direction pairs:FILE")]
    public void What_cannot_be_is_wrong_use(string options, string message)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();

        Refused(shell, golden, golden.Sequences, message, options.Split(' '));
    }

    [Fact]
    public void A_prompt_is_written_on_from_in_both_directions()
    {
        using Shell shell = new();

        JsonElement results = Texts(shell, shell.File("run"), "--prompt", "the film is", "--max-new-tokens", "8", "--layers", "1", "--shuffled-directions",
            "0");

        string[] names = [.. results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("name").GetString()!)];
        Assert.Equal(
            ["unsteered", "add -3, L1", "add 3, L1", "add -3, L1, random 1", "add 3, L1, random 1", "add -3, L1, random 2", "add 3, L1, random 2",
                "add -3, L1, random 3",
                "add 3, L1, random 3", "instructed positive", "instructed positive, draw 2", "instructed positive, draw 3", "instructed negative",
                "instructed negative, draw 2", "instructed negative, draw 3", "prompted positive", "prompted negative", "prompted positive, draw 2",
                "prompted negative, draw 2", "prompted positive, draw 3", "prompted negative, draw 3"],
            names);
        JsonElement example = results.GetProperty("examples")[0];
        Assert.Equal("the film is", example.GetProperty("prompt").GetString());
        Assert.Equal(7, example.GetProperty("texts").GetArrayLength());
        Assert.Contains(example.GetProperty("texts")[2].GetProperty("text").GetString()!.Trim().Split(' ')[0], shell.Out, StringComparison.Ordinal);

        // The model as it is costs nothing.
        Close.Assert(0, results.GetProperty("settings")[0].GetProperty("kl").GetProperty("value").GetDouble(), Tolerance.Forward);
        Assert.True(results.GetProperty("settings")[2].GetProperty("kl").GetProperty("value").GetDouble() > 0);
    }

    [Fact]
    public void A_killed_run_of_texts_resumes_to_the_same_bytes()
    {
        using Shell shell = new();
        string[] options =
        [
            "--task", "generation", "--limit", "24", "--max-new-tokens", "6", "--decode", "sample", "--temperature", "0.8", "--samples", "2", "--batch-size",
                "4",
            "--random-directions", "1", "--shuffled-directions", "1", "--human-sheet", "5",
        ];
        string whole = shell.File("whole"), cut = shell.File("cut");
        JsonElement results = Texts(shell, whole, options);
        Texts(shell, cut, options);
        string records = Path.Combine(cut, "records.jsonl");
        string[] lines = File.ReadAllLines(records);
        File.WriteAllText(records, string.Concat(lines.Take(9).Select(line => line + "\n")) + lines[9][..40]);
        File.WriteAllLines(Path.Combine(cut, "checksums.jsonl"), File.ReadLines(Path.Combine(whole, "checksums.jsonl")).Take(2));
        RunManifest manifest = RunManifest.Load(cut);
        (manifest with { State = RunState.Failed }).Save(cut);

        Texts(shell, cut, [.. options, "--resume"]);

        foreach (string file in (string[])["records.jsonl", "results.json", "human-sheet.csv", "human-sheet-key.csv", "texts.csv"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(cut, file)));
        }

        Assert.Equal(24, results.GetProperty("n").GetInt32());
        Assert.Equal(12, results.GetProperty("prompts").GetInt32());
    }

    [Fact]
    public void Texts_are_flipped_about_where_the_models_own_part_at_each_position()
    {
        using Shell shell = new();

        JsonElement results = Texts(
            shell, shell.File("run"), "--task", "generation", "--limit", "24", "--max-new-tokens", "4", "--operation", "flip", "--layers", "1", "--centre",
            "continuations", "--alpha", "unsteered", "--random-directions", "1", "--shuffled-directions", "1", "--demonstrations", "0",
            "--instruction", "none");

        // Four tokens of the prompt and four new ones.
        double[] midpoints = GoldenCase.Doubles(results.GetProperty("directions")[0].GetProperty("midpoints"));
        Assert.Equal((8, 8), (midpoints.Length, midpoints.Distinct().Count()));
        Assert.Equal(["unsteered", "flip 1, L1", "flip 1, L1, random 1", "flip 1, L1, shuffled 1"],
            results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("name").GetString()!));
        using JsonDocument setup = JsonDocument.Parse(File.ReadAllText(Path.Combine(shell.File("run"), "setup.json")));
        JsonElement random = setup.RootElement.GetProperty("directions").GetProperty("random")[0][0];
        Assert.NotEqual(midpoints, GoldenCase.Doubles(random.GetProperty("midpoints")));
    }

    [Fact]
    public void A_killed_run_of_labels_resumes_to_the_same_bytes()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        int[][] prompts = [.. Enumerable.Range(0, 24).Select(i => golden.Sequences[i % 3].Append(i).ToArray())];
        string[] options = ["--operation", "flip", "--layers", "1,0-2", "--shuffled-directions", "2", "--batch-size", "2"];
        string whole = shell.File("whole"), cut = shell.File("cut");
        Results(shell, golden, prompts, whole, options);
        Results(shell, golden, prompts, cut, options);
        string records = Path.Combine(cut, "records.jsonl");
        string[] lines = File.ReadAllLines(records);
        File.WriteAllText(records, string.Concat(lines.Take(5).Select(line => line + "\n")) + lines[5][..30]);
        File.WriteAllLines(Path.Combine(cut, "checksums.jsonl"), File.ReadLines(Path.Combine(whole, "checksums.jsonl")).Take(2));
        (RunManifest.Load(cut) with { State = RunState.Failed }).Save(cut);

        Results(shell, golden, prompts, cut, [.. options, "--resume"]);

        foreach (string file in (string[])["records.jsonl", "results.json", "setup.json", "settings.csv"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(cut, file)));
        }
    }

    [Theory]
    [InlineData("--prompt", "", "--prompt: '' is not a text of one character")]
    [InlineData("--prompts", "EMPTY", "there is no prompt in it")]
    [InlineData("--judge", "probe:x", "--judge: 'probe:x'")]
    [InlineData("--judge", "words,words", "--judge has a judge twice")]
    [InlineData("--samples", "2", "--samples")]
    [InlineData("--demonstration-draws", "0", "--demonstration-draws")]
    [InlineData("--cluster", "nowhere", "dev.tsv: no column")]
    [InlineData("--instruction", "Write well.", "'Write well.' asks for no class")]
    public void Texts_that_cannot_be_written_or_judged_are_wrong_use(string option, string value, string message)
    {
        using Shell shell = new();
        string empty = shell.Write("empty.txt", "\n \n");

        ExitCode code = shell.Run("steer", "--task", "generation", option, value == "EMPTY" ? empty : value, "--output", shell.File("refused"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit")]
    [InlineData("--cluster")]
    public void Given_prompts_leave_nothing_for_what_is_about_a_dataset(string option)
    {
        using Shell shell = new();
        string prompts = shell.Write("prompts.txt", "the film is\nthe play was\n");

        ExitCode code = shell.Run("steer", "--prompts", prompts, option, "3", "--output", shell.File("refused"));

        Assert.Equal((ExitCode.WrongUse, true), (code, shell.Error.Contains($"{option} and --prompts exclude each other", StringComparison.Ordinal)));
    }

    [Fact]
    public void Texts_of_one_cluster_count_together()
    {
        using Shell shell = new();
        string data = shell.Write(
            "films.csv",
            "text,label,film\n" + string.Concat(Enumerable.Range(0, 24).Select(i => $"the film {i} is {(i % 2 == 0 ? "good" : "bad")},{i % 2},{i / 3}\n")));
        string[] options =
        [
            "--task", "generation", "--dataset", data, "--max-new-tokens", "3", "--layers", "1", "--judge", "prompt", "--random-directions", "0",
            "--shuffled-directions", "0", "--demonstrations", "0", "--instruction", "none",
        ];

        (double Width, int N) alone = Interval(Texts(shell, shell.File("alone"), options));
        JsonElement results = Texts(shell, shell.File("together"), [.. options, "--cluster", "film"]);

        Assert.Equal((alone.N, true), (Interval(results).N, Interval(results).Width > alone.Width));
        Assert.Contains("4 clusters", results.GetProperty("notes").ToString(), StringComparison.Ordinal);

        static (double Width, int N) Interval(JsonElement results)
        {
            JsonElement kl = results.GetProperty("settings")[1].GetProperty("kl");
            JsonElement interval = kl.GetProperty("interval");
            return (interval.GetProperty("high").GetDouble() - interval.GetProperty("low").GetDouble(), kl.GetProperty("n").GetInt32());
        }
    }

    [Fact]
    public void A_run_is_not_resumed_with_another_directions_file()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string file = Write(shell, ("v", [.. Enumerable.Range(0, 48).Select(i => i + 1f)])), output = shell.File("run");
        string[] options = ["--direction", $"{file}:v", "--layers", "1", "--batch-size", "1", "--random-directions", "0"];
        Results(shell, golden, golden.Sequences, output, options);
        RunManifest done = RunManifest.Load(output);
        FileInput read = Assert.Single(done.Inputs!.Files);
        Assert.Equal(("direction", file, FileHash.Sha256(file)), (read.Option, read.Path, read.Sha256));
        (done with { State = RunState.Failed }).Save(output);
        File.WriteAllText(Path.Combine(output, "records.jsonl"), "");
        File.WriteAllText(Path.Combine(output, "checksums.jsonl"), "");
        Write(shell, ("v", [.. Enumerable.Range(0, 48).Select(i => i + 2f)]));

        Refused(shell, golden, golden.Sequences, output, $"was computed with another --direction {file}", [.. options, "--resume"]);
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
                Texts(shell, shell.File($"run{place}"), ["--direction", .. direction, .. options]).GetProperty("directions").EnumerateArray()
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

        JsonElement results = Texts(
            shell, shell.File("run"), "--task", "generation", "--limit", "40", "--max-new-tokens", "4", "--random-directions", "0", "--shuffled-directions",
                "0", "--judge",
            judge + ",model:tiny,prompt", "--instruction", "none");

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

        JsonElement results = Texts(
            shell, shell.File("run"), "--task", "generation", "--limit", "6", "--max-new-tokens", "4", "--random-directions", "0", "--shuffled-directions", "0",
            "--demonstrations", "0", "--instruction", "none", "--direction-dataset", texts, "--judge", $"model:{head}");

        // What it says of labelled texts is what it says when it is asked for their classes.
        int[] right = [.. Records(shell.File("asked")).Select(record => Right(record) ? 1 : 0)];
        JsonElement accuracy = results.GetProperty("judges")[0].GetProperty("accuracy");
        Assert.Equal((right.Sum(), 20), (accuracy.GetProperty("count").GetInt32(), accuracy.GetProperty("n").GetInt32()));
        FileInput file = RunManifest.Load(shell.File("run")).Inputs!.Files.Single(each => each.Option == "judge");
        Assert.Equal(head, file.Path);

        // Another model's classes are no answer to these.
        Assert.Equal(ExitCode.WrongUse, shell.Run(
            "steer", "--task", "generation", "--dataset", "emotions", "--limit", "60", "--judge", $"model:{head}", "--output", shell.File("refused")));
        Assert.False(Directory.Exists(shell.File("refused")), "it is told before anything is run");
    }

    private static JsonElement Texts(Shell shell, string output, params string[] options)
    {
        ExitCode code = shell.Run(["steer", "--output", output, .. options]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "results.json"))).RootElement;
    }

    private static string VectorOf(GoldenCase golden) => $"{Path.Combine(golden.Folder, "expected.safetensors")}:steering/unit_direction";

    private static double[] Differences(JsonElement results) =>
        [.. results.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("logit_difference").GetDouble())];

    private static double Difference(JsonElement logits) => logits[0].GetDouble() - logits[1].GetDouble();

    private static JsonElement[] Settings(Shell shell, GoldenCase golden, int[][] prompts, string output, string operation, string strength) =>
    [
        .. Results(
            shell, golden, prompts, output, "--direction", VectorOf(golden), "--site", "blocks.1.hook_resid_post", "--operation", operation, "--strength",
                strength,
            "--centre", "none").GetProperty("settings").EnumerateArray(),
    ];

    private static bool Right(JsonElement record)
    {
        double[] given = [.. record.GetProperty("label_log_probs").EnumerateArray().Select(label => label.GetDouble())];
        return Array.IndexOf(given, given.Max()) == record.GetProperty("label").GetInt32();
    }

    private static JsonElement[] Records(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "records.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static JsonElement Results(Shell shell, GoldenCase golden, int[][] prompts, string output, params string[] options)
    {
        ExitCode code = shell.Run(Arguments(shell, golden, prompts, output, options));
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "results.json"))).RootElement;
    }

    private static void Refused(Shell shell, GoldenCase golden, int[][] prompts, string message, params string[] options) =>
        Refused(shell, golden, prompts, shell.File("refused"), message, options);

    private static void Refused(Shell shell, GoldenCase golden, int[][] prompts, string output, string message, string[] options)
    {
        ExitCode code = shell.Run(Arguments(shell, golden, prompts, output, options));
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    private static string[] Arguments(Shell shell, GoldenCase golden, int[][] prompts, string output, params string[] options)
    {
        string data = shell.Write(
            "data.jsonl", string.Concat(prompts.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        return ["steer", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output", output,
            .. options];
    }

    private static string Write(Shell shell, params (string Key, float[] Values)[] tensors)
    {
        string path = shell.File("vectors.safetensors");
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => new TensorSpec(tensor.Key, CheckpointDType.F32, [tensor.Values.Length]))]);
        foreach ((string _, float[] values) in tensors)
        {
            byte[] bytes = new byte[values.Length * sizeof(float)];
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
            writer.Write(bytes);
        }

        writer.Complete();
        return path;
    }
}
