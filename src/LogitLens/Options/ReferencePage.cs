namespace LogitLens.Options;

/// <summary>Writes the reference of all commands and options as Markdown.</summary>
public static class ReferencePage
{
    /// <summary>The page, with a section per command.</summary>
    public static string Of(IReadOnlyList<CommandDescription> commands)
    {
        StringBuilder page = new();
        page.Append("# Commands and options\n\n");
        page.Append("Written by `interp docs` from the same declarations that the command line reads; do not edit by hand.\n\n");
        page.Append("Each option is also a key of a config file, under the same name without dashes.\n");
        page.Append("Options marked \\* cannot change what comes out of a run.\n");
        page.Append("An option that is given where it does not apply is refused.\n");
        foreach (CommandDescription command in commands)
        {
            Append(page, command);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, CommandDescription command)
    {
        page.Append($"\n## interp {command.Name}\n\n{command.Summary}.\n");
        if (command.Examples.Count > 0)
        {
            page.Append("\n```\n");
            foreach (CommandExample example in command.Examples)
            {
                page.Append($"# {example.Purpose}\ninterp {example.Arguments}\n");
            }

            page.Append("```\n");
        }

        foreach (IGrouping<string, OptionDescriptor> group in command.Options.Options.GroupBy(o => o.Group))
        {
            page.Append($"\n| {group.Key} | Value | Default | Applies | |\n|---|---|---|---|---|\n");
            foreach (OptionDescriptor option in group)
            {
                string name = option.DisplayName + (option.IsRunOnly ? "` \\*" : "`");
                string value = option.Type.IsSwitch ? "" : Code(option.Placeholder);
                page.Append($"| `{name} | {value} | {Code(option.DefaultText)} | {Limits(option, command.Options)} | {Escape(option.Help)}{Range(option)} |\n");
            }
        }
    }

    private static string Limits(OptionDescriptor option, OptionSet set) => Escape(string.Join("; ", option.Limits(set)));

    // The placeholder already lists choices; what is left to say is a number's range.
    private static string Range(OptionDescriptor option) =>
        option.Type.Expected.Contains("number ", StringComparison.Ordinal) ? $" ({Escape(option.Type.Expected)})" : "";

    private static string Code(string? text) => text is null ? "" : $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Escape(string text) => text
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
