namespace LogitLens.Options;

/// <summary>
/// Makes a property an option. The command line, config files, validation and the reference page all read this one declaration;
/// the property's initial value is the option's default.
/// </summary>
/// <param name="name">The option's name without dashes, in kebab-case: <c>batch-size</c>.</param>
/// <param name="help">What it does, for the person who types it: one or two sentences without a full stop at the end.</param>
[AttributeUsage(AttributeTargets.Property)]
public class OptionAttribute(string name, string help) : Attribute
{
    /// <summary>The option's name without dashes.</summary>
    public string Name { get; } = name;

    /// <summary>What the option does.</summary>
    public string Help { get; } = help;

    /// <summary>The letter that may be typed for it, after one dash; none for most.</summary>
    public char Letter { get; init; }

    /// <summary>What stands for the value in the help: <c>FILE</c>, <c>N</c>. The type's own placeholder when not given.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The smallest number allowed; for a list, of each element.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number allowed; for a list, of each element.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The words allowed, for text and lists of text. Enums list their own.</summary>
    public string[]? Choices { get; init; }

    /// <summary>A regular expression that the whole of a text value must match; give <see cref="Expected"/> with it.</summary>
    public string? Pattern { get; init; }

    /// <summary>What a right value is, for error messages: "auto, cpu, cuda or cuda:N".</summary>
    public string? Expected { get; init; }

    /// <summary>Whether the option has no default and must be given.</summary>
    public bool Required { get; init; }

    /// <summary>
    /// Whether the option only says how a run is carried out and cannot change what comes out of it (its folder, its verbosity).
    /// Two runs that differ in nothing else are the same run to <c>--resume</c> and <c>interp merge</c>.
    /// </summary>
    public bool RunOnly { get; init; }

    /// <summary>Whether the value can be the path of a file or folder that the run reads. A run never writes over these.</summary>
    public bool Input { get; init; }
}

/// <summary>
/// Makes a property an argument that is given by its place, without a name: <c>interp tokenize TEXT</c>.
/// In a config file it goes by its name, like any option.
/// </summary>
/// <param name="name">The name in kebab-case; upper-cased, it stands for the value in the help.</param>
/// <param name="help">What it is.</param>
public sealed class ArgumentAttribute(string name, string help) : OptionAttribute(name, help);

/// <summary>
/// Makes a record a group of options that belong together. A property of such a type adds the group's options to the record it is in,
/// so that commands share them by composition; its initial value gives their defaults there.
/// </summary>
/// <param name="title">The heading over the group in help and reference pages; that of the record it is in when not given.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptionGroupAttribute(string? title = null) : Attribute
{
    /// <summary>The heading over the group; null for that of the record it is in.</summary>
    public string? Title { get; } = title;
}

/// <summary>
/// Says where an option has an effect: when it is given (typed, or in a config file) and the condition does not hold, it is refused. May stand
/// on an option, on a property that holds a group or on a group's record (then it is of all its options), and on an enum's member (then it is
/// of that value alone). Several are conditions that must all hold. Help and reference pages say it too.
/// </summary>
/// <param name="condition">
/// Options as they are typed, without dashes, parted by <c>or</c>: <c>sweep tokens</c>, <c>group or cumulative</c>, <c>what heads|paths</c>.
/// A name alone stands for an option that is on, or has any value but 0. Names may also be facts (<see cref="IOptionFacts"/>): <c>task
/// classification</c>. In a command that has none of the names, the condition says nothing.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = true)]
public sealed class OnlyWithAttribute(string condition) : Attribute
{
    /// <summary>The condition as written.</summary>
    public string Condition { get; } = condition;

    /// <summary>On a group: the one option of it that is meant; null for all.</summary>
    public string? Option { get; init; }
}

/// <summary>Says with what an option cannot be given together; otherwise as <see cref="OnlyWithAttribute"/>.</summary>
/// <param name="condition">As <see cref="OnlyWithAttribute"/> has it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = true)]
public sealed class NotWithAttribute(string condition) : Attribute
{
    /// <summary>The condition as written.</summary>
    public string Condition { get; } = condition;

    /// <summary>On a group: the one option of it that is meant; null for all.</summary>
    public string? Option { get; init; }
}
