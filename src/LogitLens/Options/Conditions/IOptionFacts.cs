namespace LogitLens.Options;

/// <summary>
/// Options on which more hangs than they say themselves, such as what the named dataset is made for. Conditions of options may name such a
/// fact like an option; where the command has an option of that name, a value that is given comes before the fact.
/// </summary>
public interface IOptionFacts
{
    /// <summary>The facts' names; the same for any values of the options.</summary>
    public IReadOnlyList<string> FactNames { get; }

    /// <summary>Finds a fact out; null where it cannot be found, as when there is no such file, which is for others to say.</summary>
    public OptionFact? FindFact(string name);
}

/// <summary>Something found out about what options name.</summary>
/// <param name="Value">Its value, as a condition would have it: <c>generation</c>.</param>
/// <param name="Text">It as the end of a sentence: "gsm8k is made for generation".</param>
public sealed record OptionFact(string Value, string Text);

/// <summary>Options, or a group of them, with rules that tie several options together.</summary>
public interface IValidatedOptions
{
    /// <summary>Checks the rules, once every option has its value.</summary>
    /// <exception cref="InputException">A rule is broken; the message names the options.</exception>
    public void Validate();
}
