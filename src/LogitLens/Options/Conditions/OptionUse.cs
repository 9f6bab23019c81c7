namespace LogitLens.Options;

/// <summary>Holds the options that were given against the conditions that they are declared with.</summary>
internal sealed class OptionUse(OptionSet set, object options)
{
    /// <summary>Those that have no effect here.</summary>
    /// <param name="given">The options that were given; defaults are never unfit.</param>
    public IEnumerable<OptionMisfit> Misfits(IEnumerable<OptionDescriptor> given) =>
        from option in given
        where option.Get(options) is not null
        from misfit in Misfits(option)
        select misfit;

    private IEnumerable<OptionMisfit> Misfits(OptionDescriptor option)
    {
        foreach (OptionCondition condition in option.Conditions)
        {
            if (Breach(condition, option.DisplayName) is { } message)
            {
                yield return new OptionMisfit(option, message, IsIdle: !condition.IsExclusion);
            }
        }

        foreach (string word in option.Type.Format(option.Get(options)!).Split(','))
        {
            foreach (OptionCondition condition in option.ConditionsOfValue(word))
            {
                if (Breach(condition, $"{option.DisplayName} {word}") is { } message)
                {
                    yield return new OptionMisfit(option, message, IsIdle: false);
                }
            }
        }
    }

    // How a condition is broken; null where it is not, or cannot be told.
    private string? Breach(OptionCondition condition, string option)
    {
        OptionTerm[] known = [.. condition.Alternatives.Where(term => set.Knows(term.Name))];
        if (condition.IsExclusion)
        {
            return Array.Find(known, term => Holds(term) == true) is { } other
                ? Because(other) is { Length: > 0 } reason
                    ? $"{option} has no effect for {other.Text(set)}{reason}"
                    : $"{option} and {other.Text(set)} exclude each other"
                : null;
        }

        return known.Length == 0 || known.Any(term => Holds(term) != false)
            ? null
            : $"{option} {condition.Describe(set)}{string.Concat(known.Select(Because).Distinct())}";
    }

    // Null where it is a fact that cannot be found.
    private bool? Holds(OptionTerm term)
    {
        if (set.Find(term.Name) is { } option && option.Get(options) is { } value)
        {
            return term.Accepts(option.Type, value);
        }

        return Facts(term) is { } facts ? facts.FindFact(term.Name) is { } fact ? term.Values.Contains(fact.Value) : null : false;
    }

    private string Because(OptionTerm term) =>
        set.Find(term.Name)?.Get(options) is null && Facts(term)?.FindFact(term.Name) is { } fact ? $", and {fact.Text}" : "";

    private IOptionFacts? Facts(OptionTerm term) => options is IOptionFacts facts && facts.FactNames.Contains(term.Name) ? facts : null;
}

/// <summary>An option that was given where it has no effect.</summary>
/// <param name="Option">The option.</param>
/// <param name="Message">What is wrong: "--strips needs --sweep tokens".</param>
/// <param name="IsIdle">
/// Whether it would merely do nothing, which is right in some runs of a matrix as long as it does something in another; else it contradicts.
/// </param>
public sealed record OptionMisfit(OptionDescriptor Option, string Message, bool IsIdle);
