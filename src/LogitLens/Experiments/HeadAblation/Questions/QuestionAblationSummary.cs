using LogitLens.Experiments.Evaluation.Generation;
using LogitLens.Models;
using LogitLens.Statistics;
using LogitLens.Statistics.Comparisons;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>Sums up a sweep over questions; a pure function of its records and the options.</summary>
internal sealed class QuestionAblationSummary(HeadAblationOptions options, ModelConfig config)
{
    /// <summary>The summary.</summary>
    /// <param name="records">The questions' records.</param>
    /// <param name="items">What the records' lists are of.</param>
    public QuestionAblationResult Of(IEnumerable<QuestionAblationRecord> records, IReadOnlyList<SweptItem> items)
    {
        QuestionAblationRecord[] questions = [.. records];
        QuestionEffect[] effects = Adjusted([.. items.Select((item, index) => Effect(questions, item, index))]);
        Proportion clean = Proportion.Of([.. questions.Select(record => record.Clean!.Correct)]);
        LayerGrid grid = new(options.Ablation.What, config);
        return new QuestionAblationResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            What = options.Ablation.What,
            Edit = options.EditName,
            N = questions.Length,
            Clean = clean.Value,
            CleanExact = clean,
            CleanLogProb = MeanInterval.StudentT([.. questions.Select(record => record.CleanLogProb)]),
            Edited = grid.Of(effects.Select(effect => (effect.Item, effect.Edited.Value))),
            Effects = grid.Of(effects.Select(effect => (effect.Item, effect.Effect.Value))),
            LogProbEffects = grid.Of(effects.Select(effect => (effect.Item, effect.LogProbEffect.Value))),
            Items = effects,
            Stability = Stability(questions, items),
            Group = HeadSetSummary.Group([.. effects.Select(effect => effect.Ranked)]),
            LogProbGroup = HeadSetSummary.Group([.. effects.Select(effect => effect.RankedLogProb)]),
        };
    }

    private static QuestionEffect Effect(QuestionAblationRecord[] questions, SweptItem item, int index)
    {
        var exact = PairedProportions.Of(
            [.. questions.Select(record => record.Clean!.Correct)], [.. questions.Select(record => record.EditedCorrect[index])]);
        double[] differences = [.. questions.Select(record => Difference(record, index))];
        ChangedAnswer?[] changed = [.. questions.Select(record => record.Changed.FirstOrDefault(each => each.Item == item.Name))];
        AnswerClass[] classes = [.. questions.Zip(changed, (record, change) => (change?.Answer ?? record.Clean!).Class)];
        return new QuestionEffect(
            item,
            exact.Second,
            exact.Difference,
            exact.Test.OnlyFirst,
            exact.Test.OnlySecond,
            item.IsSingle ? exact.Test.PValue : null,
            null,
            MeanInterval.StudentT([.. questions.Select(record => record.EditedLogProb[index])]),
            MeanInterval.StudentT(differences),
            item.IsSingle ? WilcoxonSignedRank.OfDifferences(differences).PValue : null,
            null,
            Proportion.Of(changed.Count(change => change is not null), questions.Length),
            [.. Enum.GetValues<AnswerClass>().Select(each => new AnswerCount(each, classes.Count(own => own == each)))]);
    }

    private static double Difference(QuestionAblationRecord record, int item) => record.EditedLogProb[item] - record.CleanLogProb;

    private static QuestionEffect[] Adjusted(QuestionEffect[] effects)
    {
        double?[] exact = Adjust([.. effects.Select(effect => effect.PValue)]);
        double?[] logProb = Adjust([.. effects.Select(effect => effect.LogProbPValue)]);
        return [.. effects.Select((effect, index) => effect with { AdjustedPValue = exact[index], LogProbAdjustedPValue = logProb[index] })];
    }

    // Those that there are, adjusted together.
    private static double?[] Adjust(double?[] pValues)
    {
        Queue<double> adjusted = new(BenjaminiHochberg.Adjust([.. pValues.OfType<double>()]));
        return [.. pValues.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
    }

    private SplitHalf? Stability(QuestionAblationRecord[] questions, IReadOnlyList<SweptItem> items)
    {
        int[] single = [.. Enumerable.Range(0, items.Count).Where(item => items[item].IsSingle)];
        return single.Length < 2 || questions.Length == 0
            ? null
            : SplitHalf.Of([.. questions.Select(record => single.Select(item => Difference(record, item)).ToArray())], options.Run.Seed);
    }
}
