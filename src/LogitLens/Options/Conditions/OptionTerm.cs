using System.Collections;

namespace LogitLens.Options;

/// <summary>One alternative of a condition: an option or fact that is given, or that has one of these values.</summary>
/// <param name="Name">The option's or fact's name.</param>
/// <param name="Values">The values; none for any.</param>
internal sealed record OptionTerm(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Reads <c>sweep tokens|rows</c>.</summary>
    public static OptionTerm Parse(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length switch
        {
            1 => new OptionTerm(parts[0], []),
            2 => new OptionTerm(parts[0], parts[1].Split('|')),
            _ => throw new ArgumentException($"'{text}' is no condition: a name, or a name and its values parted by |"),
        };
    }

    /// <summary>Whether a value is one of those meant.</summary>
    public bool Accepts(OptionType type, object value) =>
        Values.Count == 0 ? IsPresent(value) : type.Format(value).Split(',').Any(Values.Contains);

    /// <summary>As a user would type it, or, for a fact, in words.</summary>
    public string Text(OptionSet set)
    {
        string name = set.Find(Name)?.DisplayName ?? $"the {Name}";
        return Values.Count == 0 ? name : $"{name} {Either(Values)}";
    }

    /// <summary>"a, b or c".</summary>
    public static string Either(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    private static bool IsPresent(object value) => value switch
    {
        bool on => on,
        int number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IEnumerable list => list.Cast<object>().Any(IsPresent),
        _ => true,
    };
}
