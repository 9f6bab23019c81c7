using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Writes the help: an overview of subcommands, and a page for each.</summary>
/// <param name="width">The terminal's width; wide ones are not used to their end.</param>
internal sealed class HelpPage(TextWriter output, int width)
{
    private const int Widest = 100;
    private const int Narrowest = 40;
    private const int Indent = 2;
    private const int OptionColumn = 30;
    private const int NarrowColumn = 8;

    private int Width => Math.Clamp(width, Narrowest, Widest);

    /// <summary>The page of all subcommands.</summary>
    public void WriteOverview(IReadOnlyList<ISubcommand> commands)
    {
        output.WriteLine("interp: open up GPT-2 from the command line");
        output.WriteLine();
        output.WriteLine("Usage: interp COMMAND [options]");
        int column = commands.Max(c => c.Name.Length) + Indent + 2;
        foreach (IGrouping<CommandGroup, ISubcommand> group in commands.GroupBy(c => c.Group).OrderBy(g => g.Key))
        {
            output.WriteLine();
            output.WriteLine(Title(group.Key) + ":");
            foreach (ISubcommand command in group)
            {
                WriteEntry(command.Name, command.Summary, column);
            }
        }

        output.WriteLine();
        WriteLines("", "interp COMMAND --help explains a command; interp --version gives the version.");
    }

    /// <summary>The page of one.</summary>
    public void WriteCommand(ISubcommand command)
    {
        OptionSet own = OptionSet.Of(command.OptionsType);
        List<OptionDescriptor> options = own.Options.Concat(ConsoleOptions.For(command)).ToList();
        WriteLines("", $"interp {command.Name}: {command.Summary}");
        output.WriteLine();
        string places = string.Concat(own.Options.Where(o => o.IsArgument).Select(o => " " + Place(o)));
        output.WriteLine($"Usage: interp {command.Name}{places} [options]");
        int column = Width < 2 * OptionColumn ? NarrowColumn : Math.Min(OptionColumn, options.Max(o => Name(o).Length) + Indent + 2);
        foreach (IGrouping<string, OptionDescriptor> group in options.GroupBy(o => o.IsArgument ? "Arguments" : o.Group))
        {
            output.WriteLine();
            output.WriteLine(group.Key + ":");
            foreach (OptionDescriptor option in group)
            {
                WriteEntry(Name(option), Describe(option, own), column);
            }
        }

        WriteExamples(command);
    }

    /// <summary>The program's name and version.</summary>
    public static void WriteVersion(TextWriter output) => output.WriteLine("interp " + ToolVersion.Current);

    private void WriteExamples(ISubcommand command)
    {
        if (command.Examples.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (CommandExample example in command.Examples)
        {
            WriteExample($"interp {example.Arguments}");
            WriteLines("      ", example.Purpose);
        }
    }

    private static string Title(CommandGroup group) => group == CommandGroup.ModelsAndData ? "Models and data" : group.ToString();

    private static string Name(OptionDescriptor option) => option switch
    {
        { IsArgument: true } => option.DisplayName,
        { Type.IsSwitch: true } => option.DisplayName,
        _ => $"{string.Join(", ", option.ShortNames.Append(option.DisplayName))} {option.Placeholder}",
    };

    private static string Place(OptionDescriptor option)
    {
        string name = option.DisplayName + (option.Type.IsList ? "..." : "");
        return option.IsRequired ? name : $"[{name}]";
    }

    private static string Describe(OptionDescriptor option, OptionSet set)
    {
        List<string> remarks = [.. option.Limits(set)];
        if (option.Type.Choices.Count > 0 && !option.Placeholder.Contains('|', StringComparison.Ordinal))
        {
            remarks.Add("one of " + string.Join(", ", option.Type.Choices));
        }

        if (option.IsRequired && !option.IsArgument)
        {
            remarks.Add("required");
        }

        if (option.DefaultText is { } value)
        {
            remarks.Add("default " + value);
        }

        return option.Help + (remarks.Count > 0 ? $" [{string.Join("; ", remarks)}]" : "");
    }

    private void WriteEntry(string name, string text, int column)
    {
        string head = new string(' ', Indent) + name;
        bool fits = head.Length + 2 <= column;
        if (!fits)
        {
            foreach (string line in Broken(head, Width, new string(' ', 2 * Indent)))
            {
                output.WriteLine(line);
            }
        }

        string margin = new(' ', column);
        string first = fits ? head.PadRight(column) : margin;
        foreach (string line in Wrapped.Lines(text, Width - column).SelectMany(line => Broken(line, Width - column, "")))
        {
            output.WriteLine(first + line);
            first = margin;
        }
    }

    // A command that is longer than a line goes on in the next as a shell reads it: it can be pasted as it stands.
    private void WriteExample(string example)
    {
        string line = "  ";
        foreach (string word in ShellWords.Parts(example))
        {
            if (line.Trim().Length > 0 && line.Length + 1 + word.Length + 2 > Width)
            {
                output.WriteLine(line + " \\");
                line = "      " + word;
            }
            else
            {
                line = line.Trim().Length == 0 ? line + word : $"{line} {word}";
            }
        }

        output.WriteLine(line);
    }

    // Values that are parted by bars or commas make long words, which may end a line after each of these.
    private static IEnumerable<string> Broken(string line, int width, string margin)
    {
        while (line.Length > width && line.LastIndexOfAny(['|', ','], width - 1) is int end and > 0)
        {
            yield return line[..(end + 1)];
            line = margin + line[(end + 1)..].TrimStart();
        }

        yield return line;
    }

    private void WriteLines(string margin, string text)
    {
        foreach (string line in Wrapped.Lines(text, Width - margin.Length))
        {
            output.WriteLine(margin + line);
        }
    }
}
