using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Draws a comparison.</summary>
internal static class CompareFigures
{
    private const int MostDifferences = 40;

    public static IEnumerable<DrawnFigure> Of(CompareResult result)
    {
        string main = RunValue.MainMetric([.. result.Runs.SelectMany(run => run.Values)]);
        yield return new RunValuesFigure(
            "values",
            new FigureHeading($"Each run: {RunValuesFigure.Words(main)}", $"{result.Kind}; each run over all of its own examples, 95% intervals"),
            main).Of([.. result.Runs.Select(run => (run.Name, run.Values))]);
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

    private static DrawnFigure Differences(CompareResult result, string metric, (CompareRecord Pair, MetricDifference Difference)[] tested)
    {
        bool several = result.Pairs.Count > 1;
        string words = RunValuesFigure.Words(metric);
        string title = several ? $"Differences in {words}" : $"Differences in {words}: {result.Runs[1].Name} less {result.Runs[0].Name}";
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
            ValueTitle = $"difference in {words}",
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
        Diagonal = true,
    }.Draw());
}
