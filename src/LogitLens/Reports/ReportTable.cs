using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>A table that can be sorted by a click or a key on a heading, and filtered by a word.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The cells.</param>
internal sealed partial record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    // What a page shows of a file; the file has all of it.
    private const int MostRows = 500;
    private const int FewestToFilter = 8;
    private const int BriefCell = 12;
    private const int LongName = 24;
    private const int LongCell = 40;
    private const string NameClass = "name";

    /// <summary>Lines under the table.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The column of which one value can be chosen; null for none.</summary>
    public int? Choice { get; init; }

    /// <summary>The column whose long texts are folded; null for none.</summary>
    public int? Folded { get; init; }

    /// <summary>A run's summary.</summary>
    public static ReportTable Of(SummaryTable table) => new(table.Columns, table.Rows) { Notes = table.Notes };

    /// <summary>A CSV file, as far as a page shows it.</summary>
    public static ReportTable OfFile(string path)
    {
        using StreamReader reader = new(path);
        using CsvReader csv = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, BadDataFound = null });
        List<string[]> rows = [];
        int more = 0;
        while (csv.Read())
        {
            if (rows.Count <= MostRows)
            {
                rows.Add([.. Enumerable.Range(0, csv.ColumnCount).Select(column => Shortened(csv.GetField(column) ?? ""))]);
            }
            else
            {
                more++;
            }
        }

        return new ReportTable(rows.Count == 0 ? [] : rows[0], [.. rows.Skip(1)])
        {
            Notes = more == 0 ? [] : [$"The first {MostRows} of {MostRows + more} rows; all of them are in {Path.GetFileName(path)}."],
        };
    }

    /// <summary>The table as HTML.</summary>
    /// <param name="caption">What it shows, for those who do not see it.</param>
    public string ToHtml(string caption)
    {
        StringBuilder html = new("<div class=\"table\">");
        if (Rows.Count >= FewestToFilter)
        {
            html.Append($"<label class=\"filter\">filter <input type=\"search\" aria-label=\"Filter {Html.Text(caption)}\"></label> ");
            html.Append(Choices());
            html.Append("<span class=\"note count\" role=\"status\" aria-live=\"polite\"></span>");
        }

        html.Append(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Html.Text(caption)}\"><table "
            + $"class=\"sortable\"><caption>{Html.Text(caption)}</caption><thead><tr>");
        for (int column = 0; column < Columns.Count; column++)
        {
            bool numbers = Rows.Count > 0 && Rows.All(row => row.Count <= column || row[column].Length == 0 || row[column] == "-" || IsNumber(row[column]));
            html.Append($"<th scope=\"col\" aria-sort=\"none\"{(numbers ? " class=\"number\"" : "")}>"
                + Html.Element("button", Columns[column], "type=\"button\"") + "</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in Rows)
        {
            html.Append("<tr>").Append(string.Concat(row.Select(Cell))).Append("</tr>");
        }

        html.Append("</tbody></table></div></div>");
        foreach (string note in Notes)
        {
            html.Append(Html.Element("p", note, "class=\"note\""));
        }

        return html.ToString();
    }

    private string Choices() => Choice is not { } column ? "" :
        $"<label class=\"filter\">{Html.Text(Columns[column])} <select data-column=\"{column}\"><option value=\"\">any</option>"
        + string.Concat(Rows.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal).Select(value => Html.Element("option", value)))
        + "</select></label> ";

    private string Cell(string cell, int column) => column == Folded && cell.Length > 0 ? $"<td>{Html.Folded("show", Html.Element("pre", cell))}</td>"
        : IsNumber(cell) || cell == "-" ? $"<td class=\"number\">{Html.Text(cell)}</td>"
        : Breaks(cell) switch
        {
            null => $"<td>{Html.Text(cell)}</td>",
            NameClass => $"<td class=\"{NameClass}\">{Html.Text(cell).Replace("_", "_<wbr>", StringComparison.Ordinal)}</td>",
            { } breaks => $"<td class=\"{breaks}\">{Html.Text(cell)}</td>",
        };

    // Where a cell may break: a brief one nowhere, a long name without spaces after a low line first, then anywhere.
    private static string? Breaks(string cell) =>
        cell.Length <= BriefCell ? null
        : cell.Split(' ').Max(word => word.Length) >= LongName ? NameClass
        : cell.Length >= LongCell ? "long"
        : "words";

    // A number, or several as in an interval; a text that begins with one, such as '1-shot' or '13 films', is none.
    private static bool IsNumber(string cell) => Numbers().IsMatch(cell);

    [GeneratedRegex(@"^<?[-+]?\d[\d.,]*(e[-+]?\d+)?%?( to [-+]?\d[\d.,]*(e[-+]?\d+)?%?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // Numbers of a file have all their digits, which a reader of a page does not need.
    private static string Shortened(string cell) =>
        cell.Length > 9 && cell.Contains('.') && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value.ToString("G6", CultureInfo.InvariantCulture)
            : cell;
}
