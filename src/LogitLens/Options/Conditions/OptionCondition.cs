using System.Reflection;

namespace LogitLens.Options;

/// <summary>A condition under which an option may be given.</summary>
/// <param name="Alternatives">What it names.</param>
/// <param name="IsExclusion">Whether none of them may hold, rather than one that must.</param>
internal sealed record OptionCondition(IReadOnlyList<OptionTerm> Alternatives, bool IsExclusion)
{
    /// <summary>The conditions declared on a member: a property, a record or an enum's member.</summary>
    /// <param name="option">The option that is asked about, since a condition on a group may be of one of its options alone.</param>
    public static IEnumerable<OptionCondition> Of(MemberInfo member, string option) =>
    [
        .. member.GetCustomAttributes<OnlyWithAttribute>(inherit: false).Where(a => a.Option is null || a.Option == option)
            .Select(a => Parse(a.Condition, isExclusion: false)),
        .. member.GetCustomAttributes<NotWithAttribute>(inherit: false).Where(a => a.Option is null || a.Option == option)
            .Select(a => Parse(a.Condition, isExclusion: true)),
    ];

    /// <summary>The condition in words, as far as it concerns a command: "needs --sweep tokens"; null where it does not.</summary>
    public string? Describe(OptionSet set)
    {
        OptionTerm[] known = [.. Alternatives.Where(term => set.Knows(term.Name))];
        string text = OptionTerm.Either([.. known.Select(term => term.Text(set))]);
        return known.Length == 0 ? null : IsExclusion ? $"not with {text}" : $"needs {text}";
    }

    private static OptionCondition Parse(string text, bool isExclusion) => new([.. text.Split(" or ").Select(OptionTerm.Parse)], isExclusion);
}
