using LogitLens.Options;

namespace LogitLens.Cli.Tests.CommandLine;

/// <summary>Options of the real commands where they have no effect.</summary>
public sealed class OptionUseTests
{
    [Theory]
    [InlineData("logit-lens --demos random", "--demos needs --shots")]
    [InlineData("logit-lens --demos-file d.tsv", "--demos-file needs --shots")]
    [InlineData("logit-lens --demos-per run", "--demos-per needs --shots")]
    [InlineData("logit-lens --draws 3", "--draws needs --shots")]
    [InlineData("logit-lens --shots 1 --draws 3 --demos-per example", "--draws and --demos-per example exclude each other")]
    [InlineData("logit-lens --shots 1 --demos-file d.tsv --draws 3", "--draws and --demos-file exclude each other")]
    [InlineData("logit-lens --shots 1 --demos-file d.tsv --demos-per run", "--demos-per and --demos-file exclude each other")]
    [InlineData("logit-lens --prompt x --cluster template", "--cluster and --prompt exclude each other")]
    [InlineData("logit-lens --top-k 3", "--top-k needs --prompt or --token-ids")]
    [InlineData("logit-lens --show kl", "--show needs --prompt or --token-ids")]
    [InlineData("logit-lens --positions 1..3", "--positions needs --prompt or --token-ids")]
    [InlineData("logit-lens --prompt x --token-ids 3", "--token-ids and --prompt exclude each other")]
    [InlineData("logit-lens --prompt x --dataset reviews", "--dataset and --prompt exclude each other")]
    [InlineData("logit-lens --prompt x --limit 3", "--limit and --prompt exclude each other")]
    [InlineData("logit-lens --prompt x --shots 0", "--shots and --prompt exclude each other")]
    [InlineData("logit-lens --token-ids 1 --examples dev:1", "--examples and --token-ids exclude each other")]
    [InlineData("logit-lens --prompt x --batch-size 2", "--batch-size and --prompt exclude each other")]
    [InlineData("logit-lens --prompt x --shard 1/2", "--shard and --prompt exclude each other")]
    [InlineData("logit-lens --prompt x --seed 1", "--seed and --prompt exclude each other")]
    [InlineData(
        "evaluate --dataset agreement --seed 1", "--seed needs --limit or --task classification or generation, and agreement is made for minimal-pairs")]
    [InlineData("evaluate --dataset prose --seed 1", "--seed needs --limit or --task classification or generation, and prose is made for perplexity")]
    [InlineData("evaluate --dataset prose --cluster x", "--cluster needs --task classification, generation or minimal-pairs, and prose is made for perplexity")]
    [InlineData("evaluate --batch-size 4 --memory 1GiB", "--memory needs --batch-size auto")]
    [InlineData("capture --batch-size 4 --memory 1GiB", "--memory needs --batch-size auto")]
    [InlineData("capture --seed 1", "--seed needs --limit or --shots")]
    [InlineData("logit-lens --resume --force", "--force and --resume exclude each other")]
    [InlineData("head-ablation --controls 5", "--controls needs --group or --cumulative")]
    [InlineData("head-ablation --screen 4 --controls 5", "--controls needs --group or --cumulative")]
    [InlineData("head-ablation --select-on 8", "--select-on needs --screen or --cumulative")]
    [InlineData("head-ablation --group", "--group needs --heads")]
    [InlineData("head-ablation --what mlp --screens", "--screens needs --what heads")]
    [InlineData("head-ablation --what attention --heads 0.1", "--heads needs --what heads or paths")]
    [InlineData("head-ablation --screen 4 --heads 0.1", "--heads and --screen exclude each other")]
    [InlineData("head-ablation --mean-over position", "--mean-over needs --method mean")]
    [InlineData("head-ablation --direction noise", "--direction needs --pairs or --corrupt")]
    [InlineData("head-ablation --what resid", "--what resid needs --pairs or --corrupt")]
    [InlineData("head-ablation --what paths", "--what paths needs --pairs or --corrupt")]
    [InlineData("head-ablation --corrupt text --what resid --positions last", "--positions and --what resid or paths exclude each other")]
    [InlineData("head-ablation --corrupt text --method mean", "--method and --corrupt exclude each other")]
    [InlineData("head-ablation --corrupt text --cumulative 3", "--cumulative and --corrupt exclude each other")]
    [InlineData("head-ablation --corrupt text --pairs p.jsonl", "--corrupt and --pairs exclude each other")]
    [InlineData("head-ablation --corrupt demos", "--corrupt demos needs --shots")]
    [InlineData("head-ablation --corrupt demos --shots 2 --demos random", "--demos and --corrupt demos exclude each other")]
    [InlineData("head-ablation --positions label", "--positions label needs --shots")]
    [InlineData("head-ablation --dataset reviews --pairs p.jsonl", "--dataset and --pairs exclude each other")]
    [InlineData("head-ablation --text-column t --pairs p.jsonl", "--text-column and --pairs exclude each other")]
    [InlineData("head-ablation --template x --pairs p.jsonl", "--template and --pairs exclude each other")]
    [InlineData("head-ablation --max-new-tokens 4", "--max-new-tokens needs the task generation, and reviews is made for classification")]
    [InlineData("head-ablation --max-new-tokens 16", "--max-new-tokens needs the task generation, and reviews is made for classification")]
    [InlineData("head-ablation --dataset arithmetic --screen 4", "--screen needs the task classification, and arithmetic is made for generation")]
    [InlineData("head-ablation --dataset arithmetic --screens", "--screens needs the task classification, and arithmetic is made for generation")]
    [InlineData("head-ablation --dataset arithmetic --cumulative 2", "--cumulative needs the task classification, and arithmetic is made for generation")]
    [InlineData("head-ablation --dataset arithmetic --corrupt text", "--corrupt needs the task classification, and arithmetic is made for generation")]
    [InlineData("head-ablation --dataset arithmetic --metric kl", "--metric needs the task classification, and arithmetic is made for generation")]
    [InlineData(
        "head-ablation --dataset arithmetic --method resample", "--method resample needs the task classification, and arithmetic is made for generation")]
    [InlineData(
        "head-ablation --dataset arithmetic --method mean --mean-over position",
        "--mean-over position needs the task classification, and arithmetic is made for generation")]
    [InlineData(
        "head-ablation --dataset arithmetic --positions last", "--positions last needs the task classification, and arithmetic is made for generation")]
    [InlineData(
        "head-ablation --dataset arithmetic --label-token-ids 1,2",
        "--label-token-ids needs the task classification, and arithmetic is made for generation")]
    [InlineData("attention-mask --strips 3", "--strips needs --sweep tokens")]
    [InlineData("attention-mask --sweep spans --strips 8", "--strips needs --sweep tokens")]
    [InlineData("attention-mask --window 2", "--window needs --sweep spans, distance, tokens, rows or cols")]
    [InlineData("attention-mask --sweep heads --window 2", "--window needs --sweep spans, distance, tokens, rows or cols")]
    [InlineData("evaluate --stride 4", "--stride needs --task perplexity, and reviews is made for classification")]
    [InlineData("evaluate --task perplexity --calibrate", "--calibrate needs --task classification")]
    [InlineData("evaluate --dataset prose --limit 4", "--limit has no effect for --task perplexity, and prose is made for perplexity")]
    [InlineData("evaluate --dataset prose --shots 2", "--shots needs --task classification or generation, and prose is made for perplexity")]
    [InlineData("evaluate --dataset prose --split dev", "--split has no effect for --task perplexity, and prose is made for perplexity")]
    [InlineData(
        "evaluate --dataset agreement --text-column t", "--text-column needs --task classification or generation, and agreement is made for minimal-pairs")]
    [InlineData("evaluate --dataset agreement --template x", "--template needs --task classification or generation, and agreement is made for minimal-pairs")]
    [InlineData(
        "evaluate --dataset arithmetic --label-scoring first-token", "--label-scoring needs --task classification, and arithmetic is made for generation")]
    [InlineData("evaluate --label-token-ids 1,2 --label-scoring first-token", "--label-scoring and --label-token-ids exclude each other")]
    [InlineData("evaluate --max-new-tokens 50", "--max-new-tokens needs --task generation, and reviews is made for classification")]
    [InlineData("evaluate --stop x", "--stop needs --task generation, and reviews is made for classification")]
    [InlineData("evaluate --dataset arithmetic --top-k 5", "--top-k needs --decode sample")]
    [InlineData("evaluate --dataset arithmetic --decode greedy --top-p 0.5", "--top-p needs --decode sample")]
    [InlineData("capture --prompt x --dataset reviews", "--dataset and --prompt exclude each other")]
    [InlineData("capture --prompt x --seed 3", "--seed needs --limit or --shots")]
    [InlineData("tokenize x --input f.jsonl", "--input and TEXT exclude each other")]
    [InlineData("tokenize x --model gpt2 --tokenizer t", "--model and --tokenizer exclude each other")]
    public void An_option_without_effect_is_refused_in_one_line(string line, string message)
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.WrongUse, shell.Run(line.Split(' ')));
        Assert.Equal(("", $"error: {message}\n"), (shell.Out, shell.Error));
    }

    [Fact]
    public void A_config_file_is_named_where_the_option_is_in_it()
    {
        using Shell shell = new();
        string file = shell.Write("c.json", """{ "command": "attention-mask", "strips": 3 }""");

        shell.Run("run", file);
        Assert.Equal($"error: {file}: --strips needs --sweep tokens\n", shell.Error);

        shell.Run("run", file, "--strips", "4");
        Assert.Equal("error: --strips needs --sweep tokens\n", shell.Error);
    }

    [Theory]
    [InlineData("""{ "command": "evaluate", "demos": "random", "matrix": { "shots": [0, 1] } }""", null)]
    [InlineData("""{ "command": "evaluate", "demos": "random", "matrix": { "seed": [0, 1] } }""", "--demos needs --shots")]
    [InlineData(
        """{ "command": "head-ablation", "matrix": { "how": [{ "what": "resid", "corrupt": "text" }, { "what": "resid" }] } }""",
        "--what resid needs --pairs or --corrupt")]
    public void In_a_matrix_an_option_need_not_have_an_effect_in_every_run(string config, string? message)
    {
        using Shell shell = new();
        string file = shell.Write("c.json", config);
        OptionSet set = OptionSet.Of(Subcommands.All.Single(command => config.Contains($"\"{command.Name}\"", StringComparison.Ordinal)).OptionsType);
        BoundOptions bound = new(set, [], file, ConfigFile.Load(file).Command);

        Assert.Equal(message is null ? null : $"{file}: {message}", Record.Exception(bound.Bind)?.Message);
    }

    // A slip in a name would leave a condition that says nothing.
    [Fact]
    public void Conditions_name_options_facts_and_values_that_there_are()
    {
        OptionSet[] sets = [.. Subcommands.All.Select(command => OptionSet.Of(command.OptionsType))];
        foreach (OptionDescriptor option in sets.SelectMany(set => set.Options))
        {
            IEnumerable<OptionCondition> ofValues = option.Type.Choices.SelectMany(option.ConditionsOfValue);
            foreach (OptionTerm term in option.Conditions.Concat(ofValues).SelectMany(condition => condition.Alternatives))
            {
                OptionDescriptor[] named = [.. sets.Select(set => set.Find(term.Name)).OfType<OptionDescriptor>()];
                Assert.True(named.Length > 0 || sets.Any(set => set.Knows(term.Name)), $"{option.DisplayName}: {term}");
                Assert.All(term.Values, value => Assert.True(named.Any(other => other.Type.Choices.Contains(value)), $"{option.DisplayName}: {term}"));
            }
        }
    }
}
