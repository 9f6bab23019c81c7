namespace LogitLens.Options;

/// <summary>
/// Values given for a command's options, gathered from several places: what is set later wins, so the config file comes first and the
/// command line after it. What is not set keeps its default.
/// </summary>
public sealed class OptionValues(OptionSet set)
{
    private readonly Dictionary<OptionDescriptor, object?> _values = [];

    /// <summary>Sets an option from text typed by the user; a list may come in several texts.</summary>
    /// <exception cref="InputException">A value is wrong; the message says what would be right.</exception>
    public void SetText(OptionDescriptor option, IReadOnlyList<string> texts)
    {
        string text = string.Join(',', texts);
        bool isRight = option.IsArgument ? option.Type.TryParseEach(texts, out object? value) : option.Type.TryParse(text, out value);
        _values[option] = isRight
            ? value
            : throw new InputException($"{option.DisplayName}: '{text}' {option.Type.Refusal(text)}");
    }

    /// <summary>Sets an option from JSON; null stands for "not given".</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="json">Its value.</param>
    /// <param name="where">What holds it, for error messages: a file's path.</param>
    /// <exception cref="InputException">There is no such option, or its value is wrong.</exception>
    public void SetJson(string name, JsonElement json, string where) => Set(set.Require(name, where), json, where);

    /// <summary>Sets an option from a config file, whose paths are looked for beside it first.</summary>
    /// <exception cref="InputException">There is no such option, or its value is wrong.</exception>
    public void SetFrom(ConfigFile config, string name, JsonElement json)
    {
        OptionDescriptor option = set.Require(name, config.Path);
        Set(option, InputPaths.Beside(option, json, config.Folder), config.Path);
    }

    /// <summary>Those of the given options that have no effect beside the others.</summary>
    /// <param name="options">What <see cref="Build"/> made.</param>
    public IReadOnlyList<OptionMisfit> Misfits(object options) =>
        [.. new OptionUse(set, options).Misfits(set.Options.Where(_values.ContainsKey))];

    /// <summary>The record of options with every value in its place.</summary>
    /// <exception cref="InputException">A required option is missing, or a rule over several options is broken.</exception>
    public object Build()
    {
        object options = Activator.CreateInstance(set.RecordType)!;
        foreach (OptionDescriptor option in set.Options)
        {
            if (_values.TryGetValue(option, out object? value))
            {
                option.Set(options, value);
            }
            else if (option.IsRequired)
            {
                throw new InputException($"{option.DisplayName} is missing: {option.Help}");
            }
        }

        foreach (IValidatedOptions validated in Validated(options))
        {
            validated.Validate();
        }

        return options;
    }

    private void Set(OptionDescriptor option, JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            _values.Remove(option);
            return;
        }

        _values[option] = option.Type.TryRead(json, out object? value)
            ? value
            : throw new InputException($"{where}: {option.Name} is {json.GetRawText()}, which {option.Type.Refusal(json.GetRawText())}");
    }

    private static IEnumerable<IValidatedOptions> Validated(object options) =>
        options.GetType().GetProperties()
            .Where(p => p.PropertyType.IsDefined(typeof(OptionGroupAttribute), false))
            .Select(p => p.GetValue(options))
            .Append(options)
            .OfType<IValidatedOptions>();
}
