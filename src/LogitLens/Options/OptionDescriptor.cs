using System.Reflection;
using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>One option of a command: what its declaration says, and where its value lives.</summary>
public sealed class OptionDescriptor
{
    private readonly IReadOnlyList<PropertyInfo> _path;
    private readonly OptionAttribute _attribute;
    private readonly Dictionary<string, OptionCondition[]> _conditionsOfValues;

    internal OptionDescriptor(IReadOnlyList<PropertyInfo> path, OptionAttribute attribute, string group, object defaults)
    {
        (_path, _attribute, Group) = (path, attribute, group);
        Type = OptionTypes.Of(path[^1].PropertyType, attribute);
        Default = Get(defaults);
        Conditions =
        [
            .. path.SelectMany(property => OptionCondition.Of(property, Name)),
            .. path.SkipLast(1).SelectMany(property => OptionCondition.Of(property.PropertyType, Name)),
        ];
        _conditionsOfValues = EnumOf(path[^1].PropertyType) is { } words
            ? EnumWords.Of(words).ToDictionary(each => each.Word, each => OptionCondition.Of(each.Member, Name).ToArray())
            : [];
    }

    /// <summary>The name without dashes; the key in config files.</summary>
    public string Name => _attribute.Name;

    /// <summary>The name as typed: <c>--batch-size</c>, or <c>TEXT</c> for an argument given by its place.</summary>
    public string DisplayName => IsArgument ? Name.ToUpperInvariant() : "--" + Name;

    /// <summary>What the option does.</summary>
    public string Help => _attribute.Help;

    /// <summary>The heading that the option stands under.</summary>
    public string Group { get; }

    /// <summary>How its values are read and written.</summary>
    public OptionType Type { get; }

    /// <summary>What stands for a value in the help.</summary>
    public string Placeholder => _attribute.Placeholder is { } own ? own + (Type.IsList ? ",..." : "") : Type.Placeholder;

    /// <summary>The value when nothing is given, or null.</summary>
    public object? Default { get; }

    /// <summary>Whether the value is given by its place rather than by name.</summary>
    public bool IsArgument => _attribute is ArgumentAttribute;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired => _attribute.Required;

    /// <summary>Whether it cannot change what comes out of a run.</summary>
    public bool IsRunOnly => _attribute.RunOnly;

    /// <summary>What may be typed for its name, such as <c>-o</c>; none for most.</summary>
    public IReadOnlyList<string> ShortNames => _attribute.Letter == '\0' ? [] : [$"-{_attribute.Letter}"];

    /// <summary>Whether a value can be the path of something that the run reads.</summary>
    public bool IsInput => _attribute.Input;

    /// <summary>The default as a user would type it; null where there is none worth showing.</summary>
    public string? DefaultText =>
        Default is null || IsRequired || Type.IsSwitch || Type.Format(Default).Length == 0 ? null : Type.Format(Default);

    /// <summary>Where the option has an effect: what must hold when it is given.</summary>
    internal IReadOnlyList<OptionCondition> Conditions { get; }

    /// <summary>Where it has one, in words: "needs --sweep tokens", "rows and cols need --window"; empty where it always has.</summary>
    /// <param name="set">The command's options, since groups of options are shared and conditions may name another command's.</param>
    public IReadOnlyList<string> Limits(OptionSet set) =>
    [
        .. Conditions.Select(condition => condition.Describe(set)).OfType<string>(),
        .. _conditionsOfValues
            .SelectMany(each => each.Value, (each, condition) => (Word: each.Key, Limit: condition.Describe(set)))
            .Where(each => each.Limit is not null)
            .GroupBy(each => each.Limit, (limit, each) => $"{string.Join(", ", each.Select(value => value.Word))}: {limit}"),
    ];

    /// <summary>The option's value in a record of options.</summary>
    public object? Get(object options)
    {
        object? value = options;
        foreach (PropertyInfo property in _path)
        {
            value = property.GetValue(value);
        }

        return value;
    }

    /// <summary>The option's value in a record of options, as JSON.</summary>
    public JsonNode? GetJson(object options) => Get(options) is { } value ? Type.ToJson(value) : null;

    /// <summary>What must hold when the option has this value.</summary>
    internal IReadOnlyList<OptionCondition> ConditionsOfValue(string word) => _conditionsOfValues.GetValueOrDefault(word, []);

    internal void Set(object options, object? value)
    {
        object owner = options;
        foreach (PropertyInfo property in _path.Take(_path.Count - 1))
        {
            owner = property.GetValue(owner)!;
        }

        _path[^1].SetValue(owner, value);
    }

    private static Type? EnumOf(Type type)
    {
        Type element = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        return element.IsEnum ? element : null;
    }
}
