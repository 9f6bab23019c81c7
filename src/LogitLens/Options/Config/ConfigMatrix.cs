namespace LogitLens.Options;

/// <summary>One run that a config file asks for.</summary>
/// <param name="Axes">The place of this run on each axis of the matrix: the axis's name and its value as text.</param>
/// <param name="Values">Options' values by name.</param>
public sealed record ConfigRun(IReadOnlyList<(string Axis, string Value)> Axes, IReadOnlyDictionary<string, JsonElement> Values)
{
    /// <summary>The run's place as a folder name: <c>model=gpt2_shots=1</c>.</summary>
    public string FolderName => string.Join('_', Axes.Select(a => Clean(a.Axis + "=" + a.Value)));

    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '=' or '.' or '-' or '_' or '+' ? c : '-')).Trim('-');
}

/// <summary>Expands the matrix of a config file into runs.</summary>
internal static class ConfigMatrix
{
    // Each is planned before the first runs, and has a folder of its own.
    private const long MostRuns = 10_000;

    /// <exception cref="InputException">
    /// The matrix is not an object of lists, an axis sets what the file sets already, or there are too many combinations.
    /// </exception>
    public static IReadOnlyList<ConfigRun> Expand(JsonElement matrix, IReadOnlyDictionary<string, JsonElement> common, string path)
    {
        if (matrix.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(
                $"{path}: matrix is an object of option names and lists of values, such as {{\"model\": [\"gpt2\", \"distilgpt2\"]}}");
        }

        List<ConfigRun> runs = [new ConfigRun([], common)];
        foreach (JsonProperty axis in matrix.EnumerateObject())
        {
            if (axis.Value.ValueKind != JsonValueKind.Array || axis.Value.GetArrayLength() == 0)
            {
                throw new InputException($"{path}: matrix.{axis.Name} needs a list of at least one value");
            }

            if ((long)runs.Count * axis.Value.GetArrayLength() > MostRuns)
            {
                throw new InputException($"{path}: the matrix has more than {MostRuns:N0} combinations; cut axes, or make several files of it");
            }

            runs = [.. runs.SelectMany(run => axis.Value.EnumerateArray().Select(value => Extend(run, axis.Name, value, path)))];
        }

        return runs;
    }

    private static ConfigRun Extend(ConfigRun run, string axis, JsonElement value, string path)
    {
        IEnumerable<(string Name, JsonElement Value)> settings = value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(p => (p.Name, p.Value))
            : [(axis, value)];
        Dictionary<string, JsonElement> values = run.Values.ToDictionary();
        foreach ((string name, JsonElement setting) in settings)
        {
            if (!values.TryAdd(name, setting))
            {
                throw new InputException($"{path}: {name} is set twice: on matrix axis '{axis}' and elsewhere in the file");
            }
        }

        return new ConfigRun([.. run.Axes, (axis, Label(value))], values);
    }

    private static string Label(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join('+', value.EnumerateObject().Select(p => Label(p.Value))),
        JsonValueKind.Array => string.Join('+', value.EnumerateArray().Select(Label)),
        _ => value.ToString(),
    };
}
