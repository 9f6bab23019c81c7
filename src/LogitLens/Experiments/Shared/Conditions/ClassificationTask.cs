using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>A classification dataset made ready for a model: examples, label words, and the prompts of every condition.</summary>
/// <param name="Dataset">The evaluated examples; each has a label.</param>
/// <param name="Words">The label words as tokens, in label order.</param>
/// <param name="Conditions">The prompts of each condition.</param>
internal sealed record ClassificationTask(Dataset Dataset, LabelSet Labels, IReadOnlyList<LabelWord> Words, IReadOnlyList<ConditionPrompts> Conditions)
    : DatasetPrompts(Conditions)
{
    /// <summary>How label words of several tokens are scored.</summary>
    public LabelScoring Scoring { get; init; } = LabelScoring.FirstToken;

    /// <summary>The first token of each label's word, in label order.</summary>
    public int[] LabelTokens => [.. Words.Select(word => word.FirstToken)];

    public override DataOrigin Origin => Dataset.Origin;

    public override int Count => Dataset.Examples.Count;

    protected override string Cut => "texts were cut from their left to fit the model's context";

    protected override IEnumerable<string> Remarks()
    {
        string scored = Scoring == LabelScoring.FirstToken
            ? "its first token is what is scored"
            : "all of them are scored, and their log-probabilities added";
        return base.Remarks().Concat(
            Words.Where(word => word.IsMultiToken).Select(word => $"label '{word.Word}' takes {word.TokenIds.Count} tokens; {scored}"));
    }

    public override UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        ConditionPrompts prompts = Conditions[unit.Condition];
        Example? example = unit.Example < Dataset.Examples.Count ? Dataset.Examples[unit.Example] : null;
        IReadOnlyList<int> ids = (example is null ? prompts.ContentFree[unit.Example - Dataset.Examples.Count] : prompts.Prompts[unit.Example]).Ids;
        return prompts.Shown(unit, ids, spell) with
        {
            Example = example?.Id,
            Text = example?.TokenIds is null ? example?.Text : spell(ids),
            Right = example?.Label is { } label ? Labels.Names[label] : null,
            Cluster = example?.Cluster,
        };
    }

    /// <summary>Reads the data and renders every prompt.</summary>
    /// <param name="contentFree">Texts without content, to be put into each condition's prompt as well; null for none.</param>
    /// <param name="unasked">What shares a draw of demonstrations where the options do not say.</param>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    public static ClassificationTask Open(
        ModelSource model, DataOptions data, PromptOptions prompts, long seed, LabelScoring scoring = LabelScoring.FirstToken,
        IReadOnlyList<string>? contentFree = null, DemonstrationScope unasked = DemonstrationScope.Run)
    {
        DataSource source = new(data, seed);
        DemonstrationDesign design = DemonstrationDesign.Of(prompts, unasked);
        EvaluationData evaluation = source.Examples(design.Plan(prompts));
        Dataset dataset = WithFirstLabel(source.Limited(evaluation.Evaluated), data);
        LabelSet labels = RequireLabels(dataset);
        bool tokenised = RequireWholePrompts(dataset, prompts, contentFree is not null);
        IReadOnlyList<LabelWord> words = model.Files.Config.Head is { } head
            ? ClassesOf(head, labels, data, tokenised)
            : EncodeWords(model, data, labels, tokenised, scoring);
        int laterLabelTokens = scoring == LabelScoring.FirstToken ? 0 : words.Max(word => word.TokenIds.Count) - 1;
        PromptEncoder encoder = new(
            PromptTokenizer.Of(tokenised ? null : model.Files.RequireTokenizer()), model.BosId, model.Files.Config.ContextLength - laterLabelTokens);
        PromptMaker maker = new(
            encoder, Template(prompts, dataset, model.Files.Config.Head).Bind(labels), source.Demonstrations(prompts, design, evaluation, labels));
        return new ClassificationTask(
            dataset, labels, words, maker.Make(Condition.Combine(prompts.Shots, prompts.Demos), dataset.Examples, contentFree))
        {
            Scoring = scoring,
            Demonstrations = design,
            Clusters = source.ClustersOf(dataset),
        };
    }

    // Token ids without labels still have a first and a second label token, whose logits can be told apart.
    private static Dataset WithFirstLabel(Dataset dataset, DataOptions data) =>
        dataset.Labels is null && data.LabelTokenIds.Count > 1 && dataset.Examples.All(example => example.TokenIds is not null)
            ? dataset with
            {
                Examples = [.. dataset.Examples.Select(example => example with { Label = 0 })],
                Labels = new LabelSet([.. Enumerable.Range(0, data.LabelTokenIds.Count).Select(label => $"{label}")]),
            }
            : dataset;

    private static LabelSet RequireLabels(Dataset dataset) =>
        dataset.Labels is { } labels && dataset.Examples.All(example => example.Label is not null) ? labels : throw Unlabelled(dataset);

    private static InputException Unlabelled(Dataset dataset) => new(dataset switch
    {
        { Examples: [{ Answer: not null }, ..] } =>
            $"{dataset.Name} holds questions with exact answers, and labels are needed here; interp evaluate and interp head-ablation take questions",
        { Examples: [{ TokenIds: not null }, ..] } =>
            $"{dataset.Name} holds token ids without labels; say the labels' tokens, the right one first: --label-token-ids ID,ID",
        { Columns.Count: > 0 } =>
            $"{dataset.Name} has no column 'label'; its columns are {string.Join(", ", dataset.Columns)}: choose the labels' with --label-column",
        _ => $"{dataset.Name} has no labels to classify by; choose their field with --label-column",
    });

    private static IReadOnlyList<LabelWord> EncodeWords(ModelSource model, DataOptions data, LabelSet labels, bool tokenised, LabelScoring scoring)
    {
        if (data.LabelTokenIds.Count > 0)
        {
            if (!tokenised)
            {
                throw new InputException(
                    $"--label-token-ids is for data that comes as token ids; the labels of {ShownName.Of(data.Dataset)} are words: "
                    + $"{string.Join(", ", labels.Names)}");
            }

            return LabelWords.FromTokenIds(string.Join(',', data.LabelTokenIds), labels, model.Files.Config.VocabularySize);
        }

        return tokenised
            ? throw new InputException($"{data.Dataset} holds token ids; say the labels' tokens too: --label-token-ids ID,ID")
            : LabelWords.Encode(labels, PromptTokenizer.Of(model.Files.RequireTokenizer()), scoring);
    }

    // A classification head's classes stand where label words do for a language model.
    private static IReadOnlyList<LabelWord> ClassesOf(ClassHead head, LabelSet labels, DataOptions data, bool tokenised)
    {
        if (data.LabelTokenIds.Count > 0)
        {
            throw new InputException("--label-token-ids names tokens, and this model answers by a head of classes; leave it out");
        }

        int[] order = tokenised && labels.Count == head.Labels.Count ? [.. Enumerable.Range(0, labels.Count)] : head.Order(labels.Names);
        return [.. labels.Names.Zip(order, (word, place) => new LabelWord(word, [place]))];
    }

    private static PromptTemplate Template(PromptOptions prompts, Dataset dataset, ClassHead? head) =>
        prompts.Template is { } name ? PromptTemplate.Find(name)
        : head is not null ? PromptTemplate.Parse("the model's own", head.Template)
        : dataset.Examples[0].Answer is null ? PromptTemplate.SuffixInstruction : PromptTemplate.QuestionAnswer;
}
