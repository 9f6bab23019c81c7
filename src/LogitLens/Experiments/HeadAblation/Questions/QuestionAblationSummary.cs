using LogitLens.Answers;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Sums up a sweep over questions; a pure function of its records and the options.</summary>
internal sealed class QuestionAblationSummary(HeadAblationOptions options, ModelConfig config)
{
    /// <summary>Each question's cluster by its id; null where questions are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    public QuestionAblationResult Of(IEnumerable<QuestionAblationRecord> records, IReadOnlyList<SweepItem> items)
    {
        ConditionGroup<QuestionAblationRecord> questions = QuestionAblationRecord.Group(records, Clusters);
        bool[] acts = [.. items.Select(_ => true)];
        EffectSummary exact = new(Exact(questions), items, acts, options.Run.Seed);
        EffectSummary logProb = new(LogProbs(questions), items, acts, options.Run.Seed);
        Proportion clean = questions.Share(record => record.Clean!.Correct);
        return new QuestionAblationResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            What = options.Ablation.What,
            Edit = options.EditName,
            N = questions.N,
            Clean = clean.Value,
            CleanExact = clean,
            CleanLogProb = logProb.Clean(),
            Items =
            [
                .. exact.Effects().Zip(logProb.Effects()).Select((pair, item) => Joined(questions, exact, logProb, pair.First, pair.Second, item)),
            ],
            Stability = logProb.Stability(),
        };
    }

    /// <summary>Whether questions are answered exactly, without and under each edit.</summary>
    internal static SweepValues Exact(ConditionGroup<QuestionAblationRecord> questions) => new(
        questions.Values(record => record.Clean!.Correct ? 1 : 0),
        [.. questions.ByDraw.Select(draw => Array.ConvertAll(draw, record => Array.ConvertAll(record.EditedCorrect, correct => correct ? 1.0 : 0)))])
    {
        IsShare = true,
        Clusters = questions.Clusters,
        Range = ValueRange.Share,
    };

    private static SweepValues LogProbs(ConditionGroup<QuestionAblationRecord> questions) => new(
        questions.Values(record => record.CleanLogProb), [.. questions.ByDraw.Select(draw => Array.ConvertAll(draw, record => record.EditedLogProb))])
    {
        Clusters = questions.Clusters,
    };

    private static AnswerEffect Joined(
        ConditionGroup<QuestionAblationRecord> questions, EffectSummary exact, EffectSummary logProb, ItemEffect onExact, ItemEffect onLogProb, int item)
    {
        PairedProportions shares = exact.Shares(item);
        ChangedAnswer? Change(QuestionAblationRecord record) => record.Changed.FirstOrDefault(each => each.Item == onExact.Item.Name);
        AnswerClass[] classes = [.. questions.All.Select(record => (Change(record)?.Answer ?? record.Clean!).Class)];
        return new AnswerEffect(onExact, onLogProb)
        {
            Edited = shares.Second,
            Broken = shares.Test.OnlyFirst,
            Mended = shares.Test.OnlySecond,
            LogProb = logProb.Edited(item),
            Changed = questions.Share(record => Change(record) is not null),
            Classes = [.. Enum.GetValues<AnswerClass>().Select(each => new AnswerCount(each, classes.Count(own => own == each)))],
        };
    }
}
