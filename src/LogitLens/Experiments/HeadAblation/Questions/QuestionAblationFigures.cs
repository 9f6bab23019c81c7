using System.Globalization;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>Draws a sweep over questions: right answers, and the right answer's log-probability.</summary>
internal static class QuestionAblationFigures
{
    public static IEnumerable<IFigure> Of(QuestionAblationResult result, string what)
    {
        QuestionEffect[] single = [.. result.Items.Where(effect => effect.Item.IsSingle)];
        if (result.N == 0 || single.Length == 0)
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; {result.What.ToString().ToLowerInvariant()}: {result.Edit}";
        EffectFigures[] metrics =
        [
            new(result.What, [.. single.Select(effect => effect.Ranked)], result.Effects, "effect on exact answers", subtitle),
            new(
                result.What, [.. single.Select(effect => effect.RankedLogProb)], result.LogProbEffects, "effect on log p(answer), nats", subtitle,
                "log-prob-"),
        ];
        foreach (EffectFigures metric in metrics)
        {
            if (metric.IsGrid)
            {
                yield return metric.Overall();
            }

            yield return metric.Top();
            yield return metric.Layers();
        }
    }
}
