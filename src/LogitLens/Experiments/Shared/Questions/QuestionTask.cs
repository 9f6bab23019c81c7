using LogitLens.Answers;
using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments;

/// <summary>A dataset of questions made ready for a model: the questions, and the prompts of every condition.</summary>
/// <param name="Origin">Where the questions come from.</param>
/// <param name="Conditions">The prompts of each condition, in the order of the questions.</param>
/// <param name="Room">How many tokens each prompt leaves for what follows.</param>
internal sealed record QuestionTask(DataOrigin Origin, IReadOnlyList<Question> Questions, IReadOnlyList<ConditionPrompts> Conditions, int Room)
    : DatasetPrompts(Conditions)
{
    public override DataOrigin Origin { get; } = Origin;

    public override int Count => Questions.Count;

    protected override string Cut => $"questions were cut from their left to fit the model's context with {Room} new tokens";

    public override UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        Question question = Questions[unit.Example];
        ConditionPrompts prompts = Conditions[unit.Condition];
        return prompts.Shown(unit, prompts.Prompts[unit.Example].Ids, spell) with
        {
            Example = question.Id,
            Text = question.Text.Length > 0 ? question.Text : null,
            Right = question.Answer?.Text ?? spell(question.AnswerIds),
            Cluster = Clusters?.GetValueOrDefault(question.Id),
        };
    }

    /// <summary>Reads the data and renders every prompt.</summary>
    /// <param name="maxNewTokens">How much will be written after each prompt.</param>
    /// <param name="unasked">What shares a draw of demonstrations where the options do not say.</param>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    public static QuestionTask Open(
        ModelSource model, DataOptions data, PromptOptions prompts, int maxNewTokens, long seed, DemonstrationScope unasked = DemonstrationScope.Run)
    {
        model.Files.RequireLanguageModel("generation");
        DataSource source = new(data, seed);
        DemonstrationDesign design = DemonstrationDesign.Of(prompts, unasked);
        EvaluationData evaluation = source.Questions(design.Plan(prompts));
        Dataset dataset = source.Limited(evaluation.Evaluated);
        bool tokenised = RequireWholePrompts(dataset, prompts);
        Question[] questions = [.. dataset.Examples.Select(tokenised ? QuestionOfIds(model) : QuestionOfText(model.Files.RequireTokenizer()))];
        int context = model.Files.Config.ContextLength;
        int room = Math.Max(maxNewTokens, questions.Max(question => question.AnswerIds.Length) - 1);
        if (room >= context)
        {
            throw new InputException(
                $"--max-new-tokens {maxNewTokens}: answers of {room} tokens leave nothing of the model's context of {context} for the prompts");
        }

        string[] answers =
        [
            .. evaluation.Evaluated.Examples.Concat(evaluation.Pool).Select(example => example.Answer).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        BoundTemplate template = (prompts.Template is { } name ? PromptTemplate.Find(name) : PromptTemplate.QuestionAnswer).Bind(labels: null);
        PromptEncoder encoder = new(PromptTokenizer.Of(tokenised ? null : model.Files.RequireTokenizer()), model.BosId, context - room);
        PromptMaker maker = new(encoder, template, source.Demonstrations(prompts, design, evaluation, labels: null, answers));
        return new QuestionTask(dataset.Origin, questions, maker.Make(Condition.Combine(prompts.Shots, prompts.Demos), dataset.Examples), room)
        {
            Demonstrations = design,
            Clusters = source.ClustersOf(dataset),
        };
    }

    private static Func<Example, Question> QuestionOfText(BytePairTokenizer tokenizer) => example => new Question(
        example.Id, example.Text, ExpectedAnswer.Of(example.Answer!), tokenizer.Encode(" " + example.Answer));

    private static Func<Example, Question> QuestionOfIds(ModelSource model) => example =>
    {
        int vocabulary = model.Files.Config.VocabularySize;
        int[] ids = [.. example.TokenIds!], answer = [.. example.AnswerIds!];
        return answer.Concat(ids).FirstOrDefault(id => id >= vocabulary, -1) is int unknown and >= 0
            ? throw new InputException($"{example.Source}: token id {unknown} is not in the model's vocabulary of {vocabulary} tokens")
            : new Question(example.Id, model.Files.Tokenizer?.Decode(ids) ?? "", Answer: null, answer);
    };
}
