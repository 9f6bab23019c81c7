using LogitLens.Answers;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;
using LogitLens.Statistics.Sampling;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>Sums up a sweep over questions; a pure function of its records and the options.</summary>
internal sealed class QuestionAblationSummary(HeadAblationOptions options, ModelConfig config)
{
    /// <summary>Each question's cluster by its id; null where questions are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    /// <summary>The summary.</summary>
    /// <param name="records">The questions' records.</param>
    /// <param name="items">What the records' lists are of.</param>
    public QuestionAblationResult Of(IEnumerable<QuestionAblationRecord> records, IReadOnlyList<SweepItem> items)
    {
        QuestionAblationRecord[] questions = [.. records];
        bool[] acts = [.. items.Select(_ => true)];
        int[]? clusters = Clusters is null ? null : LogitLens.Statistics.Sampling.Clusters.Number(questions.Select(question => Clusters[question.Id]));
        EffectSummary exact = new(Exact(questions, clusters), items, acts, options.Run.Seed);
        EffectSummary logProb = new(LogProbs(questions, clusters), items, acts, options.Run.Seed);
        AnswerEffect[] effects = [.. exact.Effects().Zip(logProb.Effects()).Select((pair, item) => Joined(questions, exact, logProb, pair.First, pair.Second, item))];
        Proportion clean = Proportion.Of([.. questions.Select(record => record.Clean!.Correct)]);
        QuestionAblationResult result = new()
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            What = options.Ablation.What,
            Edit = options.EditName,
            N = questions.Length,
            Clean = clean.Value,
            CleanExact = clean,
            CleanLogProb = logProb.Clean(),
            Items = effects,
            Stability = logProb.Stability(),
            Group = HeadSets.Group(effects),
            LogProbGroup = HeadSets.Group([.. effects.Select(effect => effect.OnLogProb)]),
        };
        SweepGrid grid = result.Grid;
        return result with
        {
            Edited = grid.ToResult(effects.Select(effect => (effect.Item, effect.Edited.Value))),
            Effects = grid.ToResult(effects.Select(effect => (effect.Item, effect.Effect.Value))),
            LogProbEffects = grid.ToResult(effects.Select(effect => (effect.Item, effect.LogProbEffect.Value))),
        };
    }

    private static SweepValues Exact(QuestionAblationRecord[] questions, int[]? clusters) => new(
        [.. questions.Select(record => record.Clean!.Correct ? 1.0 : 0)],
        [.. questions.Select(record => record.EditedCorrect.Select(correct => correct ? 1.0 : 0).ToArray())])
    {
        IsShare = true,
        Clusters = clusters,
        Range = ValueRange.Share,
    };

    private static SweepValues LogProbs(QuestionAblationRecord[] questions, int[]? clusters) => new(
        [.. questions.Select(record => record.CleanLogProb)], [.. questions.Select(record => record.EditedLogProb)])
    {
        Clusters = clusters,
    };

    private static AnswerEffect Joined(
        QuestionAblationRecord[] questions, EffectSummary exact, EffectSummary logProb, ItemEffect onExact, ItemEffect onLogProb, int item)
    {
        PairedProportions shares = exact.Shares(item);
        ChangedAnswer?[] changed = [.. questions.Select(record => record.Changed.FirstOrDefault(each => each.Item == onExact.Item.Name))];
        AnswerClass[] classes = [.. questions.Zip(changed, (record, change) => (change?.Answer ?? record.Clean!).Class)];
        return new AnswerEffect
        {
            Item = onExact.Item,
            Effect = onExact.Effect,
            PValue = onExact.PValue,
            AdjustedPValue = onExact.AdjustedPValue,
            HeldOut = onExact.HeldOut,
            Edited = shares.Second,
            Broken = shares.Test.OnlyFirst,
            Mended = shares.Test.OnlySecond,
            LogProb = logProb.Edited(item),
            LogProbEffect = onLogProb.Effect,
            LogProbPValue = onLogProb.PValue,
            LogProbAdjustedPValue = onLogProb.AdjustedPValue,
            LogProbHeldOut = onLogProb.HeldOut,
            Changed = Proportion.Of(changed.Count(change => change is not null), questions.Length),
            Classes = [.. Enum.GetValues<AnswerClass>().Select(each => new AnswerCount(each, classes.Count(own => own == each)))],
        };
    }
}
