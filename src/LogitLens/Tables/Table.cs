using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Tables;

/// <summary>
/// A table as its columns: each has a name, a function of the row and a meaning. CSV files, the terminal's summary and the reference of columns
/// are made from the same declaration.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Name">The CSV file's name without extension, in kebab-case.</param>
/// <param name="Meaning">What a row is: a phrase without a full stop.</param>
public sealed record Table<T>(string Name, string Meaning) : ITable
{
    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<Column<T>> Columns { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<Heading> Headings => [.. Columns.SelectMany(column => column.Headings)];

    /// <summary>Adds a column of one value.</summary>
    /// <param name="name">The CSV heading, in snake_case.</param>
    /// <param name="value">A row's value; null, NaN and infinities become empty cells.</param>
    /// <param name="meaning">What it is: a phrase without a full stop.</param>
    /// <param name="format">How people read it; text unless said otherwise.</param>
    /// <param name="shown">Its heading in the summary table; null where that does not have it.</param>
    /// <param name="key">Whether it says which row it is.</param>
    /// <param name="formatOf">The format of one row's value, where rows differ.</param>
    /// <param name="values">The values it may have with their meanings, where these are a list.</param>
    public Table<T> Column(
        string name, Func<T, object?> value, string meaning, CellFormat? format = null, string? shown = null, bool key = false,
        Func<T, CellFormat>? formatOf = null, IReadOnlyList<(string Value, string Meaning)>? values = null)
    {
        CellFormat own = format ?? CellFormat.Text;
        return Add(new Column<T>([new Heading(name, meaning, own) { Values = values ?? [] }], row => [value(row)])
        {
            Shown = shown is null ? [] : [new ShownColumn<T>(shown, own.IsNumeric, key, row => (formatOf?.Invoke(row) ?? own).Of(value(row)))],
        });
    }

    /// <summary>Adds an estimate: its value, its interval and, where the headings have one, its sample size.</summary>
    /// <param name="name">The value's CSV heading, in snake_case.</param>
    /// <param name="value">A row's estimate; null becomes empty cells.</param>
    /// <param name="meaning">What it is: a phrase without a full stop.</param>
    /// <param name="headings">The other headings.</param>
    /// <param name="format">How people read it.</param>
    /// <param name="shown">Its heading in the summary table, beside which the interval stands; null where that does not have it.</param>
    /// <param name="formatOf">The format of one row's value, where rows differ.</param>
    public Table<T> Estimate(
        string name, Func<T, Estimate?> value, string meaning, EstimateHeadings headings, CellFormat? format = null, string? shown = null,
        Func<T, CellFormat>? formatOf = null)
    {
        CellFormat own = format ?? CellFormat.Number;
        Heading[] all =
        [
            new Heading(name, meaning, own),
            new Heading(headings.Low, $"lower end of the 95% interval of `{name}`", own),
            new Heading(headings.High, $"upper end of the 95% interval of `{name}`", own),
            .. headings.N is null ? Array.Empty<Heading>() : [new Heading(headings.N, $"how many examples `{name}` rests on", CellFormat.Count)],
        ];
        CellFormat Format(T row) => formatOf?.Invoke(row) ?? own;
        return Add(new Column<T>(all, row => Cells(value(row), all.Length))
        {
            Shown = shown is null ? [] :
            [
                new ShownColumn<T>(shown, true, false, row => Format(row).Of(value(row)?.Value)),
                new ShownColumn<T>("95% interval", true, false, row => Format(row).Of(value(row)?.Interval), Continues: true),
            ],
        });
    }

    /// <summary>Adds a metric's name and its value, for tables of one metric a row.</summary>
    /// <param name="metric">A row's metric.</param>
    /// <param name="metrics">All metrics with their meanings.</param>
    /// <param name="headings">The headings beside <c>metric</c> and <c>value</c>.</param>
    public Table<T> Metric(Func<T, Measured> metric, IEnumerable<(string Value, string Meaning)> metrics, EstimateHeadings headings) =>
        Column("metric", row => metric(row).Metric, "which metric the row has", values: [.. metrics])
            .Estimate("value", row => metric(row).Estimate, "the metric's value", headings);

    /// <summary>Adds a column that only people are shown: what CSV files have in other columns or other tables.</summary>
    public Table<T> Shown(string heading, Func<T, object?> value, CellFormat? format = null, bool key = false) => Add(new Column<T>([], _ => [])
    {
        Shown = [new ShownColumn<T>(heading, (format ?? CellFormat.Text).IsNumeric, key, row => (format ?? CellFormat.Text).Of(value(row)))],
    });

    /// <summary>The CSV file of some rows.</summary>
    public CsvTable Csv(IEnumerable<T> rows) => new(
        Name,
        [.. Headings.Select(heading => heading.Name)],
        rows.Select(row => (IReadOnlyList<object?>)[.. Columns.SelectMany(column => column.Cells(row))]));

    /// <summary>Some rows for people: the columns that are shown.</summary>
    public SummaryTable Summary(string title, IEnumerable<T> rows)
    {
        ShownColumn<T>[] shown = [.. Columns.SelectMany(column => column.Shown)];
        return new SummaryTable(
            title, [.. shown.Select(column => column.Heading)], [.. rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(column => column.Text(row))])])
        {
            Layout = [.. shown.Select(column => new ColumnLayout(column.IsNumeric, column.IsKey, column.Continues))],
        };
    }

    private Table<T> Add(Column<T> column) => this with { Columns = [.. Columns, column] };

    private static IReadOnlyList<object?> Cells(Estimate? estimate, int count) =>
        ((object?[])[estimate?.Value, estimate?.Interval?.Low, estimate?.Interval?.High, estimate?.N])[..count];
}
