using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Two runs compared.</summary>
internal sealed record CompareRecord : IUnitRecord
{
    public required string Id { get; init; }
    public required string First { get; init; }
    public required string Second { get; init; }

    /// <summary>Each metric that both have.</summary>
    public IReadOnlyList<MetricDifference> Differences { get; init; } = [];

    /// <summary>How alike editing the models' parts works out; null where nothing was edited.</summary>
    public EffectAgreement? Effects { get; init; }

    /// <summary>What could not be compared, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One metric of two runs, a difference being second less first.</summary>
internal sealed record MetricDifference
{
    /// <summary>The first run's condition; null for a metric of the whole run.</summary>
    public string? FirstCondition { get; init; }

    /// <summary>The second run's, mostly of the same name.</summary>
    public string? SecondCondition { get; init; }

    /// <summary>The metric, in snake_case.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether it is a share of the examples.</summary>
    public bool IsShare { get; init; }

    /// <summary>Examples that both have, which everything here is about; 0 for a metric of the whole run.</summary>
    public int N { get; init; }

    public required Estimate First { get; init; }
    public required Estimate Second { get; init; }

    /// <summary>The difference: Newcombe's interval for shares, the paired bootstrap's for means; Student's over clusters and over draws.</summary>
    public required Estimate Difference { get; init; }

    /// <summary><c>mcnemar</c>, <c>bootstrap</c>, <c>cluster_sign_flip</c> or <c>t_over_draws</c>; null where nothing was tested.</summary>
    public string? Test { get; init; }

    /// <summary>The test of no difference, two-sided.</summary>
    public double? PValue { get; init; }

    /// <summary>After Benjamini and Hochberg over everything that the comparison tests.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The smallest difference that four of five such pairs of runs would show at 5%; null where none would.</summary>
    public double? Detectable { get; init; }

    /// <summary>The conditions in words: one name where both are the same.</summary>
    public string Condition => FirstCondition == SecondCondition ? FirstCondition ?? "" : $"{FirstCondition} | {SecondCondition}";
}

/// <summary>The effects of editing the same parts in two runs.</summary>
/// <param name="RankCorrelation">Spearman's; null where one run's effects are all the same.</param>
/// <param name="Top">How many of the greatest effects, by size, are looked at.</param>
/// <param name="Shared">How many of these both runs have among theirs.</param>
/// <param name="Parts">Each part's effect in both runs.</param>
internal sealed record EffectAgreement(double? RankCorrelation, int Top, int Shared, IReadOnlyList<PartEffect> Parts)
{
    private const int MostShared = 10;

    /// <summary>How far both runs agree on which parts matter more to a class than to the others; empty where they have no classes in common.</summary>
    public IReadOnlyList<ClassAgreement> Classes { get; init; } = [];

    /// <summary>Compares the parts that both runs edited; null where these are fewer than two.</summary>
    public static EffectAgreement? Of(PartEffects first, PartEffects second)
    {
        PartEffect[] parts =
        [
            .. first.ByPart.Keys.Where(second.ByPart.ContainsKey).Select(part => OfOne(part, first, second)).OfType<PartEffect>(),
        ];
        if (parts.Length < 2)
        {
            return null;
        }

        // At most half of the parts, or sharing them would be no news.
        int top = Math.Min(MostShared, parts.Length / 2);
        int shared = Greatest(part => part.First).Intersect(Greatest(part => part.Second)).Count();
        return new EffectAgreement(
            Correlation.Spearman([.. parts.Select(part => part.First)], [.. parts.Select(part => part.Second)]), top, shared, parts)
        {
            Classes = [.. first.ByClass.Keys.Where(second.ByClass.ContainsKey).Select(label => OfClass(label, first.ByClass[label], second.ByClass[label]))],
        };

        // On the examples that both have; the runs' own means where a run does not have its examples at hand.
        static PartEffect? OfOne(string part, PartEffects first, PartEffects second)
        {
            if (!first.ByExample.TryGetValue(part, out IReadOnlyDictionary<string, double>? here)
                || !second.ByExample.TryGetValue(part, out IReadOnlyDictionary<string, double>? there))
            {
                return new PartEffect(part, first.ByPart[part], second.ByPart[part], null);
            }

            string[] both = [.. here.Keys.Where(there.ContainsKey).Order(StringComparer.Ordinal)];
            return both.Length == 0 ? null : new PartEffect(part, both.Average(id => here[id]), both.Average(id => there[id]), both.Length);
        }

        static ClassAgreement OfClass(string label, IReadOnlyDictionary<string, double> here, IReadOnlyDictionary<string, double> there)
        {
            string[] both = [.. here.Keys.Where(there.ContainsKey)];
            return new ClassAgreement(
                label, both.Length < 2 ? null : Correlation.Spearman([.. both.Select(part => here[part])], [.. both.Select(part => there[part])]), both.Length);
        }

        IEnumerable<string> Greatest(Func<PartEffect, double> effect) =>
            parts.OrderByDescending(part => Math.Abs(effect(part))).Take(top).Select(part => part.Part);
    }
}

/// <summary>The effect of editing one part.</summary>
/// <param name="Part">The part: <c>9.6</c> for a head.</param>
/// <param name="First">Its effect in the first run.</param>
/// <param name="Second">Its effect in the second.</param>
/// <param name="N">Examples that both runs have, which both effects are means over; null where each is its own run's.</param>
internal sealed record PartEffect(string Part, double First, double Second, int? N);

/// <summary>How far two runs agree on which parts matter more to a class than to the others.</summary>
/// <param name="RankCorrelation">Spearman's, of the parts' specificities; null where one run's are all the same.</param>
/// <param name="Parts">Parts that both runs edited.</param>
internal sealed record ClassAgreement(string Label, double? RankCorrelation, int Parts);
