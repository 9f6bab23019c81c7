using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Compares sets of heads with random sets of the same size.</summary>
internal static class HeadSets
{
    private const double Level = 0.95;

    /// <summary>The group that was asked for; null where none was.</summary>
    public static GroupEffect? Group(IReadOnlyList<ItemEffect> effects)
    {
        if (effects.FirstOrDefault(effect => effect.Item.Kind == ItemKind.Group) is not { Effect.Value: { } own } group)
        {
            return null;
        }

        double[] controls = [.. effects.Where(effect => effect.Item.Kind == ItemKind.RandomGroup).Select(effect => effect.Effect.Value!.Value)];
        int asFar = controls.Count(control => Math.Abs(control) >= Math.Abs(own));
        return new GroupEffect(group.Item.Heads, group.Effect, controls, (1.0 + asFar) / (1 + controls.Length));
    }

    /// <summary>The greedy removal; null where none was asked for.</summary>
    /// <param name="clean">The metric with every head.</param>
    /// <param name="accuracy">The accuracy with every head.</param>
    public static CumulativeRemoval? Cumulative(IReadOnlyList<LabelEffect> effects, Estimate clean, Proportion accuracy)
    {
        LabelEffect[] steps = [.. effects.Where(effect => effect.Item.Kind == ItemKind.Cumulative)];
        if (steps.Length == 0)
        {
            return null;
        }

        ILookup<int, double?> random = effects.Where(effect => effect.Item.Kind == ItemKind.RandomCumulative)
            .ToLookup(effect => effect.Item.Heads.Count, effect => effect.Edited.Value);
        return new CumulativeRemoval(
            steps[^1].Item.Heads,
            [
                new RemovalStep(0, clean, accuracy, new Estimate(clean.Value, null, random[1].Count())),
                .. steps.Select(step => new RemovalStep(
                    step.Item.Heads.Count, step.Edited, step.Accuracy, Spread([.. random[step.Item.Heads.Count].OfType<double>()]))),
            ]);
    }

    private static Estimate Spread(double[] draws)
    {
        if (draws.Length == 0)
        {
            return new Estimate(null, null, 0);
        }

        Array.Sort(draws);
        Interval middle = new(Quantiles.OfSorted(draws, (1 - Level) / 2), Quantiles.OfSorted(draws, (1 + Level) / 2), Level);
        return new Estimate(draws.Average(), draws.Length < 2 ? null : middle, draws.Length);
    }
}
