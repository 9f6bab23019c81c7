using LogitLens.Answers;
using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.AttentionMask;
using LogitLens.Experiments.Capture;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Terminal;

/// <summary>The tables that experiments print, of records made up by hand, as they were approved at 80 columns.</summary>
public sealed class ExperimentTableTests
{
    private const int Width = 80;

    private static readonly string[] s_words = ["negative", "positive"];
    private static readonly Condition[] s_conditions = [new(0, null), new(2, DemonstrationLabels.Incorrect)];

    private static readonly ModelConfig s_config = new()
    {
        Layers = 2,
        Heads = 3,
        ModelWidth = 6,
        MlpWidth = 24,
        VocabularySize = 10,
        ContextLength = 16,
    };

    [Fact]
    public void Logit_lens() => Approve("lens", LensTables.Headline(
        new LensSummary(s_conditions, s_words, seed: 0).Of(
            s_conditions.SelectMany((condition, c) => Enumerable.Range(0, 40).Select(row => new LensRecord
            {
                Id = $"{condition.Name}/dev:{row}",
                Condition = condition.Name,
                Example = $"dev:{row}",
                Label = row % 2,
                Tokens = 30,
                LabelLogProbs = [.. Enumerable.Range(0, 4).Select(layer => Scores(row % 2, 0.3 + (0.15 * layer) - (0.3 * c) + (0.2 * (row % 3))))],
                RightRank = [9, 4, 2, row % 3],
                Kl = [3, 2, 1, 0],
                Entropy = [5, 4, 3, 2],
            })), []),
        "tiny on reviews"));

    [Fact]
    public void Evaluate_classification() => Approve("classification", ClassificationTables.Headline(
        new ClassificationSummary(s_conditions, s_words, seed: 0).Of(
            s_conditions.SelectMany((condition, c) => Enumerable.Range(0, 60).Select(row => new ClassificationRecord
            {
                Id = $"{condition.Name}/dev:{row}",
                Condition = condition.Name,
                Example = $"dev:{row}",
                Label = row % 2,
                LabelLogProbs = [.. Scores(row % 2, 0.55 - (0.2 * c) + (0.1 * (row % 4))).Select(score => (double)score)],
                DecodedLabel = row % 5 == 0 ? null : row % 2,
            }))),
        "tiny on reviews"));

    [Fact]
    public void Evaluate_generation() => Approve("generation", GenerationTables.Headline(
        new GenerationSummary(s_conditions, seed: 0).Of(
            s_conditions.SelectMany((condition, c) => Enumerable.Range(0, 50).Select(row => new GenerationRecord
            {
                Id = $"{condition.Name}/arithmetic-{row}",
                Condition = condition.Name,
                Example = $"arithmetic-{row}",
                Answer = "11",
                NewTokens = [1, 2],
                Class = (AnswerClass)((row + c) % 4),
                AnswerLogProb = -1 - (0.1 * (row % 7)),
            }))),
        "tiny on arithmetic"));

    [Fact]
    public void Evaluate_minimal_pairs() => Approve("minimal-pairs", PairTables.Headline(
        PairSummary.Of(new[] { "anaphor_number_agreement", "distractor_agreement_relational_noun", "npi_present_1" }.SelectMany((paradigm, p) =>
            Enumerable.Range(0, 40).Select(row => new PairRecord
            {
                Id = $"{paradigm}:{row}",
                Paradigm = paradigm,
                GoodLogProb = -20,
                BadLogProb = -20.5 + (0.1 * p) - (0.1 * (row % 9)) + (0.3 * (row % 4)),
            }))),
        "tiny on blimp"));

    [Fact]
    public void Evaluate_perplexity() => Approve("perplexity", PerplexityTables.Headline(
        PerplexityResult.Of(Enumerable.Range(0, 12).Select(window => new WindowRecord
        {
            Id = $"{window}",
            From = window * 64,
            Tokens = 64,
            Bytes = 230 + window,
            LogProb = -180 - (3 * (window % 5)),
        })),
        "tiny on prose"));

    [Fact]
    public void Head_ablation() => Approve("head-ablation", Ablation(new HeadAblationOptions()));

    [Fact]
    public void Patching_over_draws_of_demonstrations() => Approve("patching", Ablation(
        new HeadAblationOptions { Patch = new PatchOptions { Corrupt = Corruption.Text } }, new DemonstrationDesign(DemonstrationOrigin.Run, 6)));

    [Fact]
    public void Compare() => Approve("compare", CompareTables.Headline(new CompareResult
    {
        Kind = "evaluate (classification)",
        Runs = [new ComparedRun("before", "results/before", "gpt2", "sst2", []), new ComparedRun("after", "results/after", "gpt2", "sst2", [])],
        Options = [new OptionDifference("model", ["gpt2", "results/finetuned/model"])],
        Pairs =
        [
            new CompareRecord
            {
                Id = "before/after",
                First = "before",
                Second = "after",
                Differences =
                [
                    Difference("0-shot", "accuracy", 0.851, 0.862, 0.41), Difference("0-shot", "label_probability_among_labels", 0.612, 0.664, 0.012),
                    Difference("2-shot-correct", "accuracy", 0.902, 0.951, 0.0004),
                    Difference("2-shot-correct", "label_probability_among_labels", 0.75, 0.8, 0.2),
                ],
            },
        ],
    }));

    [Fact]
    public void Attention_mask()
    {
        SweepItem[] items =
        [
            .. new[] { "L0.H0:col=first", "L*.H*:row=last,span=text", "L0-1.H*:tokens=\"not\"" }.Select(
                region => new SweepItem(region, ItemKind.Region) { Region = region }),
        ];
        SweepRecord[] records =
        [
            .. Enumerable.Range(0, 24).Select(row => new SweepRecord
            {
                Id = $"dev:{row}",
                Label = row % 2,
                Clean = [1 + (0.1f * (row % 5)), 1.2f],
                Edited = [.. items.Select((_, item) => item == 2 && row % 3 > 0 ? null : new[] { 1 - (0.3f * item) + (0.1f * (row % 4)), 1.1f })],
            }),
        ];
        AttentionMaskResult result = new MaskSummary(
            new AttentionMaskOptions(), s_config, new SweptDraws([Swept(null)]), items, [true, true, true], id => $"{id}").Of(records, []);
        Approve("attention-mask", MaskTables.Headline(result, "tiny, reviews"));
    }

    [Fact]
    public void Head_ablation_of_questions()
    {
        SweepItem[] items = [.. HeadId.All(s_config).Select(head => SweepItem.OfHead(head))];
        WrittenAnswer right = new("11", [1, 2], FinishReason.Stop, "11", AnswerClass.Correct);
        QuestionAblationRecord[] records =
        [
            .. Enumerable.Range(0, 30).Select(row => new QuestionAblationRecord
            {
                Id = $"arithmetic-{row}",
                Tokens = 12,
                Answer = "11",
                Clean = row % 4 == 0 ? right with { Class = AnswerClass.Hallucinated } : right,
                CleanLogProb = -1 - (0.1 * (row % 7)),
                EditedCorrect = [.. items.Select((_, item) => (row + item) % 4 > item % 3)],
                EditedLogProb = [.. items.Select((_, item) => -1 - (0.1 * (row % 7)) - (0.2 * item) + (0.05 * (row % 3)))],
            }),
        ];
        Approve("questions", QuestionAblationTables.Headline(
            new QuestionAblationSummary(new HeadAblationOptions(), s_config).Of(records, items), "tiny, arithmetic"));
    }

    [Fact]
    public void Capture() => Approve("capture", CaptureTables.Headline(
        new CaptureResult
        {
            Output = "activations.safetensors",
            Tensors = 24,
            N = 8,
            Tokens = 240,
            Sites = [.. Enumerable.Range(0, 3).Select(layer => new CapturedSite($"blocks.{layer}.hook_resid_post", Around(1.5 + layer)))],
            Notes = ["2 texts were cut from their left to fit the model's context"],
        },
        "tiny"));

    private static SummaryTable Ablation(HeadAblationOptions options, DemonstrationDesign? design = null)
    {
        bool patches = options.Patch.IsGiven;
        SweepItem[] items = [.. HeadId.All(s_config).Select(head => SweepItem.OfHead(head))];
        int draws = design?.Draws ?? 1;
        AblationRecord[] records =
        [
            .. Enumerable.Range(0, draws).SelectMany(draw => Enumerable.Range(0, 24).Select(row => new AblationRecord
            {
                Id = draws == 1 ? $"dev:{row}" : $"draw-{draw + 1}/dev:{row}",
                Example = draws == 1 ? null : $"dev:{row}",
                Draw = draws == 1 ? null : draw + 1,
                Label = 0,
                Clean = [patches ? -1 : 2 + (0.1f * (row % 5)), 0],
                Source = patches ? [2, 0] : null,
                Edited =
                [
                    .. items.Select((_, item) =>
                        new[] { (patches ? -1 : 2) + (0.2f * (item - 3)) + (0.05f * (((5 * row) + (item * (1 + (draw * draw)))) % 7) + (0.02f * draw)), 0f }),
                ],
            })),
        ];
        return AblationTables.Headline(
            new AblationSummary(options, s_config, new SweptDraws([Swept(design)])).Of(
                records, items, [.. items.Select(_ => true)], new AblationSetup([], null, null), [.. design?.Notes() ?? []]),
            "tiny, reviews");
    }

    private static SweptData Swept(DemonstrationDesign? design) => new(
        [.. Enumerable.Range(0, 24).Select(row => new SweptExample($"dev:{row}", 0, [1], null, null))], 0, [1, 2], s_words,
        new DatasetInput("reviews", "dev", "", 24), [])
    {
        Demonstrations = design,
    };

    private static MetricDifference Difference(string condition, string metric, double first, double second, double p) => new()
    {
        FirstCondition = condition,
        SecondCondition = condition,
        Metric = metric,
        IsShare = metric == "accuracy",
        N = 872,
        First = Around(first),
        Second = Around(second),
        Difference = Around(second - first),
        Test = metric == "accuracy" ? "mcnemar" : "bootstrap",
        PValue = p,
        AdjustedPValue = Math.Min(1, 2 * p),
        Detectable = 0.031,
    };

    private static Estimate Around(double value) => new(value, new Interval(value - 0.02, value + 0.02, 0.95), 872);

    private static float[] Scores(int right, double share) =>
        right == 0 ? [(float)Math.Log(share), (float)Math.Log(1.2 - share)] : [(float)Math.Log(1.2 - share), (float)Math.Log(share)];

    private static void Approve(string name, SummaryTable table)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        TableWriter.Write(table, writer, Width, isTerminal: false);
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= Width, line));
        Approved.Matches(string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd())), name);
    }
}
