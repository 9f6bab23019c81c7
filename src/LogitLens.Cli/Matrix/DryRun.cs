using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Prints what the runs of a config file would do and how long they would take, and runs none.</summary>
internal sealed class DryRun(CellMatrix matrix, CommandContext context)
{
    private static readonly (double Unit, string Name)[] s_units = [(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    public ExitCode Print(IReadOnlyList<CheckedCell> cells)
    {
        List<(CheckedCell Cell, WorkEstimate? Work)> planned = [];
        context.Progress.Begin("measuring a few batches of each run", cells.Count, 0, "runs");
        foreach (CheckedCell cell in cells)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            planned.Add((cell, cell.IsDone ? null : cell.Cell.Kind.Estimate(cell.Cell.Options, SilentProgress.Instance, context.Cancellation)));
            context.Progress.Advance(1);
        }

        context.Progress.End();
        WorkEstimate all = WorkEstimate.Sum([.. planned.Select(each => each.Work).OfType<WorkEstimate>()]);
        if (!context.WriteJson(() => Json.ToNode(new Plan(
            matrix.Folder, [.. planned.Select(each => new PlannedCell(each.Cell.Cell.Name, each.Cell.Cell.Folder, StateOf(each.Cell), each.Work))], all))))
        {
            context.Write(Table(planned, all));
        }

        return ExitCode.Done;
    }

    private SummaryTable Table(IReadOnlyList<(CheckedCell Cell, WorkEstimate? Work)> planned, WorkEstimate all)
    {
        IReadOnlyList<(string Axis, string Value)> Axes(CheckedCell cell) =>
            cell.Cell.Place.Axes.Count > 0 ? cell.Cell.Place.Axes : [("run", cell.Cell.Name)];
        string[] axes = [.. Axes(planned[0].Cell).Select(axis => axis.Axis)];
        return new SummaryTable(
            $"Plan of {matrix.Config}",
            [.. axes, "state", "examples", "units", "tokens", "FLOPs", "time"],
            [
                .. planned.Select(each => (IReadOnlyList<string>)
                    [.. Axes(each.Cell).Select(axis => axis.Value), StateOf(each.Cell), .. each.Work is { } work ? Cells(work) : ["", "", "", "", ""]]),
            ])
        {
            Layout =
            [
                .. axes.Select(_ => new ColumnLayout(IsNumeric: false, IsKey: true)), new ColumnLayout(false, false),
                .. Enumerable.Repeat(new ColumnLayout(IsNumeric: true, IsKey: false), 5),
            ],
            Notes =
            [
                $"{planned.Count(each => each.Work is not null)} of {planned.Count} runs to do{(all.Units == 0 ? "" : ": " + InWords(all))}",
                all.Units == 0 ? "nothing was written" : "time and operations are those of a few batches, times how many there are; nothing was written",
                .. matrix.Folder is { } folder ? [$"results would go to {folder}"] : Array.Empty<string>(),
                .. planned.Any(each => each.Cell is { IsBegun: true, IsDone: false })
                    ? ["begun: such a run is counted whole, and goes on where it was"] : Array.Empty<string>(),
                .. planned.Any(each => each.Work is { Seconds: null })
                    ? ["?: what such a run finds out first, or one batch of it, takes longer than is waited for here (20 s)"] : Array.Empty<string>(),
            ],
        };
    }

    private static string InWords(WorkEstimate all) => $"{Of(all.Units)} units of work, {Of(all.Tokens)} tokens"
        + (all.Operations is { } operations ? $", {Of(operations)} floating point operations" : "")
        + (all.Seconds is { } seconds ? $", about {Duration(seconds)} on this machine" : "");

    private static string StateOf(CheckedCell cell) => cell.IsDone ? "done" : cell.IsBegun ? "begun" : "to do";

    private static string[] Cells(WorkEstimate work) =>
    [
        Of(work.Examples), Of(work.Units), Of(work.Tokens), work.Operations is { } operations ? Of(operations) : "?",
        work.Seconds is { } seconds ? Duration(seconds) : "?",
    ];

    private static string Of(double number)
    {
        (double unit, string name) = s_units.FirstOrDefault(each => number >= each.Unit, (1, ""));
        return string.Create(CultureInfo.InvariantCulture, $"{(number < 10 * unit ? number / unit : Math.Round(number / unit)):0.#} {name}").TrimEnd();
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, seconds):0} s"),
        < 90 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private sealed record Plan(string? Folder, IReadOnlyList<PlannedCell> Runs, WorkEstimate All);

    private sealed record PlannedCell(string Name, string? Folder, string State, WorkEstimate? Work);
}
