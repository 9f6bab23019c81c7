using LogitLens.Experiments.FinishedRuns;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>Draws the runs of a matrix beside one another by the metric that they share.</summary>
internal static class MatrixFigure
{
    // More bars in a group, or colours in a legend, than this no reader tells apart.
    private const int MostInGroup = 8;

    /// <summary>The figure; none where no two runs have a metric in common.</summary>
    public static IEnumerable<DrawnFigure> Of(MatrixResult result)
    {
        CellResult[] measured = [.. result.Cells.Where(cell => cell.Values.Count > 0)];
        if (measured.Length < 2)
        {
            yield break;
        }

        RunValue[] values = [.. measured.SelectMany(cell => cell.Values)];
        RunValue? effect = Array.Find(values, value => value.Part is not null);
        string metric = effect?.Metric ?? RunValue.MainMetric(values);
        string?[] conditions = [.. values.Where(value => value.Metric == metric).Select(value => value.Condition).Distinct()];
        bool byCell = conditions.Length <= MostInGroup || measured.Length > MostInGroup;
        HashSet<string?> shown = [.. byCell ? conditions.Take(MostInGroup) : conditions];
        string left = shown.Count < conditions.Length ? $"; the first {shown.Count} of {conditions.Length} conditions, the others are in values.csv" : "";
        string luck = effect is null ? "" : "; which edit is the strongest is partly luck";
        FigureHeading heading = new(
            $"Each run: {RunValuesFigure.Words(metric)}",
            $"{result.Experiment}, by {string.Join(", ", result.Axes)}; each run over all of its own examples, 95% intervals{left}{luck}");
        yield return new RunValuesFigure("cells", heading, metric) { ByRun = byCell, RunTitle = string.Join(", ", result.Axes) }
            .Of([.. measured.Select(cell => (Label(cell, metric), (IReadOnlyList<RunValue>)[.. cell.Values.Where(value => shown.Contains(value.Condition))]))]);
    }

    private static string Label(CellResult cell, string metric)
    {
        string axes = string.Join(", ", cell.Axes.Values);
        return cell.Values.FirstOrDefault(value => value.Metric == metric)?.Part is { } part ? $"{axes}: {part}" : axes;
    }
}
