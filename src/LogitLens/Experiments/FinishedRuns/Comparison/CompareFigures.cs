using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>Draws a comparison.</summary>
internal static class CompareFigures
{
    private const int MostDifferences = 40;

    public static IEnumerable<IFigure> Of(CompareResult result)
    {
        string main = MainMetric(result);
        yield return Values(result, main);
        (CompareRecord Pair, MetricDifference Difference)[] tested =
            [.. result.Pairs.SelectMany(pair => pair.Differences.Where(each => each.Metric == main && each.N > 0).Select(each => (pair, each)))];
        if (tested.Length > 0)
        {
            yield return Differences(result, main, tested);
        }

        foreach ((CompareRecord pair, int index) in result.Pairs.Where(pair => pair.Effects is not null).Select((pair, index) => (pair, index)))
        {
            yield return Effects(pair, index);
        }
    }

    // Accuracy where there is one; of a text, what models of other tokenizers can be compared by as well.
    private static string MainMetric(CompareResult result)
    {
        RunValue[] values = [.. result.Runs.SelectMany(run => run.Values)];
        return (values.FirstOrDefault(value => value.IsShare) ?? values[^1]).Metric;
    }

    private static DrawnFigure Values(CompareResult result, string metric)
    {
        string?[] conditions =
        [
            .. result.Runs.SelectMany(run => run.Values.Where(value => value.Metric == metric).Select(value => value.Condition)).Distinct(),
        ];
        bool one = result.Runs.All(run => run.Values.Count(value => value.Metric == metric) == 1);
        RunValue? Find(ComparedRun run, string? condition) =>
            run.Values.FirstOrDefault(value => value.Metric == metric && (one || value.Condition == condition));
        bool isShare = result.Runs.SelectMany(run => run.Values).First(value => value.Metric == metric).IsShare;
        return new DrawnFigure("values", new BarChart
        {
            Heading = new FigureHeading($"Each run: {Words(metric)}", $"{result.Kind}; each run over all of its own examples, 95% intervals"),
            Categories = one ? [.. result.Runs.Select(run => run.Name)] : [.. conditions.Select(condition => condition ?? "")],
            Series = one ? [Bars(metric, [.. result.Runs.Select(run => Find(run, null))])]
                : [.. result.Runs.Select(run => Bars(run.Name, [.. conditions.Select(condition => Find(run, condition))]))],
            CategoryTitle = one ? "run" : "condition",
            ValueTitle = Words(metric),
            Format = isShare ? ValueFormat.Percent : ValueFormat.Number,
            Horizontal = true,
        }.Draw());
    }

    private static BarSeries Bars(string name, RunValue?[] values) => new(name, [.. values.Select(value => value?.Estimate ?? new Estimate(null, null, 0))]);

    private static DrawnFigure Differences(CompareResult result, string metric, (CompareRecord Pair, MetricDifference Difference)[] tested)
    {
        bool several = result.Pairs.Count > 1;
        string title = several ? $"Differences in {Words(metric)}" : $"Differences in {Words(metric)}: {result.Runs[1].Name} less {result.Runs[0].Name}";
        return new DrawnFigure("differences", new RankedBars
        {
            Heading = new FigureHeading(title, $"{result.Kind}; on the examples that both runs have, 95% intervals"),
            Entries =
            [
                .. tested.Select(each => new RankedBar(
                    several ? $"{each.Pair.Second} less {each.Pair.First}, {each.Difference.Condition}" : each.Difference.Condition,
                    each.Difference.Difference,
                    Muted: each.Difference.AdjustedPValue >= CompareTables.FalseDiscoveryRate)),
            ],
            EntryTitle = "pair",
            ValueTitle = $"difference in {Words(metric)}",
            Signed = true,
            MutedTitle = "not significant (false discovery rate 5%)",
            Top = MostDifferences,
        }.Draw());
    }

    private static DrawnFigure Effects(CompareRecord pair, int index) => new(index == 0 ? "effects" : $"effects-{index + 1}", new ScatterPlot
    {
        Heading = new FigureHeading("The effect of each edit in both runs", $"{pair.Effects!.Parts.Count} edits"),
        Groups = [new ScatterGroup("edits", [.. pair.Effects.Parts.Select(part => new ScatterPoint(part.First, part.Second, part.Part))])],
        XTitle = $"effect in {pair.First}",
        YTitle = $"effect in {pair.Second}",
        Guide = ScatterGuide.Diagonal,
    }.Draw());

    private static string Words(string metric) => metric.Replace('_', ' ');
}
