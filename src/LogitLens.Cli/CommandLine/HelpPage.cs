using LogitLens.Cli.Terminal;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.CommandLine;

/// <summary>Writes the help: an overview of subcommands, and a page for each.</summary>
internal static class HelpPage
{
    private const int Width = 100;
    private const int Indent = 2;

    public static void WriteOverview(IReadOnlyList<ISubcommand> commands, TextWriter output)
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
                WriteEntry(output, command.Name, command.Summary, column);
            }
        }

        output.WriteLine();
        output.WriteLine("interp COMMAND --help explains a command; interp --version gives the version.");
    }

    public static void WriteCommand(ISubcommand command, TextWriter output)
    {
        OptionSet own = OptionSet.Of(command.OptionsType);
        List<OptionDescriptor> options = own.Options.Concat(OptionSet.Of<ConsoleOptions>().Options).ToList();
        output.WriteLine($"interp {command.Name}: {command.Summary}");
        output.WriteLine();
        string places = string.Concat(own.Options.Where(o => o.IsArgument).Select(o => " " + Place(o)));
        output.WriteLine($"Usage: interp {command.Name}{places} [options]");
        int column = Math.Min(30, options.Max(o => Name(o).Length) + Indent + 2);
        foreach (IGrouping<string, OptionDescriptor> group in options.GroupBy(o => o.IsArgument ? "Arguments" : o.Group))
        {
            output.WriteLine();
            output.WriteLine(group.Key + ":");
            foreach (OptionDescriptor option in group)
            {
                WriteEntry(output, Name(option), Describe(option, own), column);
            }
        }

        WriteExamples(command, output);
    }

    public static void WriteVersion(TextWriter output) => output.WriteLine("interp " + ToolVersion.Current);

    private static void WriteExamples(ISubcommand command, TextWriter output)
    {
        if (command.Examples.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (CommandExample example in command.Examples)
        {
            output.WriteLine($"  interp {example.Arguments}");
            output.WriteLine($"      {example.Purpose}");
        }
    }

    private static string Title(CommandGroup group) => group == CommandGroup.ModelsAndData ? "Models and data" : group.ToString();

    private static string Name(OptionDescriptor option) => option switch
    {
        { IsArgument: true } => option.DisplayName,
        { Type.IsSwitch: true } => option.DisplayName,
        _ => $"{option.DisplayName} {option.Placeholder}",
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

    private static void WriteEntry(TextWriter output, string name, string text, int column)
    {
        string head = new string(' ', Indent) + name;
        bool fits = head.Length + 2 <= column;
        if (!fits)
        {
            output.WriteLine(head);
        }

        string margin = new(' ', column);
        string first = fits ? head.PadRight(column) : margin;
        foreach (string line in Wrapped.Lines(text, Width - column))
        {
            output.WriteLine(first + line);
            first = margin;
        }
    }
}
