using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Draws one metric of several runs, condition by condition.</summary>
/// <param name="Name">The figure's file name without extension.</param>
internal sealed record RunValuesFigure(string Name, FigureHeading Heading, string Metric)
{
    /// <summary>Whether bars stand together by run rather than by condition.</summary>
    public bool ByRun { get; init; }

    /// <summary>What a run is called in the figure.</summary>
    public string RunTitle { get; init; } = "run";

    /// <summary>A metric's name as a reader sees it.</summary>
    public static string Words(string metric) => metric.Replace('_', ' ');

    /// <summary>Draws it.</summary>
    /// <param name="runs">Each run's name and values; at least one of them has the metric.</param>
    public DrawnFigure Of(IReadOnlyList<(string Name, IReadOnlyList<RunValue> Values)> runs)
    {
        RunValue[] all = [.. runs.SelectMany(run => run.Values).Where(value => value.Metric == Metric)];
        string?[] conditions = [.. all.Select(value => value.Condition).Distinct()];
        bool one = runs.All(run => run.Values.Count(value => value.Metric == Metric) <= 1);
        RunValue? Find((string Name, IReadOnlyList<RunValue> Values) run, string? condition) =>
            run.Values.FirstOrDefault(value => value.Metric == Metric && (one || value.Condition == condition));
        return new DrawnFigure(Name, new BarChart
        {
            Heading = Heading,
            Categories = one || ByRun ? [.. runs.Select(run => run.Name)] : [.. conditions.Select(Shown)],
            Series = one ? [Bars(Metric, [.. runs.Select(run => Find(run, null))])]
                : ByRun ? [.. conditions.Select(condition => Bars(Shown(condition), [.. runs.Select(run => Find(run, condition))]))]
                : [.. runs.Select(run => Bars(run.Name, [.. conditions.Select(condition => Find(run, condition))]))],
            CategoryTitle = one || ByRun ? RunTitle : "condition",
            ValueTitle = Words(Metric),
            Format = all[0].IsShare ? ValueFormat.Percent : ValueFormat.Number,
            Horizontal = true,
        }.Draw());
    }

    private static string Shown(string? condition) => condition ?? "";

    private static BarSeries Bars(string name, RunValue?[] values) => new(name, [.. values.Select(value => value?.Estimate ?? new Estimate(null, null, 0))]);
}
