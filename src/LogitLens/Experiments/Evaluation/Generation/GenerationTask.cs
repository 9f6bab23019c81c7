using LogitLens.Datasets;
using LogitLens.Datasets.Catalogue;
using LogitLens.Datasets.Prompts;
using LogitLens.Datasets.Readers;
using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>A dataset of questions made ready for a model: the questions, and the prompts of every condition.</summary>
/// <param name="Origin">Where the questions come from.</param>
/// <param name="Questions">The questions.</param>
/// <param name="Conditions">The prompts of each condition, in the order of the questions.</param>
/// <param name="Room">How many tokens each prompt leaves for what follows.</param>
public sealed record GenerationTask(DataOrigin Origin, IReadOnlyList<Question> Questions, IReadOnlyList<ConditionPrompts> Conditions, int Room)
    : IRunData
{
    /// <summary>How demonstrations were come by.</summary>
    public DemonstrationDesign Demonstrations { get; init; } = new(DemonstrationOrigin.None, 1);

    /// <summary>Each example's cluster by its id; null where examples are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    /// <summary>The conditions, each once whatever the draws.</summary>
    public IReadOnlyList<Condition> DistinctConditions => [.. Conditions.Select(prompts => prompts.Condition).Distinct()];

    /// <summary>What run.json says of the data.</summary>
    public DatasetInput Input => new(Origin.Name, Origin.Split, Origin.Sha256, Questions.Count)
    {
        SkippedRows = Origin.Skipped.Count,
        CutTexts = Conditions.Max(condition => condition.Prompts.Count(prompt => prompt.CutTextTokens > 0)),
    };

    /// <summary>Remarks that a reader of the results should see.</summary>
    public IReadOnlyList<string> Notes => [.. Remarks()];

    private IEnumerable<string> Remarks()
    {
        if (Origin.Skipped.Count > 0)
        {
            yield return $"{Origin.Skipped.Count} bad rows were skipped; the first: {Origin.Skipped[0]}";
        }

        if (Input.CutTexts > 0)
        {
            yield return $"{Input.CutTexts} questions were cut from their left to fit the model's context with {Room} new tokens";
        }

        foreach (string note in Demonstrations.Notes().Concat(ExampleClusters.Notes(Clusters)))
        {
            yield return note;
        }
    }

    /// <inheritdoc/>
    public UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        Question question = Questions[unit.Example];
        ConditionPrompts prompts = Conditions[unit.Condition];
        return prompts.Shown(unit, prompts.Prompts[unit.Example].Ids, spell) with
        {
            Example = question.Id,
            Text = question.Text.Length > 0 ? question.Text : null,
            Right = question.Answer?.Text ?? spell(question.AnswerIds),
        };
    }

    /// <summary>Reads the data and renders every prompt.</summary>
    /// <param name="model">The model, for its tokenizer and its context.</param>
    /// <param name="data">Which data.</param>
    /// <param name="prompts">Which prompts.</param>
    /// <param name="maxNewTokens">How much will be written after each prompt.</param>
    /// <param name="seed">Draws subsets and demonstrations.</param>
    /// <param name="unasked">What shares a draw of demonstrations where the options do not say.</param>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    public static GenerationTask Open(
        ModelSource model, DataOptions data, PromptOptions prompts, int maxNewTokens, long seed, DemonstrationScope unasked = DemonstrationScope.Run) =>
        DatasetCatalogue.Find(data.Dataset) is null && TokenisedQuestions.Recognises(data.Dataset)
            ? OpenTokenised(model, data, prompts, maxNewTokens, seed)
            : OpenText(model, data, prompts, maxNewTokens, seed, unasked);

    private static GenerationTask OpenText(
        ModelSource model, DataOptions data, PromptOptions prompts, int maxNewTokens, long seed, DemonstrationScope unasked)
    {
        BytePairTokenizer tokenizer = model.Files.RequireTokenizer();
        DemonstrationDesign design = DemonstrationDesign.Of(prompts, unasked);
        EvaluationData evaluation = Read(data, design.Plan(prompts), seed);
        Dataset dataset = Limited(evaluation.Evaluated, data, seed);
        Question[] questions = [.. dataset.Examples.Select(example => new Question(
            example.Id, example.Text, ExpectedAnswer.Of(example.Answer!), tokenizer.Encode(" " + example.Answer)))];
        BoundTemplate template = (prompts.Template is { } name ? PromptTemplate.Find(name) : PromptTemplate.QuestionAnswer).Bind(labels: null);
        string[] answers = [.. evaluation.Evaluated.Examples.Concat(evaluation.Pool).Select(example => example.Answer!).Distinct(StringComparer.Ordinal)];
        DemonstrationSource demonstrations = prompts.DemosFile is { } file
            ? DemonstrationSource.FromFile(file, RequestedData.Of(data), labels: null, answers, seed)
            : DemonstrationSource.Drawn(evaluation, design.Plan(prompts), labels: null, answers, seed);
        GenerationTask task = Make(
            model, dataset, questions, new PromptTokenizer(tokenizer), maxNewTokens, Condition.Combine(prompts.Shots, prompts.Demos), template, demonstrations);
        return task with { Demonstrations = design, Clusters = ExampleClusters.Of(dataset, data.Cluster) };
    }

    private static GenerationTask OpenTokenised(ModelSource model, DataOptions data, PromptOptions prompts, int maxNewTokens, long seed)
    {
        if (prompts.Shots.Any(count => count > 0) || prompts.Template is not null)
        {
            throw new InputException($"{data.Dataset} holds token ids, which are whole prompts already; leave --shots and --template out");
        }

        (Dataset whole, IReadOnlyDictionary<string, int[]> answers) = TokenisedQuestions.Read(
            data.Dataset, ReadOptions.ForFile(data.Dataset) with { SkipBadRows = data.SkipBadRows });
        Dataset dataset = Limited(whole, data, seed);
        int vocabulary = model.Files.Config.VocabularySize;
        BytePairTokenizer? tokenizer = model.Files.Tokenizer;
        Question[] questions = [.. dataset.Examples.Select(example =>
        {
            int[] ids = [.. example.TokenIds!], answer = answers[example.Id];
            return answer.Concat(ids).FirstOrDefault(id => id >= vocabulary, -1) is int unknown and >= 0
                ? throw new InputException($"{example.Source}: token id {unknown} is not in the model's vocabulary of {vocabulary} tokens")
                : new Question(example.Id, tokenizer?.Decode(ids) ?? "", Answer: null, answer);
        })];
        DemonstrationSource none = DemonstrationSource.Drawn(new EvaluationData(dataset, []), new DemonstrationPlan(0), labels: null, answers: null, seed);
        GenerationTask task = Make(
            model, dataset, questions, new UnusedTokenizer(), maxNewTokens, [new Condition(0, null)], PromptTemplate.QuestionAnswer.Bind(labels: null), none);
        return task with { Clusters = ExampleClusters.Of(dataset, data.Cluster) };
    }

    private static GenerationTask Make(
        ModelSource model, Dataset dataset, Question[] questions, IPromptTokenizer tokenizer, int maxNewTokens, IReadOnlyList<Condition> conditions,
        BoundTemplate template, DemonstrationSource demonstrations)
    {
        int context = model.Files.Config.ContextLength;
        int room = Math.Max(maxNewTokens, questions.Max(question => question.AnswerIds.Length) - 1);
        if (room >= context)
        {
            throw new InputException($"--max-new-tokens {maxNewTokens}: answers of {room} tokens leave nothing of the model's context of {context} for the prompts");
        }

        PromptEncoder encoder = new(tokenizer, model.BosId, context - room);
        return new GenerationTask(dataset.Origin, questions, new PromptMaker(encoder, template, demonstrations).Make(conditions, dataset.Examples), room);
    }

    private static EvaluationData Read(DataOptions data, DemonstrationPlan plan, long seed)
    {
        if (DatasetCatalogue.Find(data.Dataset) is null)
        {
            ReadOptions options = ReadOptions.ForFile(data.Dataset) with
            {
                TextColumn = data.TextColumn,
                LabelColumn = data.LabelColumn,
                ClusterColumn = data.Cluster,
                SkipBadRows = data.SkipBadRows,
            };
            return EvaluationData.FromOne(QuestionAnswerReader.Read(data.Dataset, options), plan, seed);
        }

        DatasetCatalogue catalogue = new(DatasetFolders.Bundled(AppContext.BaseDirectory), DatasetFolders.Cache(Environment.GetEnvironmentVariable));
        EvaluationData opened = catalogue.OpenForEvaluation(RequestedData.Of(data), plan, seed);
        return opened.Evaluated.Examples.All(example => example.Answer is not null)
            ? opened
            : throw new InputException($"{opened.Evaluated.Name} has no answers to compare with; choose a dataset of questions, or another --task");
    }

    private static Dataset Limited(Dataset dataset, DataOptions data, long seed)
    {
        Dataset limited = data.Limit is { } limit ? Subset.Stratified(dataset, limit, seed) : dataset;
        return limited.Examples.Count > 0 ? limited : throw new InputException($"{dataset.Name}: there are no examples");
    }

    private sealed class UnusedTokenizer : IPromptTokenizer
    {
        public IReadOnlyList<TokenPiece> Encode(string text) => throw new InvalidOperationException("token ids need no tokenizer");
    }
}
