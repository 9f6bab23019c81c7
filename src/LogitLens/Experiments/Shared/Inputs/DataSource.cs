using LogitLens.Datasets;
using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>
/// The data that a run asks for, found by a name of the catalogue or by a file: all that experiments read of datasets comes through here.
/// What they make ready for a model of it is a <see cref="ReadData"/>.
/// </summary>
/// <param name="options">Which data.</param>
/// <param name="seed">Draws what is taken of it.</param>
public sealed class DataSource(DataOptions options, long seed)
{
    /// <summary>The bundled text's name.</summary>
    public const string BundledText = "prose";

    private readonly DatasetCatalogue _catalogue = new(
        DatasetFolders.Bundled(AppContext.BaseDirectory), DatasetFolders.Cache(Environment.GetEnvironmentVariable));

    private DatasetRequest Request => new(options.Dataset)
    {
        DataDir = options.DataDir,
        Split = options.Split,
        TextColumn = options.TextColumn,
        LabelColumn = options.LabelColumn,
        ClusterColumn = options.Cluster,
        SkipBadRows = options.SkipBadRows,
    };

    private DatasetRequest LearntRequest => DatasetCatalogue.Find(options.Dataset) is not null
        ? Request with { Split = options.Split ?? "train" }
        : Request with { HasQuestions = options.LabelColumn is null or "answer" && TaskOfData.Find(options) == TaskKind.Generation };

    /// <summary>The examples, with labels or without, as many as <c>--limit</c> lets through.</summary>
    /// <exception cref="InputException">There is no such dataset, split or column, a row is bad, or there are no examples.</exception>
    public Dataset Examples() => Limited(_catalogue.Open(Request));

    /// <summary>The same, of which each word or token may have a label in place of each text.</summary>
    /// <exception cref="InputException">As above.</exception>
    internal Dataset ExamplesByToken() => Limited(_catalogue.Open(Request with { HasUnitLabels = true }));

    /// <summary>Whether the data are a file with a label for each word or token.</summary>
    internal bool HasUnitLabels => options.Dataset.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) && File.Exists(options.Dataset)
        && UnitLabelsReader.Recognises(options.Dataset, options.LabelColumn);

    /// <summary>What another column says of each example, by the example's id.</summary>
    /// <exception cref="InputException">There is no such column, or a row has nothing there.</exception>
    public IReadOnlyDictionary<string, string> Column(string name) =>
        _catalogue.Open(Request with { ClusterColumn = name }).Examples.ToDictionary(example => example.Id, example => example.Cluster ?? "");

    /// <summary>The examples to learn from: of the split <c>train</c>, where none is named and there are splits, and of further data.</summary>
    /// <param name="also">Further splits or files, of the same classes.</param>
    /// <exception cref="InputException">As of <see cref="Examples()"/>, or further data have no labels where the first have them.</exception>
    public Dataset Learnt(IReadOnlyList<string> also)
    {
        Dataset first = _catalogue.Open(LearntRequest);
        Dataset[] further = [.. also.Select(name => HeldApart.Open(_catalogue, LearntRequest with { Labels = first.Labels }, name, "--also"))];
        return Limited(further.Length == 0 ? first : first with
        {
            Origin = new DataOrigin(
                first.Origin.Name,
                first.Origin.Split,
                [.. first.Origin.Files, .. further.SelectMany(each => each.Origin.Files)],
                first.Origin.RowCount + further.Sum(each => each.Origin.RowCount),
                [.. first.Origin.Skipped, .. further.SelectMany(each => each.Origin.Skipped)]),
            Examples = [.. first.Examples, .. further.SelectMany(each => each.Examples)],
        });
    }

    /// <summary>What is kept apart from it.</summary>
    /// <param name="classes">The classes of what is learnt; null where there are none.</param>
    /// <param name="validation">A split, a file or <c>none</c> to look at while learning; null for the usual.</param>
    /// <param name="test">The same to look at once.</param>
    /// <exception cref="InputException">A part that was asked for is not there, or cannot be read.</exception>
    public HeldApart Apart(LabelSet? classes, ApartChoice? validation, ApartChoice? test) =>
        HeldApart.Find(_catalogue, LearntRequest with { Labels = classes }, validation, test);

    /// <summary>All examples, and those that demonstrations are drawn from; <see cref="Limited"/> takes what is evaluated of them.</summary>
    /// <param name="plan">How many demonstrations are drawn, and for whom.</param>
    /// <exception cref="InputException">As of <see cref="Examples()"/>, or no rows are left to evaluate.</exception>
    public EvaluationData Examples(DemonstrationPlan plan) => _catalogue.OpenForEvaluation(Request, plan, seed);

    /// <summary>The same of questions with exact answers.</summary>
    /// <param name="plan">How many demonstrations are drawn, and for whom.</param>
    /// <exception cref="InputException">As of <see cref="Examples(DemonstrationPlan)"/>, or there are no answers.</exception>
    public EvaluationData Questions(DemonstrationPlan plan)
    {
        EvaluationData opened = _catalogue.OpenForEvaluation(Request with { HasQuestions = true }, plan, seed);
        return opened.Evaluated.Examples.All(example => example.Answer is not null || example.AnswerIds is not null)
            ? opened
            : throw new InputException($"{opened.Evaluated.Name} has no answers to compare with; choose a dataset of questions, or another --task");
    }

    /// <summary>Minimal pairs, as many as <c>--limit</c> lets through, each paradigm in its share.</summary>
    /// <exception cref="InputException">There is no such dataset, it holds no pairs, or a row is bad.</exception>
    public MinimalPairSet Pairs()
    {
        MinimalPairSet set = _catalogue.OpenPairs(Request);
        string[] paradigms = [.. set.Pairs.Select(pair => pair.Paradigm).Distinct()];
        Example[] examples =
        [
            .. set.Pairs.Select(pair =>
                new Example(pair.Id, pair.Good, pair.Source) { Label = Array.IndexOf(paradigms, pair.Paradigm), Cluster = pair.Cluster }),
        ];
        Dataset limited = Limited(new Dataset(set.Origin, examples, Labels: null));
        _ = ClustersOf(limited);
        HashSet<string> chosen = [.. limited.Examples.Select(example => example.Id)];
        return set with { Pairs = [.. set.Pairs.Where(pair => chosen.Contains(pair.Id))] };
    }

    /// <summary>A running text.</summary>
    /// <exception cref="InputException">There is no such file, or the name is of a set of examples.</exception>
    public RunningText Text()
    {
        if (DatasetCatalogue.Find(options.Dataset) is not null)
        {
            throw new InputException(
                $"perplexity is of a running text, and {options.Dataset} is a set of examples; give a text file, or {BundledText}, with --dataset");
        }

        return PlainTextReader.Read(
            options.Dataset == BundledText && !File.Exists(BundledText)
                ? Path.Combine(DatasetFolders.Bundled(AppContext.BaseDirectory), BundledText + ".txt")
                : options.Dataset);
    }

    /// <summary>As many examples as <c>--limit</c> lets through, each class in its share.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public Dataset Limited(Dataset dataset)
    {
        Dataset limited = options.Limit is { } limit ? Subset.Stratified(dataset, limit, seed) : dataset;
        return limited.Examples.Count > 0 ? limited : throw new InputException($"{dataset.Name}: there are no examples");
    }

    /// <summary>The demonstrations that the options ask for: those of a file, or drawn.</summary>
    /// <param name="prompts">The options.</param>
    /// <param name="design">How demonstrations are come by.</param>
    /// <param name="data">What they are drawn from.</param>
    /// <param name="labels">The classes; null for questions.</param>
    /// <param name="answers">Of questions, the answers that wrong ones are taken from.</param>
    public DemonstrationSource Demonstrations(
        PromptOptions prompts, DemonstrationDesign design, EvaluationData data, LabelSet? labels, IReadOnlyList<string>? answers = null) =>
        prompts.DemosFile is { } file
            ? DemonstrationSource.FromFile(file, Request, labels, answers, seed)
            : DemonstrationSource.Drawn(data, design.Plan(prompts), labels, answers, seed);

    /// <summary>Each example's cluster by its id; null where <c>--cluster</c> is not given.</summary>
    /// <param name="dataset">The examples.</param>
    /// <exception cref="InputException">The column says nothing of what belongs together.</exception>
    public IReadOnlyDictionary<string, string>? ClustersOf(Dataset dataset) => ExampleClusters.Of(dataset, options.Cluster);
}
