using LogitLens.Datasets;
using LogitLens.Models;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Turns examples into tokens, as the objective and the template want them.</summary>
internal sealed class RowMaker
{
    private const int UsualBlock = 128;
    private readonly FinetuneObjective _objective;
    private readonly PromptRenderer _renderer;
    private readonly int? _bos;

    // Null for blocks, which may begin and end anywhere, so that nothing of their texts is cut off.
    private readonly int? _context;
    private readonly IPromptTokenizer _tokenizer;
    private readonly int _vocabulary;
    private int _cut;

    private RowMaker(ModelSource source, FinetuneOptions options, Dataset training)
    {
        _objective = options.Objective;
        _vocabulary = source.Files.Config.VocabularySize;
        bool tokenised = training.Examples[0].TokenIds is not null;
        Labels = training.Examples.All(example => example.Label is not null) ? training.Labels : null;
        _tokenizer = PromptTokenizer.Of(tokenised ? null : source.Files.RequireTokenizer());
        Words = _objective == FinetuneObjective.Head ? Classes(source.Files.Config.Head, RequireLabels(training))
            : Labels is null ? []
            : LabelWordsOf(options, source.Files, tokenised, Labels);
        if (_objective == FinetuneObjective.Label && Words.Count == 0 && training.Examples.Any(example => example.Answer is null && example.AnswerIds is null))
        {
            throw new InputException(tokenised && Labels is not null
                ? $"{training.Name} holds token ids; say the labels' tokens: --label-token-ids ID,ID"
                : $"{training.Name} has neither labels nor answers, and --objective label learns them; choose their field with --label-column, or take "
                    + "--objective clm");
        }

        int context = source.Files.Config.ContextLength;
        BlockSize = options.Material.BlockSize ?? Math.Min(UsualBlock, context);
        if (BlockSize > context)
        {
            throw new InputException($"--block-size {BlockSize}: the model's context is {context} tokens");
        }

        PromptTemplate template = TemplateOf(options, training, source.Files.Config.Head);
        Template = template.Template;
        _renderer = new PromptRenderer(template.Bind(Labels), []);
        _bos = source.BosId;
        _context = _objective == FinetuneObjective.Clm && options.Material.Rows == SequenceRows.Blocks ? null : context;
    }

    public LabelSet? Labels { get; }

    public IReadOnlyList<LabelWord> Words { get; }

    public int BlockSize { get; }

    public string Template { get; }

    public IReadOnlyList<string> Notes => _cut == 0 ? [] : [$"{_cut} texts were cut from their left to fit the model's context"];

    public static RowMaker Of(ModelSource source, FinetuneOptions options, Dataset training)
    {
        if (source.Files.Config.Head is not null && options.Objective != FinetuneObjective.Head)
        {
            source.Files.RequireLanguageModel($"--objective {options.Objective.ToString().ToLowerInvariant()}");
        }

        return new RowMaker(source, options, training);
    }

    public IReadOnlyList<TrainingRow> Make(Dataset data) => [.. data.Examples.Select(Row)];

    private TrainingRow Row(Example example)
    {
        int[] target = _objective == FinetuneObjective.Head ? []
            : example.Label is { } label && Words.Count > 0 ? [.. Words[label].TokenIds]
            : example.AnswerIds is { } ids ? [.. ids]
            : example.Answer is { } answer ? [.. _tokenizer.Encode(" " + answer).Select(piece => piece.Id)]
            : [];
        TokenisedPrompt prompt = new PromptEncoder(_tokenizer, _bos, MostTokens(target.Length)).Encode(_renderer, example);
        _cut += prompt.CutTextTokens > 0 ? 1 : 0;
        if (prompt.Ids.FirstOrDefault(id => id >= _vocabulary, -1) is var unknown and >= 0)
        {
            throw new InputException($"{example.Source}: token id {unknown} is not in the model's vocabulary of {_vocabulary} tokens");
        }

        return new TrainingRow(example.Id, [.. prompt.Ids], target, Labels is null ? null : example.Label);
    }

    // The last token of what is predicted is no input, whichever label is scored.
    private int MostTokens(int target) => _context is not { } context ? int.MaxValue
        : _objective == FinetuneObjective.Head ? context
        : context + 1 - Math.Max(target, Words.Select(word => word.TokenIds.Count).DefaultIfEmpty().Max());

    private LabelSet RequireLabels(Dataset training) => Labels
        ?? throw new InputException($"{training.Name} has no labels, and --objective head tells classes apart; choose their field with --label-column");

    // A head that is there already keeps its classes; a new one takes the data's.
    private static IReadOnlyList<LabelWord> Classes(ClassHead? head, LabelSet labels)
    {
        int[] order = head?.Order(labels.Names) ?? [.. Enumerable.Range(0, labels.Count)];
        return order.SequenceEqual(Enumerable.Range(0, labels.Count))
            ? [.. labels.Names.Select((word, label) => new LabelWord(word, [label]))]
            : throw new InputException(
                $"the model's classes are {string.Join(", ", head!.Labels)}, in another order than the data's {string.Join(", ", labels.Names)}");
    }

    private static IReadOnlyList<LabelWord> LabelWordsOf(FinetuneOptions options, ModelFiles files, bool tokenised, LabelSet labels)
    {
        IReadOnlyList<int> ids = options.Data.LabelTokenIds;
        if (!tokenised && ids.Count > 0)
        {
            throw new InputException($"--label-token-ids is for data that comes as token ids; these labels are words: {string.Join(", ", labels.Names)}");
        }

        return !tokenised ? LabelWords.Encode(labels, PromptTokenizer.Of(files.RequireTokenizer()), LabelScoring.WholeWord)
            : ids.Count == 0 ? []
            : LabelWords.FromTokenIds(string.Join(',', ids), labels, files.Config.VocabularySize);
    }

    private static PromptTemplate TemplateOf(FinetuneOptions options, Dataset training, ClassHead? head)
    {
        if (options.Material.Template is { } name)
        {
            return training.Examples[0].TokenIds is null
                ? PromptTemplate.Find(name)
                : throw new InputException($"{training.Name} holds token ids, which are whole texts already; leave --template out");
        }

        return head is not null ? PromptTemplate.Parse("the model's own", head.Template)
            : training.Examples[0].Answer is not null ? PromptTemplate.QuestionAnswer
            : options.Objective != FinetuneObjective.Head && training.Labels is not null && training.Examples[0].TokenIds is null
                ? PromptTemplate.SuffixInstruction
            : PromptTemplate.Parse("plain", ClassHead.PlainText);
    }
}
