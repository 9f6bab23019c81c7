using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Sums a sweep's values of one metric up by item; a pure function of them.</summary>
/// <param name="values">The metric, example by example.</param>
/// <param name="equivalence">How far from zero is as good as zero; null where that is not tested.</param>
internal sealed class EffectSummary(
    SweepValues values, IReadOnlyList<SweepItem> items, IReadOnlyList<bool> acts, long seed, double? equivalence = null)
{
    /// <summary>So many of the greatest effects are named in tables and figures.</summary>
    public const int Named = 20;

    /// <summary>Every item's effect; tests of those that are single edits and can act, adjusted together.</summary>
    public ItemEffect[] Effects()
    {
        ItemEffect[] effects = [.. Enumerable.Range(0, items.Count).Select(Effect)];
        double?[] adjusted = Adjusted([.. effects.Select(effect => effect.PValue)]);
        double?[] equivalent = Adjusted([.. effects.Select(effect => effect.EquivalencePValue)]);
        Estimate?[] heldOut = HeldOut();
        return
        [
            .. effects.Select((effect, item) => effect with
            {
                AdjustedPValue = adjusted[item],
                EquivalencePValue = equivalent[item],
                HeldOut = heldOut[item],
            }),
        ];
    }

    /// <summary>The metric under an edit.</summary>
    public Estimate Edited(int item) => Level(values.Measured(item), (draw, row) => values.Edited(draw, row, item));

    /// <summary>The metric without an edit.</summary>
    public Estimate Clean() => Level([.. Enumerable.Range(0, values.Count)], (draw, row) => values.Clean[draw][row]);

    /// <summary>The shares without and under an edit, for a metric that is one.</summary>
    public PairedProportions Shares(int item)
    {
        int[] measured = values.Measured(item);
        return PairedProportions.Of(
            [.. ByDraw(draw => measured.Select(row => values.Clean[draw][row] > 0.5).ToArray())],
            [.. ByDraw(draw => measured.Select(row => values.Edited(draw, row, item) > 0.5).ToArray())],
            ClustersOf(measured));
    }

    /// <summary>
    /// An edit's effects summed over the gaps to another run's values, on the examples that it applies to; null where there may be no gap.
    /// </summary>
    /// <param name="source">The other run's values, [draw][example].</param>
    public Estimate? Restored(int item, IReadOnlyList<double[]> source)
    {
        int[] measured = values.Measured(item);
        double[][] gaps = [.. ByDraw(draw => measured.Select(row => source[draw][row] - values.Clean[draw][row]).ToArray())];
        RatioOfSums ratio = RatioOfSums.OverDraws(values.Differences(item, measured), gaps, ClustersOf(measured));
        bool none = measured.Length == 1 ? Math.Abs(gaps[0][0]) <= (values.Rounding?[0][measured[0]] ?? 0) : ratio.DenominatorNearZero;
        return none ? null : ratio.Ratio;
    }

    /// <summary>How far the ranking of edits repeats between halves of the examples; of those that apply to all, null for fewer than two.</summary>
    public SplitHalf? Stability()
    {
        int[] everywhere = [.. Ranked.Where(item => values.Measured(item).Length == values.Count)];
        if (everywhere.Length < 2 || values.Count == 0)
        {
            return null;
        }

        IEnumerable<IGrouping<int, int>> independent = Enumerable.Range(0, values.Count).GroupBy(row => values.Clusters?[row] ?? row);
        return SplitHalf.Of([.. independent.Select(rows => everywhere.Select(item => rows.Average(row => values.Difference(row, item))).ToArray())], seed);
    }

    /// <summary>Each item's effect on each class's examples, [item][class].</summary>
    public ClassEffect[][] ByClass(IReadOnlyList<string> words)
    {
        ClassEffect[][] effects = [.. Enumerable.Range(0, items.Count).Select(item => Classes(item, words))];
        int[] ranked = [.. Ranked];
        (int Item, int Label)[] cells = [.. ranked.SelectMany(item => Enumerable.Range(0, words.Count).Select(label => (item, label)))];
        double?[] tested = Adjusted([.. cells.Select(cell => values.IsTwoSided ? TestOfClass(cell.Item, cell.Label) : null)]);
        double?[] specific = values.Count == 0
            ? new double?[cells.Length]
            : values.Draws > 1
            ? Adjusted([.. cells.Select(cell => TestOfSpecificity(cell.Item, cell.Label))])
            : [.. ShuffledTags.Test(
                [.. Enumerable.Range(0, values.Count).Select(row => ranked.Select(item => values.Difference(row, item)).ToArray())],
                values.Labels!, words.Count, seed, values.Clusters).SelectMany(item => item)];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            (int item, int label) = cells[cell];
            effects[item][label] = effects[item][label] with { AdjustedPValue = tested[cell], SpecificityAdjustedPValue = specific[cell] };
        }

        return effects;
    }

    private IEnumerable<int> Ranked => Enumerable.Range(0, items.Count).Where(item => items[item].IsSingle && acts[item]);

    private ItemEffect Effect(int item)
    {
        int[] measured = values.Measured(item);
        double[][] differences = values.Differences(item, measured);
        int[]? clusters = ClustersOf(measured);
        bool tests = items[item].IsSingle && acts[item] && measured.Length > 0;
        PairedProportions? shares = values.IsShare ? Shares(item) : null;
        return new ItemEffect
        {
            Item = items[item],
            Acts = acts[item],
            Effect = !acts[item] ? new Estimate(measured.Length == 0 ? null : 0, null, measured.Length) : shares?.Difference ?? Mean(item, measured),
            PValue = !tests || !values.IsTwoSided ? null
                : shares is not null ? shares.Test.PValue
                : Test(differences, clusters),
            EquivalencePValue = tests && equivalence is { } margin ? EquivalenceTest.OverDraws(differences, margin, clusters).PValue : null,
        };
    }

    // What belongs together counts as one difference; where demonstrations were drawn several times, draws vary beside examples.
    private static double? Test(double[][] differences, int[]? clusters) => differences.Length > 1
        ? PairedTest.PValue(differences, clusters)
        : WilcoxonSignedRank.OfDifferences(Clusters.Sums(differences[0], clusters)).PValue;

    private Estimate Mean(int item, int[] rows) => rows.Length == 0
        ? new Estimate(null, null, 0)
        : RangedInterval.Of(
            SampleMean.OfDraws(values.Differences(item, rows), ClustersOf(rows)),
            values.IsShare ? ValueRange.ShareDifference : values.IsTwoSided ? ValueRange.Any : ValueRange.NonNegative);

    private int[]? ClustersOf(IEnumerable<int> rows) => values.Clusters is { } clusters ? [.. rows.Select(row => clusters[row])] : null;

    private IEnumerable<T> ByDraw<T>(Func<int, T> of) => Enumerable.Range(0, values.Draws).Select(of);

    // Shares keep their interval within 0 to 1, divergences above 0.
    private Estimate Level(int[] rows, Func<int, int, double> value)
    {
        if (rows.Length == 0)
        {
            return new Estimate(null, null, 0);
        }

        if (values.IsShare && values.Clusters is null && values.Draws == 1)
        {
            return Proportion.Of([.. rows.Select(row => value(0, row) > 0.5)]).ToEstimate();
        }

        return RangedInterval.Of(
            SampleMean.OfDraws([.. ByDraw(draw => rows.Select(row => value(draw, row)).ToArray())], ClustersOf(rows)), values.Range);
    }

    // The greatest effects on one half of the examples, measured on the other: no greatest of many draws of luck.
    private Estimate?[] HeldOut()
    {
        int[] order = [.. Enumerable.Range(0, values.Count).Select(row => values.Clusters?[row] ?? row).Distinct()];
        new SeededRandom(seed, "held out").Shuffle(order);
        HashSet<int> first = [.. order.Take(order.Length / 2)];
        ILookup<bool, int> halves = Enumerable.Range(0, values.Count).ToLookup(row => first.Contains(values.Clusters?[row] ?? row));
        HashSet<int> choosing = [.. halves[true]];
        Estimate?[] found = new Estimate?[items.Count];
        IEnumerable<int> named = Ranked
            .Select(item => (Item: item, Mean: Mean(item, [.. values.Measured(item).Where(choosing.Contains)]).Value))
            .Where(each => each.Mean is not null).OrderByDescending(each => Math.Abs(each.Mean!.Value)).Take(Named).Select(each => each.Item);
        foreach (int item in named)
        {
            found[item] = Mean(item, [.. values.Measured(item).Where(row => !choosing.Contains(row))]);
        }

        return found;
    }

    private ClassEffect[] Classes(int item, IReadOnlyList<string> words)
    {
        int[] measured = values.Measured(item);
        return
        [
            .. words.Select((word, label) =>
            {
                int[] own = OfClass(measured, label), others = [.. measured.Except(own)];
                return new ClassEffect(word, Mean(item, own), Specificity(item, own, others));
            }),
        ];
    }

    private Estimate Specificity(int item, int[] own, int[] others) => values.Draws == 1
        ? MeanContrast.Welch(Sample(item, own), Sample(item, others), own.Length + others.Length)
        : ContrastOverDraws(item, own, others) is { } contrast
            ? RangedInterval.Of(contrast, ValueRange.Any)
            : new Estimate(null, null, own.Length + others.Length);

    private SampleMean? Sample(int item, int[] rows) => rows.Length == 0 ? null : SampleMean.OfDraws(values.Differences(item, rows), ClustersOf(rows));

    private SampleMean? ContrastOverDraws(int item, int[] own, int[] others) =>
        MeanContrast.OverDraws(values.Differences(item, own), values.Differences(item, others), ClustersOf(own), ClustersOf(others));

    // Tags can be shuffled among examples, not among draws: what draws of demonstrations do to classes is tested by how far draws differ.
    private double? TestOfSpecificity(int item, int label)
    {
        int[] measured = values.Measured(item), own = OfClass(measured, label), others = [.. measured.Except(own)];
        return Math.Min(own.Length, others.Length) >= ShuffledTags.FewestInClass && ContrastOverDraws(item, own, others)?.PValue is { } p
            ? Math.Max(p, PairedTest.SmallestOverDraws(values.Draws))
            : null;
    }

    private int[] OfClass(IEnumerable<int> rows, int label) => [.. rows.Where(row => values.Labels![row] == label)];

    private double? TestOfClass(int item, int label)
    {
        int[] own = OfClass(values.Measured(item), label);
        return own.Length < ShuffledTags.FewestInClass ? null : Test(values.Differences(item, own), ClustersOf(own));
    }

    // Those that there are, adjusted together.
    private static double?[] Adjusted(double?[] pValues)
    {
        Queue<double> adjusted = new(BenjaminiHochberg.Adjust([.. pValues.OfType<double>()]));
        return [.. pValues.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
    }
}
