using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.CommandLine;

/// <summary>Gathers the headlines of a sweep's runs into one table: the axes first, then each run's rows.</summary>
internal sealed class MatrixReport
{
    private readonly List<(ConfigRun Run, RunOutcome Outcome)> _runs = [];

    /// <summary>How many runs are done.</summary>
    public int Count => _runs.Count;

    public void Add(ConfigRun run, RunOutcome outcome) => _runs.Add((run, outcome));

    /// <summary>The table; null when the runs' headlines have different columns, or there is only one.</summary>
    public SummaryTable? Table()
    {
        if (_runs.Count < 2 || _runs.Any(r => !r.Outcome.Headline.Columns.SequenceEqual(_runs[0].Outcome.Headline.Columns)))
        {
            return null;
        }

        return new SummaryTable(
            $"All {_runs.Count} runs",
            [.. _runs[0].Run.Axes.Select(a => a.Axis), .. _runs[0].Outcome.Headline.Columns],
            [.. _runs.SelectMany(r => Rows(r.Run, r.Outcome))])
        {
            Layout = _runs[0].Outcome.Headline.Layout is { Count: > 0 } layout
                ? [.. _runs[0].Run.Axes.Select(_ => new ColumnLayout(IsNumeric: false, IsKey: true)), .. layout]
                : [],
        };
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ConfigRun run, RunOutcome outcome) =>
        outcome.Headline.Rows.Select(row => (IReadOnlyList<string>)[.. run.Axes.Select(a => a.Value), .. row]);
}
