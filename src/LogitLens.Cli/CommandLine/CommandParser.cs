using System.CommandLine;
using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>Reads one subcommand's arguments by its option descriptors.</summary>
internal sealed class CommandParser
{
    private static readonly ParserConfiguration s_configuration = new()
    {
        // "@" and "-ab" are text here: prompts may begin with them.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    private readonly Command _command;
    private readonly List<(OptionDescriptor Descriptor, Option Option)> _options = [];
    private readonly Argument<string[]> _places = new("arguments") { Arity = ArgumentArity.ZeroOrMore };
    private readonly IReadOnlyList<OptionDescriptor> _placed;

    public CommandParser(string name, params IReadOnlyList<OptionSet> sets)
    {
        _command = new Command(name) { TreatUnmatchedTokensAsErrors = false };
        _command.Arguments.Add(_places);
        _placed = [.. sets.SelectMany(set => set.Options).Where(o => o.IsArgument)];
        foreach (OptionDescriptor descriptor in sets.SelectMany(set => set.Options).Where(o => !o.IsArgument))
        {
            Option option = descriptor.Type.IsSwitch
                ? new Option<bool>(descriptor.DisplayName, [.. descriptor.ShortNames])
                : new Option<string[]>(descriptor.DisplayName, [.. descriptor.ShortNames])
                {
                    Arity = ArgumentArity.ZeroOrMore,
                    AllowMultipleArgumentsPerToken = false,
                };
            _options.Add((descriptor, option));
            _command.Options.Add(option);
        }
    }

    /// <summary>The texts given for each option that was given, as typed.</summary>
    /// <exception cref="InputException">There is an unknown option, an option without its value, or an argument too many.</exception>
    public IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> Parse(IReadOnlyList<string> arguments)
    {
        RejectUnknownOptions(arguments);
        ParseResult result = _command.Parse(arguments, s_configuration);
        List<(OptionDescriptor, IReadOnlyList<string>)> given = new();
        foreach ((OptionDescriptor descriptor, Option option) in _options)
        {
            if (result.GetResult(option) is { Implicit: false } found)
            {
                given.Add((descriptor, Texts(descriptor, [.. found.Tokens.Select(t => t.Value)])));
            }
        }

        given.AddRange(ByPlace(result.GetValue(_places) ?? []));
        return given;
    }

    private static IReadOnlyList<string> Texts(OptionDescriptor descriptor, IReadOnlyList<string> texts) =>
        (texts.Count, descriptor.Type) switch
        {
            (0, { IsSwitch: true }) => ["true"],
            (0, _) => throw new InputException($"{descriptor.DisplayName} needs a value: {descriptor.Type.Expected}"),
            (_, { IsList: true }) => texts,
            _ => [texts[^1]],
        };

    private IEnumerable<(OptionDescriptor Option, IReadOnlyList<string> Texts)> ByPlace(string[] values)
    {
        int next = 0;
        foreach (OptionDescriptor argument in _placed)
        {
            int count = argument.Type.IsList ? values.Length - next : Math.Min(1, values.Length - next);
            if (count > 0)
            {
                yield return (argument, values[next..(next + count)]);
            }

            next += count;
        }

        if (next < values.Length)
        {
            string takes = _placed.Count == 0 ? "takes options only" : "takes " + string.Join(' ', _placed.Select(p => p.DisplayName));
            string hint = _options.Any(o => o.Descriptor.Name == values[next]) ? $" (did you mean --{values[next]}?)" : "";
            throw new InputException($"'{values[next]}' is one argument too many: interp {_command.Name} {takes}{hint}");
        }
    }

    private void RejectUnknownOptions(IReadOnlyList<string> arguments)
    {
        foreach (string argument in arguments.TakeWhile(a => a != "--"))
        {
            string name = argument.Split('=', ':')[0];
            if (name.Length > 2 && name.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(name[2])
                && _options.All(o => o.Descriptor.DisplayName != name))
            {
                string hint = NearestName.Hint(name[2..], _options.Select(o => o.Descriptor.Name), "--");
                throw new InputException($"interp {_command.Name} has no option {name}{hint}");
            }
        }
    }
}
