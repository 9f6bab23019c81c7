using LogitLens.Runs;
using static LogitLens.Experiments.Evaluation.ResultText;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>A comparison as tidy tables, and the rows a reader wants first.</summary>
internal static class CompareTables
{
    private const double FalseDiscoveryRate = 0.05;

    public static IEnumerable<CsvTable> Of(CompareResult result)
    {
        yield return new CsvTable(
            "differences",
            [
                "first", "second", "first_condition", "second_condition", "metric", "n", "value_first", "value_second", "difference", "low", "high", "test",
                "p_value", "p_value_adjusted", "detectable_difference",
            ],
            result.Pairs.SelectMany(pair => pair.Differences.Select(each => (IReadOnlyList<object?>)
            [
                pair.First, pair.Second, each.FirstCondition, each.SecondCondition, each.Metric, each.N == 0 ? null : each.N, each.First.Value,
                each.Second.Value, each.Difference.Value, each.Difference.Interval?.Low, each.Difference.Interval?.High, each.Test, each.PValue,
                each.AdjustedPValue, each.Detectable,
            ])));
        yield return new CsvTable(
            "values",
            ["run", "folder", "model", "dataset", "condition", "metric", "value", "low", "high", "n"],
            result.Runs.SelectMany(run => run.Values.Select(each => (IReadOnlyList<object?>)
            [
                run.Name, run.Folder, run.Model, run.Dataset, each.Condition, each.Metric, each.Estimate.Value, each.Estimate.Interval?.Low,
                each.Estimate.Interval?.High, each.Estimate.N,
            ])));
        if (result.Pairs.Any(pair => pair.Effects is not null))
        {
            yield return new CsvTable(
                "effects",
                ["first", "second", "part", "effect_first", "effect_second"],
                result.Pairs.SelectMany(pair => (pair.Effects?.Parts ?? []).Select(part =>
                    (IReadOnlyList<object?>)[pair.First, pair.Second, part.Part, part.First, part.Second])));
        }
    }

    public static SummaryTable Headline(CompareResult result)
    {
        bool several = result.Pairs.Count > 1;
        string names = several ? $"{result.Runs.Count} runs" : $"{result.Runs[0].Name} (first) and {result.Runs[1].Name} (second)";
        return new SummaryTable(
            $"Comparison of {result.Kind}: {names}",
            [
                .. several ? (string[])["first run", "second run"] : [], "condition", "metric", "n", "first", "second", "difference", "95% interval", "p",
                "p, adjusted", "detectable",
            ],
            [
                .. result.Pairs.SelectMany(pair => pair.Differences.Select(each =>
                    (IReadOnlyList<string>)[.. several ? (string[])[pair.First, pair.Second] : [], .. Row(each)])),
            ])
        {
            Notes = [.. Remarks(result)],
        };
    }

    private static string[] Row(MetricDifference each) =>
    [
        each.Condition, each.Metric, each.N == 0 ? None : Number(each.N), Value(each, each.First.Value), Value(each, each.Second.Value),
        Value(each, each.Difference.Value), Range(each), PValue(each.PValue), PValue(each.AdjustedPValue), Value(each, each.Detectable),
    ];

    private static IEnumerable<string> Remarks(CompareResult result)
    {
        MetricDifference[] tested = [.. result.Pairs.SelectMany(pair => pair.Differences).Where(each => each.AdjustedPValue is not null)];
        if (tested.Length > 0)
        {
            yield return $"{tested.Count(each => each.AdjustedPValue < FalseDiscoveryRate)} of {tested.Length} differences are other than zero at a false "
                + "discovery rate of 5% (shares: exact McNemar test; means: paired bootstrap)";
            yield return "detectable: the smallest difference that four of five such comparisons would find at 5%";
        }

        foreach (CompareRecord pair in result.Pairs.Where(pair => pair.Effects is not null))
        {
            EffectAgreement effects = pair.Effects!;
            yield return $"effects of {pair.First} and {pair.Second}: rank correlation {Fixed(effects.RankCorrelation)} over {effects.Parts.Count} edits; "
                + $"{effects.Shared} of the {effects.Top} greatest are the same";
        }

        foreach (OptionDifference option in result.Options)
        {
            yield return $"--{option.Option}: {string.Join(" | ", option.Values)}";
        }

        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static string Value(MetricDifference each, double? value) => each.IsShare ? Percent(value) : Fixed(value, Format(value));

    private static string Range(MetricDifference each) =>
        each.Difference.Interval is { } range ? $"{Value(each, range.Low)} to {Value(each, range.High)}" : None;

    // Probabilities of words can be far below a thousandth, and are still worth comparing.
    private static string Format(double? value) => value is { } number and not 0 && Math.Abs(number) < 0.001 ? "0.0e+0" : "0.000";

    private static string PValue(double? p) => p is < 0.001 ? "<0.001" : Fixed(p);
}
