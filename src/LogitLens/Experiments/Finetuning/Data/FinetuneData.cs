using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The data of a finetuning, made ready for its model.</summary>
/// <param name="Training">What is learnt from.</param>
/// <param name="Validation">What is evaluated while training; null for nothing.</param>
/// <param name="Test">What is evaluated at the end; null for nothing.</param>
/// <param name="Labels">The classes; null where there are none.</param>
/// <param name="Words">What is scored for each class: its word's tokens or, with a head, its number; empty where classes are not told apart.</param>
internal sealed record FinetuneData(RowSet Training, RowSet? Validation, RowSet? Test, LabelSet? Labels, IReadOnlyList<LabelWord> Words) : ReadData
{
    public override DataOrigin Origin => Training.Data.Origin;

    public override int Count => Training.Rows.Count;

    /// <summary>The wording that prompts have.</summary>
    public required string Template { get; init; }

    /// <summary>The other text's tokens, whose perplexity is measured; null for none.</summary>
    public int[]? OtherText { get; init; }

    /// <summary>The cluster of each example of the test by its id; null where these are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    /// <summary>Remarks on how it was made ready.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    public override UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        if (!UnitNames.IsTest(unit.Id) || Test is null)
        {
            return null;
        }

        TrainingRow row = Test.Rows[unit.Example];
        string? text = spell(row.Prompt);
        return new UnitPrompt
        {
            Id = unit.Id,
            Example = row.Id,
            Text = Test.Data.Examples[unit.Example].TokenIds is null ? Test.Data.Examples[unit.Example].Text : text,
            Right = row.Label is { } label ? Labels!.Names[label] : null,
            Cluster = Clusters?[row.Id],
            Tokens = row.Prompt.Length,
            Prompt = text,
        };
    }

    /// <summary>Reads the data and makes sequences of them.</summary>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    public static FinetuneData Open(ModelSource source, FinetuneOptions options)
    {
        DataSource data = new(options.Data, options.Seed);
        Dataset training = data.Learnt(options.Material.Also);
        RowMaker maker = RowMaker.Of(source, options, training);
        (Dataset? validation, Dataset? test, string? untested) = data.Apart(maker.Labels, options.Material.Validation, options.Material.Test);
        RequireValidation(options.Training, validation, maker.Words.Count > 0);
        IReadOnlyDictionary<string, string>? clusters = maker.Words.Count == 0 || test is null ? Unclustered(options.Data) : data.ClustersOf(test);
        if (options.Training.ClassWeights == ClassWeighting.Balanced && maker.Labels is null)
        {
            throw new InputException($"--class-weights balanced: {training.Name} has no labels to weigh; leave it out");
        }

        SequenceMaker sequences = new(options.Objective, options.Material.Rows, maker.BlockSize, source.Files.Tokenizer?.EndOfText);
        RowSet Made(Dataset part, bool weigh)
        {
            IReadOnlyList<TrainingRow> rows = maker.Make(part);
            float[]? weights = weigh && options.Training.ClassWeights == ClassWeighting.Balanced ? ClassWeights.Balanced(part.LabelCounts()) : null;
            return new RowSet(part, rows, sequences.Make(rows, weights));
        }

        return new FinetuneData(
            Made(training, weigh: true), validation is null ? null : Made(validation, weigh: false), test is null ? null : Made(test, weigh: false),
            maker.Labels, maker.Words)
        {
            Template = maker.Template,
            Clusters = clusters,
            OtherText = OtherTextOf(source.Files, options.Material.OtherText),
            Found =
            [
                .. untested is null ? Array.Empty<string>() : [untested], .. maker.Notes, .. Overlaps(training, validation, "validation"),
                .. Overlaps(training, test, "test"), .. ExampleClusters.Notes(clusters),
            ],
        };
    }

    protected override IEnumerable<string> Remarks() => Found;

    private static void RequireValidation(LearningOptions choices, Dataset? validation, bool hasClasses)
    {
        string? idle = validation is not null ? null
            : choices.Patience is not null ? "--patience"
            : choices.EvalEvery is not null ? "--eval-every"
            : choices.ChooseBy != ValidationMetric.Loss ? "--choose-by" : null;
        if (idle is not null)
        {
            throw new InputException($"{idle} needs validation, and the dataset has no split 'dev': name a split or a file with --validation");
        }

        if (choices.ChooseBy != ValidationMetric.Loss && !hasClasses)
        {
            throw new InputException($"--choose-by {choices.ChooseBy.ToString().ToLowerInvariant()} needs labels that can be told apart; take loss");
        }
    }

    private static IReadOnlyDictionary<string, string>? Unclustered(DataOptions data) => data.Cluster is { } cluster
        ? throw new InputException($"--cluster {cluster}: no classes are tested, whose intervals clusters could widen; leave it out")
        : null;

    private static int[]? OtherTextOf(ModelFiles files, string? name)
    {
        if (name is null)
        {
            return null;
        }

        int[] tokens = files.RequireTokenizer().Encode(new DataSource(new DataOptions { Dataset = name }, seed: 0).Text().Text);
        return tokens.Length > 1 ? tokens : throw new InputException($"{name}: the text is a single token, which nothing comes before; take a longer one");
    }

    private static IEnumerable<string> Overlaps(Dataset training, Dataset? other, string what)
    {
        HashSet<string> seen = [.. training.Examples.Where(example => example.TokenIds is null).Select(example => example.Text)];
        int shared = other?.Examples.Count(example => example.TokenIds is null && seen.Contains(example.Text)) ?? 0;
        return shared == 0 ? [] : [$"{shared} of the {other!.Examples.Count} {what} texts are also learnt from"];
    }
}
