using System.Diagnostics;
using LogitLens.Options;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>The examples of help and of docs/reference.md are command lines that parse; DocumentedCommandTests runs those of the other pages.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Lines => [.. Subcommands.All.SelectMany(command => command.Examples).Select(example => example.Arguments)];

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [MemberData(nameof(Lines))]
    public void An_example_names_a_command_and_options_that_it_has(string line)
    {
        IReadOnlyList<string> words = [.. Words(line).Select(InRepository)];
        OptionSet[] own = [];
        if (Subcommands.All.Single(command => command.Name == words[0]) is IConfigCommand caller)
        {
            own = [OptionSet.Of(caller.OwnOptionsType)];
            words = [ConfigFile.Load(words[1]).Command, "--config", words[1], .. words.Skip(2)];
        }

        ISubcommand command = Subcommands.All.Single(command => command.Name == words[0]);
        OptionSet set = OptionSet.Of(command.OptionsType), console = OptionSet.Of<ConsoleOptions>();
        ILookup<bool, (OptionDescriptor Option, IReadOnlyList<string> Texts)> given = new CommandParser(command.Name, [set, console, .. own])
            .Parse([.. words.Skip(1)]).ToLookup(pair => !set.Options.Contains(pair.Option));
        string? config = given[true].Where(pair => pair.Option.Name == "config").Select(pair => pair.Texts[0]).SingleOrDefault();

        Assert.NotEmpty(new BoundOptions(set, [.. given[false]], config, command.Name).Bind());
    }

    // As a shell parts them, without where the output goes.
    private static string[] Words(string line)
    {
        ProcessStartInfo start = new("bash", ["-euc", $"printf '%s\\n' {line.Split(" > ")[0]}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static string InRepository(string word) =>
        word.StartsWith("configs/", StringComparison.Ordinal) ? Path.Combine(SharedFiles.RepositoryRoot, word) : word;
}
