using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Matrix;

/// <summary>The runs of a matrix as tidy tables: the axes first, a column each.</summary>
internal static class MatrixTables
{
    public static IEnumerable<CsvTable> Of(MatrixResult result)
    {
        yield return Cells(result).Csv(result.Cells);
        yield return Values(result).Csv(result.Cells.SelectMany(cell => cell.Values.Select(value => new ValueRow(cell, value))));
    }

    private static Table<CellResult> Cells(MatrixResult result) => WithAxes(new Table<CellResult>("cells", "one run of the matrix"), result, cell => cell)
        .Column("cell", cell => cell.Name, "the run's name")
        .Column("state", cell => cell.State, "how it stands")
        .Column("seconds", cell => cell.Seconds, "how long it took, over all sessions", CellFormat.Number)
        .Column("folder", cell => cell.Folder, "where it is, from the matrix's folder")
        .Column("error", cell => cell.Error, "what ended it; empty for one that is done");

    private static Table<ValueRow> Values(MatrixResult result) =>
        WithAxes(new Table<ValueRow>("values", "one metric of one run over all of its own examples"), result, row => row.Cell)
            .Column("cell", row => row.Cell.Name, "the run's name")
            .Column("condition", row => row.Value.Part ?? row.Value.Condition, "the condition, of an effect the edit; empty for a metric of the whole run")
            .Column("metric", row => row.Value.Metric, "which metric the row has")
            .Estimate("value", row => row.Value.Estimate, "the metric's value", EstimateHeadings.LowHighN);

    private static Table<T> WithAxes<T>(Table<T> table, MatrixResult result, Func<T, CellResult> cell) => result.Axes.Aggregate(
        table, (axes, axis) => axes.Column("axis_" + axis.Replace('-', '_'), row => cell(row).Axes[axis], $"its value on the axis {axis}", key: true));

    private sealed record ValueRow(CellResult Cell, RunValue Value);
}
