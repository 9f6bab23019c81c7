using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>All options of one record type, groups flattened, in the order of declaration.</summary>
public sealed class OptionSet
{
    private static readonly ConcurrentDictionary<Type, OptionSet> s_sets = new();
    private readonly Dictionary<string, OptionDescriptor> _byName;
    private readonly IReadOnlyList<string> _facts;

    private OptionSet(Type type)
    {
        RecordType = type;
        List<OptionDescriptor> found = new();
        object defaults = Activator.CreateInstance(type)!;
        Collect(type, [], type.GetCustomAttribute<OptionGroupAttribute>()?.Title ?? "Options", defaults, found);
        Options = found;
        _facts = (defaults as IOptionFacts)?.FactNames ?? [];
        _byName = found.ToDictionary(o => o.Name);
    }

    /// <summary>The record type that holds the values.</summary>
    public Type RecordType { get; }

    /// <summary>The options in the order of declaration.</summary>
    public IReadOnlyList<OptionDescriptor> Options { get; }

    /// <summary>The options of a record type, which needs a constructor without parameters and init properties.</summary>
    /// <exception cref="ArgumentException">Two options share a name.</exception>
    /// <exception cref="NotSupportedException">An option is of a type that cannot be read.</exception>
    public static OptionSet Of(Type type) => s_sets.GetOrAdd(type, static t => new OptionSet(t));

    /// <inheritdoc cref="Of(Type)"/>
    public static OptionSet Of<T>()
        where T : new() => Of(typeof(T));

    /// <summary>The option of this name, or null.</summary>
    public OptionDescriptor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The option of this name.</summary>
    /// <param name="name">The name without dashes.</param>
    /// <param name="where">What holds the name, for the error message: a file's path.</param>
    /// <exception cref="InputException">There is no such option; the message gives the nearest one.</exception>
    public OptionDescriptor Require(string name, string where) =>
        Find(name) ?? throw new InputException($"{where}: there is no option '{name}'{NearestName.Hint(name, _byName.Keys)}");

    /// <summary>Whether a condition may name this: an option of the command, or a fact that it finds out.</summary>
    internal bool Knows(string name) => _byName.ContainsKey(name) || _facts.Contains(name);

    /// <summary>Every option's value, by name, in the order of declaration; null where there is none.</summary>
    public JsonObject ToJson(object options) => new(Options.Select(o => KeyValuePair.Create(o.Name, o.GetJson(options))));

    /// <summary>Options read back from <see cref="ToJson"/>'s form.</summary>
    /// <param name="json">An object of option names and values.</param>
    /// <param name="where">What holds the object, for error messages.</param>
    /// <exception cref="InputException">A name or value is wrong.</exception>
    public object FromJson(JsonElement json, string where)
    {
        OptionValues values = new(this);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            values.SetJson(property.Name, property.Value, where);
        }

        return values.Build();
    }

    /// <summary>The same options with another value of one of them.</summary>
    /// <exception cref="InputException">There is no such option, or its value is wrong.</exception>
    public object With(object options, string name, JsonNode? value)
    {
        JsonObject json = ToJson(options);
        json[name] = value;
        return FromJson(JsonSerializer.SerializeToElement(json), RecordType.Name);
    }

    private static void Collect(Type type, IReadOnlyList<PropertyInfo> path, string group, object defaults, List<OptionDescriptor> found)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            IReadOnlyList<PropertyInfo> here = [.. path, property];
            if (property.GetCustomAttribute<OptionAttribute>() is { } option)
            {
                found.Add(new OptionDescriptor(here, option, group, defaults));
            }
            else if (property.PropertyType.GetCustomAttribute<OptionGroupAttribute>() is { } inner)
            {
                Collect(property.PropertyType, here, inner.Title ?? group, defaults, found);
            }
        }
    }
}
