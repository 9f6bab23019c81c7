using LogitLens.Experiments;
using LogitLens.Experiments.Finetuning;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tests.Experiments.FinishedRuns;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Finetuning.Then;

public class ThenCommandsTests
{
    private static readonly FinetuneOptions s_words = new()
    {
        Objective = FinetuneObjective.Label,
        Data = new DataOptions { Dataset = "emotions", DataDir = "texts" },
        Then = "evaluate --shots 0,1",
    };

    [Fact]
    public void Nothing_follows_unless_it_is_asked_for() => Assert.Empty(ThenCommands.Of(s_words with { Then = null }, "run", done: false));

    [Fact]
    public void A_command_runs_before_and_after_on_the_same_data_and_then_both_are_compared() => Assert.Equal(
        [
            $"evaluate --model tiny --dataset emotions --data-dir texts --device auto --shots 0,1 --output {Place("evaluate-before")} --resume",
            $"evaluate --model {Path.Combine("run", "model")} --dataset emotions --data-dir texts --device auto --shots 0,1 "
                + $"--output {Place("evaluate-after")} --resume",
            $"compare {Place("evaluate-before")} {Place("evaluate-after")} --output {Place("evaluate-comparison")} --force",
        ],
        Lines(s_words));

    [Fact]
    public void The_lens_also_reads_each_ones_streams_by_the_others_readout()
    {
        string trained = Path.Combine("run", "model");
        string[] lines = Lines(s_words with { Then = "logit-lens --shots 2" });

        Assert.Equal(5, lines.Length);
        Assert.Equal(
            $"logit-lens --model {trained} --dataset emotions --data-dir texts --device auto --readout tiny --shots 2 "
                + $"--output {Place("logit-lens-after-read-by-before")} --resume",
            lines[2]);
        Assert.Equal(
            $"logit-lens --model tiny --dataset emotions --data-dir texts --device auto --readout {trained} --shots 2 "
                + $"--output {Place("logit-lens-before-read-by-after")} --resume",
            lines[3]);
        Assert.Equal(3, Lines(s_words with { Then = "logit-lens --readout other" }).Length);
    }

    [Fact]
    public void Each_seeds_model_is_analysed_after()
    {
        string[] lines = Lines(s_words with { Training = new LearningOptions { Seeds = 3 } });

        Assert.Equal(6, lines.Length);
        Assert.Contains($"--model {Path.Combine("run", "model-3")} ", lines[3], StringComparison.Ordinal);
        Assert.Contains($"--output {Place("evaluate-after-3")} ", lines[3], StringComparison.Ordinal);
        Assert.Equal(
            $"compare {Place("evaluate-after")} {Place("evaluate-after-2")} {Place("evaluate-after-3")} --output {Place("evaluate-seeds")} --force",
            lines[5]);
    }

    [Fact]
    public void A_new_head_and_random_weights_have_nothing_to_compare_with_before()
    {
        Assert.Single(Lines(s_words with { Objective = FinetuneObjective.Head }));
        Assert.Single(Lines(s_words with { Training = new LearningOptions { Init = StartingWeights.Random } }));
    }

    [Fact]
    public void What_a_command_says_itself_counts()
    {
        string line = Lines(s_words with { Then = "evaluate --dataset=reviews --device cpu" })[0];

        Assert.DoesNotContain("emotions", line, StringComparison.Ordinal);
        Assert.DoesNotContain("--device auto", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_are_read_as_they_are_and_not_as_those_that_were_learnt()
    {
        FinetuneOptions own = s_words with
        {
            Data = new DataOptions
            {
                Dataset = "emotions",
                DataDir = "texts",
                TextColumn = "body",
                Cluster = "writer",
                LabelTokenIds = [3, 5],
                SkipBadRows = true,
            },
        };

        Assert.Contains(
            "--dataset emotions --data-dir texts --text-column body --cluster writer --label-token-ids 3,5 --device auto --skip-bad-rows --shots",
            Lines(own)[0],
            StringComparison.Ordinal);
        Assert.Equal(
            $"evaluate --model tiny --device auto --dataset reviews --output {Place("evaluate-before")} --resume",
            Lines(own with { Then = "evaluate --dataset reviews" })[0]);
    }

    [Fact]
    public void Of_a_file_the_file_that_was_tested_on_is_looked_at_and_where_none_was_the_run_is_refused()
    {
        using TemporaryFolder folder = new();
        ApartChoice apart = new(folder.Write("apart.csv", "text,label\n"));
        FinetuneOptions file = s_words with { Data = new DataOptions { Dataset = "learnt.csv" }, Then = "evaluate" };
        string expected = $"--dataset {apart.Name} --device";

        Assert.Contains(expected, Lines(file with { Material = new MaterialOptions { Test = apart } })[0], StringComparison.Ordinal);
        Assert.Contains(expected, Lines(file with { Material = new MaterialOptions { Validation = apart } })[0], StringComparison.Ordinal);
        Assert.Equal(
            "--then evaluate looks at what was tested on, and learnt.csv has no test split: name a file with --test, or --dataset within --then",
            Assert.Throws<InputException>(() => Lines(file)).Message);
        Assert.Equal(3, Lines(file with { Then = "evaluate --dataset reviews" }).Length);
    }

    [Theory]
    [InlineData("logit-lens --prompt 'a warm film'")]
    [InlineData("attention --token-ids 5,6")]
    [InlineData("attribute --prompt=joy")]
    public void A_prompt_of_ones_own_is_looked_at_without_data_and_has_no_examples_to_compare(string then)
    {
        string[] lines = Lines(s_words with { Then = then, Training = new LearningOptions { Seeds = 2 } });

        Assert.All(lines, line => Assert.DoesNotContain("--dataset", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("compare", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("-after-2", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_command_twice_runs_in_folders_of_its_own()
    {
        string[] lines = Lines(s_words with { Then = "evaluate --shots 0; evaluate --shots 1" });

        Assert.Equal(6, lines.Length);
        Assert.EndsWith($"--shots 1 --output {Place("evaluate-2-before")} --resume", lines[3], StringComparison.Ordinal);
        Assert.Equal($"compare {Place("evaluate-2-before")} {Place("evaluate-2-after")} --output {Place("evaluate-2-comparison")} --force", lines[5]);
    }

    [Fact]
    public void What_capture_writes_is_a_file_and_its_runs_are_beside_it()
    {
        string[] lines = Lines(s_words with { Then = "capture --sites hook_embed" });

        Assert.EndsWith($"--sites hook_embed --output {Place("capture-before.safetensors")} --resume", lines[0], StringComparison.Ordinal);
        Assert.Equal($"compare {Place("capture-before.run")} {Place("capture-after.run")} --output {Place("capture-comparison")} --force", lines[2]);
    }

    [Fact]
    public void What_capture_writes_has_no_intervals_that_clusters_could_widen() => Assert.DoesNotContain(
        "--cluster", Lines(s_words with { Data = s_words.Data with { Cluster = "writer" }, Then = "capture" })[0], StringComparison.Ordinal);

    [Fact]
    public void A_run_that_is_replaced_replaces_what_follows() =>
        Assert.EndsWith(" --force", Lines(s_words with { Force = true })[0], StringComparison.Ordinal);

    [Fact]
    public void What_followed_the_run_that_this_one_replaced_is_done_anew()
    {
        using TemporaryFolder folder = new();
        FinetuneResult result = new() { TestedOn = "emotions test" };
        string run = new FakeRun(folder, "run") { Command = "finetune" }.Write(Array.Empty<FinetuneRecord>(), result);
        string model = Path.Combine(run, "model");
        using (Transformer trained = SmallModel.Create())
        {
            ModelFolderWriter.Write(model, trained.Config, trained.Weights, tokenizer: null);
        }

        string after = new FakeRun(folder, "run/then/evaluate-after") { Options = new() { ["model"] = model } }.Lens(("0-shot", "10"));
        Of(ModelFiles.Open(model, model).WeightsSha256());
        Assert.EndsWith("--resume", Lines(s_words, run, done: true)[1], StringComparison.Ordinal);
        Of(new string('0', 64));
        Assert.EndsWith("--force", Lines(s_words, run, done: true)[1], StringComparison.Ordinal);

        void Of(string sha256) => (RunManifest.Load(after) with
        {
            Inputs = new RunInputs { Model = new ModelInput("model", sha256, null, Bos: false) },
            Finished = DateTimeOffset.UnixEpoch,
        }).Save(after);
    }

    [Fact]
    public void A_fresh_models_own_tokenizer_is_read_from_its_folder_and_a_given_ones_is_passed_on()
    {
        FinetuneOptions other = s_words with { Model = new ModelOptions { Tokenizer = "words" } };

        Assert.Contains("--tokenizer words", Lines(other)[0], StringComparison.Ordinal);
        FinetuneOptions fresh = other with { Training = new LearningOptions { Init = StartingWeights.Random } };
        Assert.DoesNotContain("--tokenizer", Lines(fresh)[0], StringComparison.Ordinal);
    }

    private static string Place(string name) => Path.Combine("run", "then", name);

    private static string[] Lines(FinetuneOptions options, string folder = "run", bool done = false) =>
        [.. ThenCommands.Of(options, folder, done).Select(command => string.Join(' ', command.Arguments))];
}
