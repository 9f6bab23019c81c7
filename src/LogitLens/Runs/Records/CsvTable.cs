using CsvHelper;

namespace LogitLens.Runs;

/// <summary>A tidy table: one observation a row.</summary>
/// <param name="Name">The file's name without extension, in kebab-case.</param>
/// <param name="Columns">Headings, in snake_case.</param>
/// <param name="Rows">Rows of as many values as there are columns; null, NaN and infinities become empty cells.</param>
public sealed record CsvTable(string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Writes heading and rows.</summary>
    public void Write(TextWriter writer)
    {
        using CsvWriter csv = new(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (string column in Columns)
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        foreach (IReadOnlyList<object?> row in Rows)
        {
            foreach (object? cell in row)
            {
                csv.WriteField(Text(cell));
            }

            csv.NextRecord();
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double d => double.IsFinite(d) ? d.ToString("R", CultureInfo.InvariantCulture) : "",
        float f => float.IsFinite(f) ? f.ToString("R", CultureInfo.InvariantCulture) : "",
        bool b => b ? "true" : "false",
        Enum e => JsonNamingPolicy.KebabCaseLower.ConvertName(e.ToString()),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
