namespace LogitLens.Tables;

/// <summary>Writes the reference of all CSV files and their columns as Markdown.</summary>
public static class ColumnsPage
{
    /// <summary>The page, with a section for each command that writes tables.</summary>
    /// <param name="commands">Each command's name with the tables that its runs write.</param>
    public static string Of(IEnumerable<(string Command, IReadOnlyList<TableSet> Tables)> commands)
    {
        StringBuilder page = new();
        page.Append("# Tables and their columns\n\n");
        page.Append("Written by `interp docs columns` from the same declarations that write the files; do not edit by hand.\n\n");
        page.Append("A run folder's tables are CSV files in UTF-8, one observation a row. What a row does not have is an empty cell.\n");
        foreach ((string command, IReadOnlyList<TableSet> sets) in commands)
        {
            page.Append($"\n## interp {command}\n");
            foreach (TableSet set in sets)
            {
                page.Append(set.When.Length > 0 ? $"\n### {char.ToUpperInvariant(set.When[0])}{set.When[1..]}\n" : "");
                foreach (ITable table in set.Tables)
                {
                    Append(page, table);
                }
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, ITable table)
    {
        page.Append($"\n`{table.Name}.csv`: a row is {Escape(table.Meaning)}.\n\n| Column | Values | |\n|---|---|---|\n");
        foreach (Heading heading in table.Headings)
        {
            page.Append($"| `{heading.Name}` | {heading.Format.Unit} | {Escape(heading.Meaning)} |\n");
        }

        foreach (Heading heading in table.Headings.Where(heading => heading.Values.Count > 0))
        {
            page.Append($"\n`{heading.Name}` is one of:\n\n");
            foreach ((string value, string meaning) in heading.Values)
            {
                page.Append($"- `{value}`: {Escape(meaning)}\n");
            }
        }
    }

    private static string Escape(string text) => text
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
