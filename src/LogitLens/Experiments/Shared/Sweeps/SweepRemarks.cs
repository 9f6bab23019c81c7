using LogitLens.Tables;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What a sweep's summary says in words.</summary>
internal static class SweepRemarks
{
    private const double FalseDiscoveryRate = 0.05;

    public static IEnumerable<ItemEffect> Greatest(SweepResult result, int count) =>
        result.Ranked.OrderByDescending(effect => Math.Abs(effect.Effect.Value!.Value)).Take(count);

    /// <summary>A group of heads against random sets.</summary>
    /// <param name="what">What they are on, where there are several metrics.</param>
    public static string OfGroup(GroupEffect group, CellFormat format, string what = "") =>
        $"all {group.Heads.Count} heads together{what}: {format.Of(group.Effect.Value)}; {group.Controls.Count} random sets of as many: "
        + $"{format.Of(group.Controls.Min())} to {format.Of(group.Controls.Max())} (p = {CellFormat.ThreeDecimals.Of(group.PValue)}; "
        + $"so many sets can give {CellFormat.ThreeDecimals.Of(1.0 / (1 + group.Controls.Count))} at least)";

    /// <summary>Remarks that every sweep has cause for.</summary>
    public static IEnumerable<string> Of(SweepResult result)
    {
        ItemEffect[] single = [.. result.All.Where(effect => effect.Item.IsSingle)];
        int tested = single.Count(effect => effect.AdjustedPValue is not null), idle = single.Count(effect => !effect.Acts);
        if (idle > 0)
        {
            yield return idle == single.Length
                ? "no edit here can act: each puts in what is there already, or changes what nothing reads; nothing was run, and every effect is 0"
                : $"{idle} of {single.Length} edits cannot act (they put in what is there already, or change what nothing reads): not run, not tested";
        }

        if (tested > 0 && result.N > 1)
        {
            yield return $"{single.Count(effect => effect.IsSignificant)} of {tested} effects differ from zero at a false discovery rate of 5%";
        }

        if (result.Demonstrations?.SmallestPValue is { } smallest && smallest * tested > FalseDiscoveryRate)
        {
            yield return $"of {tested} tests that are corrected together, one effect alone cannot be told from zero by {result.Demonstrations.Draws} draws of "
                + "demonstrations: "
                + $"that takes {1 + (int)Math.Ceiling(Math.Log2(tested / FalseDiscoveryRate))}, or fewer edits";
        }

        if (result.EquivalenceMargin is { } margin)
        {
            yield return $"{single.Count(effect => effect.EquivalencePValue < 0.05)} of {single.Count(effect => effect.EquivalencePValue is not null)} "
                + $"effects are shown to be within {CellFormat.Number.Of(margin)} of zero, likewise";
        }

        if (single.Count(effect => effect.Acts && effect.Effect.Value is not null && !result.IsRanked(effect)) is int rare and > 0)
        {
            yield return $"edits that fewer than {SweepResult.FewestRanked} examples have are not ranked: {rare}";
        }

        if (single.Any(effect => effect.HeldOut is not null))
        {
            yield return $"held out: the effect on one half of the examples of what is among the {EffectSummary.Named} greatest on the other half";
        }

        if (result.Stability is { RankCorrelation: { } repeat })
        {
            yield return $"the ranking repeats between halves of the examples with a rank correlation of {CellFormat.ThreeDecimals.Of(repeat)}";
        }
    }
}
