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
