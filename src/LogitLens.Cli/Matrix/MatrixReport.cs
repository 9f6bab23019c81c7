using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Gathers the headlines of a matrix's runs into one table: the axes first, then each run's rows.</summary>
internal sealed class MatrixReport(int all)
{
    private readonly List<(ConfigRun Place, SummaryTable Headline)> _runs = [];

    public void Add(ConfigRun place, SummaryTable headline) => _runs.Add((place, headline));

    /// <summary>The table; null when the runs' headlines have different columns, or there are fewer than two.</summary>
    public SummaryTable? Table()
    {
        if (_runs.Count < 2 || _runs.Any(run => !run.Headline.Columns.SequenceEqual(_runs[0].Headline.Columns)))
        {
            return null;
        }

        return new SummaryTable(
            _runs.Count == all ? $"All {all} runs" : $"{_runs.Count} of {all} runs",
            [.. _runs[0].Place.Axes.Select(axis => axis.Axis), .. _runs[0].Headline.Columns],
            [.. _runs.SelectMany(run => Rows(run.Place, run.Headline))])
        {
            Layout = _runs[0].Headline.Layout is { Count: > 0 } layout
                ? [.. _runs[0].Place.Axes.Select(_ => new ColumnLayout(IsNumeric: false, IsKey: true)), .. layout]
                : [],
        };
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ConfigRun place, SummaryTable headline) =>
        headline.Rows.Select(row => (IReadOnlyList<string>)[.. place.Axes.Select(axis => axis.Value), .. row]);
}
