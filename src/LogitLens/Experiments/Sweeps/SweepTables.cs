using LogitLens.Runs;
using LogitLens.Statistics;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.Sweeps;

/// <summary>One of the axes that a sweep's tables are laid out by.</summary>
/// <param name="Name">The column.</param>
/// <param name="Of">An item's place on it.</param>
internal sealed record SweepAxis(string Name, Func<SweepItem, object?> Of)
{
    /// <summary>The item's name, which every table begins with.</summary>
    public static SweepAxis Item { get; } = new("item", item => item.Name);

    /// <summary>The axes of parts of a model.</summary>
    public static IReadOnlyList<SweepAxis> Parts { get; } =
    [
        Item, new("kind", item => item.Kind), new("layer", item => item.Layer), new("head", item => item.Head), new("position", item => item.Position),
    ];

    /// <summary>The heads of a set.</summary>
    public static SweepAxis Heads { get; } = new("heads", item => string.Join(' ', item.Heads));

    /// <summary>The axes of hidden edges.</summary>
    public static IReadOnlyList<SweepAxis> Regions { get; } =
    [
        Item, new("region", item => item.Region), new("sweep", item => item.Series), new("layer", item => item.Layer),
        new("last_layer", item => item.LastLayer), new("head", item => item.Head), new("target", item => item.Target),
    ];
}

/// <summary>A sweep's results as tidy tables, and what its summary says in words.</summary>
internal static class SweepTables
{
    /// <summary>How many rows a summary shows.</summary>
    public const int Shown = 10;

    /// <summary>The effect of every edit.</summary>
    public static CsvTable Effects(LabelSweepResult result, IReadOnlyList<SweepAxis> axes, bool patches)
    {
        bool equivalence = result.EquivalenceMargin is not null;
        return new CsvTable(
            "effects",
            [
                .. axes.Select(axis => axis.Name), "edited", "effect", "low", "high", "n", "p_value", "p_value_adjusted", "accuracy",
                .. patches ? (string[])["restored", "restored_low", "restored_high"] : [], "held_out", "held_out_low", "held_out_high", "held_out_n", "acts",
                .. equivalence ? (string[])["p_value_equivalence"] : [],
            ],
            result.Items.Select(effect => (IReadOnlyList<object?>)
            [
                .. axes.Select(axis => axis.Of(effect.Item)), effect.Edited.Value, .. Estimated(effect.Effect), effect.Effect.N, effect.PValue,
                effect.AdjustedPValue, effect.Accuracy.Value,
                .. patches ? (object?[])[effect.Restored, effect.RestoredInterval?.Low, effect.RestoredInterval?.High] : [],
                .. Estimated(effect.HeldOut), effect.HeldOut?.N, effect.Acts, .. equivalence ? (object?[])[effect.EquivalencePValue] : [],
            ]));
    }

    /// <summary>The effect of every edit on each class.</summary>
    public static CsvTable ClassEffects(LabelSweepResult result, IReadOnlyList<SweepAxis> axes) => new(
        "class-effects",
        [
            .. axes.Select(axis => axis.Name), "class", "n", "effect", "low", "high", "specificity", "specificity_low", "specificity_high",
            "p_value_adjusted", "specificity_p_value_adjusted",
        ],
        result.Items.SelectMany(effect => effect.Classes.Select(own => (IReadOnlyList<object?>)
        [
            .. axes.Select(axis => axis.Of(effect.Item)), own.Label, own.Effect.N, .. Estimated(own.Effect), .. Estimated(own.Specificity),
            own.AdjustedPValue, own.SpecificityAdjustedPValue,
        ])));

    /// <summary>The greatest effects, in order.</summary>
    public static IEnumerable<ItemEffect> Greatest(SweepResult result, int count = Shown) =>
        result.Ranked.OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value)).Take(count);

    /// <summary>The greatest effects for people, with what a reader should know.</summary>
    /// <param name="result">The result.</param>
    /// <param name="title">What was done, on what.</param>
    /// <param name="edited">What an item is.</param>
    /// <param name="more">Further columns.</param>
    /// <param name="remarks">Further remarks.</param>
    public static SummaryTable Headline(
        LabelSweepResult result, string title, string edited, IReadOnlyList<(string Name, Func<LabelEffect, string> Text)> more, IEnumerable<string> remarks)
    {
        LabelEffect[] shown = [.. Greatest(result).Cast<LabelEffect>()];
        List<(string Name, Func<LabelEffect, string> Text)> columns =
        [
            (edited, effect => effect.Item.Name), ("effect", effect => Small(effect.Effect.Value)), ("95% interval", effect => Range(effect.Effect)),
            ("held out", effect => Small(effect.HeldOut?.Value)), ("p, adjusted", effect => P(effect.AdjustedPValue)),
            ("accuracy", effect => Percent(effect.Accuracy.Value)),
        ];
        if (Array.Exists(shown, effect => effect.Effect.N != result.N))
        {
            columns.Insert(3, ("n", effect => Number(effect.Effect.N)));
        }

        if (result.EquivalenceMargin is not null)
        {
            columns.Add(("p, equivalent", effect => P(effect.EquivalencePValue)));
        }

        columns.AddRange(more);
        return new SummaryTable(
            $"{title}, n = {Number(result.N)}; {result.Metric.Name()} without {Small(result.Clean)}, accuracy {Percent(result.CleanAccuracy.Value)}",
            [.. columns.Select(column => column.Name)],
            [.. shown.Select(effect => (IReadOnlyList<string>)[.. columns.Select(column => column.Text(effect))])])
        {
            Notes = [.. Remarks(result), .. remarks, .. result.Notes],
        };
    }

    /// <summary>A group of heads against random sets, in words.</summary>
    public static string OfGroup(GroupEffect group, Func<double?, string> text, string what = "") =>
        $"all {Number(group.Heads.Count)} heads together{what}: {text(group.Effect.Value)}; {Number(group.Controls.Count)} random sets of as many: "
        + $"{text(group.Controls.Min())} to {text(group.Controls.Max())} (p = {Fixed(group.PValue)}, of which {Fixed(1.0 / (1 + group.Controls.Count))} "
        + "is the least that so many sets can give)";

    /// <summary>Remarks that every sweep has cause for.</summary>
    public static IEnumerable<string> Remarks(SweepResult result)
    {
        ItemEffect[] single = [.. result.All.Where(effect => effect.Item.IsSingle)];
        int tested = single.Count(effect => effect.AdjustedPValue is not null), idle = single.Count(effect => !effect.Acts);
        if (idle > 0)
        {
            yield return idle == single.Length
                ? "no edit here can act: each puts in what is there already, or changes what nothing reads; nothing was run, and every effect is 0"
                : $"{Number(idle)} of {Number(single.Length)} edits cannot act (they put in what is there already, or change what nothing reads): "
                    + "not run, not tested";
        }

        if (tested > 0 && result.N > 1)
        {
            yield return $"{Number(single.Count(effect => effect.IsSignificant))} of {Number(tested)} effects differ from zero at a false discovery rate of 5%";
        }

        if (result.EquivalenceMargin is { } margin)
        {
            yield return $"{Number(single.Count(effect => effect.EquivalencePValue < 0.05))} of "
                + $"{Number(single.Count(effect => effect.EquivalencePValue is not null))} effects are shown to be within {Small(margin)} of zero, likewise";
        }

        if (single.Count(effect => effect.Acts && effect.Effect.Value is not null && !result.IsRanked(effect)) is var rare and > 0)
        {
            yield return $"edits that fewer than {Number(SweepResult.FewestRanked)} examples have are not ranked: {Number(rare)}";
        }

        if (single.Any(effect => effect.HeldOut is not null))
        {
            yield return $"held out: the effect on one half of the examples of what is among the {Number(EffectSummary.Named)} greatest on the other half";
        }

        if (result.Stability is { RankCorrelation: { } repeat })
        {
            yield return $"the ranking repeats between halves of the examples with a rank correlation of {Fixed(repeat)}";
        }
    }

    /// <summary>A number to three decimals, or what is left of one that is smaller.</summary>
    public static string Small(double? value) => Fixed(value, Math.Abs(value ?? 0) is > 0 and < 0.001 ? "0.0e+0" : "0.000");

    /// <summary>A p-value.</summary>
    public static string P(double? value) => value < 0.001 ? "<0.001" : Fixed(value);

    /// <summary>An interval.</summary>
    public static string Range(Estimate estimate) => estimate.Interval is { } interval ? $"{Small(interval.Low)} to {Small(interval.High)}" : "-";

    private static object?[] Estimated(Estimate? estimate) => [estimate?.Value, estimate?.Interval?.Low, estimate?.Interval?.High];
}
