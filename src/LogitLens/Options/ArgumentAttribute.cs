namespace LogitLens.Options;

/// <summary>
/// Makes a property an argument that is given by its place, without a name: <c>interp tokenize TEXT</c>.
/// In a config file it goes by its name, like any option.
/// </summary>
/// <param name="name">The name in kebab-case; upper-cased, it stands for the value in the help.</param>
/// <param name="help">What it is.</param>
public sealed class ArgumentAttribute(string name, string help) : OptionAttribute(name, help);
