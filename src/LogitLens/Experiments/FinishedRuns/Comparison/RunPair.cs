using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>A run with what it measured, under the name that it has in the comparison.</summary>
internal sealed record MeasuredRun(string Name, FinishedRun Run, RunMeasurements Measurements);

/// <summary>Two runs of one kind: finds what they have in common and compares that.</summary>
internal sealed class RunPair(MeasuredRun first, MeasuredRun second)
{
    /// <summary>Both runs' names.</summary>
    public string Id => $"{first.Name}/{second.Name}";

    /// <summary>Why nothing of the two can be compared; null where something can.</summary>
    public string? Obstacle()
    {
        string? examples = ExampleObstacle();
        return examples is null || Effects().Agreement is not null ? null : examples;
    }

    /// <summary>The comparison.</summary>
    public CompareRecord Compare(string id, long seed)
    {
        List<string> notes = [];
        List<MetricDifference> differences = [];
        if (ExampleObstacle() is { } obstacle)
        {
            notes.Add(obstacle);
        }
        else
        {
            differences.AddRange(Matched().SelectMany(pair => Compare(pair.First, pair.Second, seed, notes)));
            differences.AddRange(Totals());
            notes.AddRange(Unmatched());
        }

        (EffectAgreement? agreement, string? note) = Effects();
        if (note is not null)
        {
            notes.Add($"{Names}: {note}");
        }

        return new CompareRecord { Id = id, First = first.Name, Second = second.Name, Differences = differences, Effects = agreement, Notes = notes };
    }

    private string Names => $"{first.Name} and {second.Name}";

    private string? ExampleObstacle()
    {
        if (!first.Run.HasDataOf(second.Run))
        {
            return $"{Names} cannot be compared example by example: their data differ ({Data(first)}; {Data(second)})";
        }

        (MeasuredCondition First, MeasuredCondition Second)[] matched = [.. Matched()];
        if (matched.Length == 0)
        {
            return Totals().Any() ? null : $"{Names} have no condition in common: {Conditions(first)}; {Conditions(second)}";
        }

        return matched.SelectMany(pair => Common(pair.First, pair.Second)).Any(metrics => metrics.First.Examples.Intersect(metrics.Second.Examples).Any())
            ? null
            : $"{Names} have no example in common, though their data are the same: other parts or subsets of it were taken";
    }

    // By name; a single condition on either side needs none.
    private IEnumerable<(MeasuredCondition First, MeasuredCondition Second)> Matched()
    {
        IReadOnlyList<MeasuredCondition> here = first.Measurements.Conditions, there = second.Measurements.Conditions;
        return here.Count == 1 && there.Count == 1
            ? [(here[0], there[0])]
            : here.Join(there, condition => condition.Name, condition => condition.Name, (a, b) => (a, b));
    }

    private IEnumerable<string> Unmatched()
    {
        HashSet<object?> matched = Matched().SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (MeasuredRun run in (MeasuredRun[])[first, second])
        {
            string[] left = [.. run.Measurements.Conditions.Where(condition => !matched.Contains(condition)).Select(condition => condition.Name)];
            if (left.Length > 0)
            {
                yield return $"{Names}: only {run.Name} has {string.Join(", ", left)}, not compared";
            }
        }
    }

    private static IEnumerable<(ExampleMetric First, ExampleMetric Second)> Common(MeasuredCondition first, MeasuredCondition second) =>
        first.Metrics.Join(second.Metrics, metric => metric.Name, metric => metric.Name, (a, b) => (a, b));

    private MetricDifference[] Compare(MeasuredCondition a, MeasuredCondition b, long seed, List<string> notes)
    {
        string[] relabelled = [.. a.Labels.Keys.Where(id => b.Labels.TryGetValue(id, out int label) && label != a.Labels[id])];
        if (relabelled.Length > 0)
        {
            notes.Add($"{Names}: {relabelled.Length} examples have another right label in one run than in the other; the first: {relabelled[0]}");
        }

        MetricDifference[] compared =
        [
            .. Common(a, b).Select(metrics => MetricTest.Of(metrics.First, metrics.Second, seed)).OfType<MetricDifference>()
                .Select(difference => difference with { FirstCondition = a.Name, SecondCondition = b.Name }),
        ];
        (int here, int there, int both) = (Count(a), Count(b), compared.Select(difference => difference.N).DefaultIfEmpty(0).Max());
        if (both < Math.Max(here, there))
        {
            notes.Add($"{Names}: of {here} and {there} examples ({a.Name}), the {both} that both have are compared");
        }

        (int drawsHere, int drawsThere) = (Draws(a), Draws(b));
        if (drawsHere != drawsThere)
        {
            notes.Add(Math.Min(drawsHere, drawsThere) == 1
                ? $"{Names}: {drawsHere} and {drawsThere} draws of demonstrations ({a.Name}); the one draw stands beside each of the others, and how it fell "
                    + "is left out"
                : $"{Names}: of {drawsHere} and {drawsThere} draws of demonstrations ({a.Name}), the first {Math.Min(drawsHere, drawsThere)} are compared");
        }

        return compared;
    }

    private static int Draws(MeasuredCondition condition) => condition.Metrics.Select(metric => metric.ByDraw.Count).DefaultIfEmpty(1).Max();

    private static int Count(MeasuredCondition condition) => condition.Metrics.Select(metric => metric.Examples.Count).DefaultIfEmpty(0).Max();

    private IEnumerable<MetricDifference> Totals() => first.Measurements.Totals.Join(
        second.Measurements.Totals,
        total => total.Name,
        total => total.Name,
        (a, b) => new MetricDifference
        {
            Metric = a.Name,
            First = a.Estimate,
            Second = b.Estimate,
            Difference = new Estimate(b.Estimate.Value - a.Estimate.Value, null, 0),
        });

    private (EffectAgreement? Agreement, string? Note) Effects()
    {
        if (first.Measurements.Effects is not { } a || second.Measurements.Effects is not { } b)
        {
            return (null, null);
        }

        if ((a.Layers, a.Heads) != (b.Layers, b.Heads))
        {
            return (
                null,
                $"models of {a.Layers} layers of {a.Heads} heads and {b.Layers} of {b.Heads}; heads of one are not heads of the other, and effects are not "
                + "compared");
        }

        EffectAgreement? agreement = EffectAgreement.Of(a, b);
        return (agreement, agreement is null ? "fewer than two edits in common, whose effects could be compared"
            : a.Metric == b.Metric ? null : $"effects are on {a.Metric} in one run and on {b.Metric} in the other; only their ranking compares");
    }

    private static string Data(MeasuredRun run) => run.Run.Manifest.Inputs?.Dataset is { } data
        ? $"{data.Id}, sha256 {data.Sha256[..Math.Min(8, data.Sha256.Length)]}"
        : "not recorded";

    private static string Conditions(MeasuredRun run) => $"{run.Name} has {string.Join(", ", run.Measurements.Conditions.Select(condition => condition.Name))}";
}
