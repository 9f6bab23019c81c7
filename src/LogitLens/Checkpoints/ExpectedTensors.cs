namespace LogitLens.Checkpoints;

/// <summary>
/// The tensors that a model needs, held against those that a checkpoint has. What the names mean is the model's business; this finds
/// them, with or without a prefix, and says precisely what does not fit.
/// </summary>
/// <param name="Required">Name (without prefix) and shape of each tensor that must be there.</param>
internal sealed record ExpectedTensors(IReadOnlyDictionary<string, long[]> Required)
{
    /// <summary>Tensors that may be there, and then have this shape: an untied head that the config leaves open, say.</summary>
    public IReadOnlyDictionary<string, long[]> Optional { get; init; } = new Dictionary<string, long[]>();

    /// <summary>Whether a name (without prefix) that is neither required nor optional is passed over: buffers such as masks.</summary>
    public Func<string, bool> Ignore { get; init; } = static _ => false;

    /// <summary>A prefix that each name may carry in the file: <c>transformer.</c>; empty for none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The entry for each required and each present optional tensor, by the name without prefix.</summary>
    /// <exception cref="InputException">
    /// A tensor has another shape, is not floating-point, is missing, is not expected, or is there both with and without the prefix.
    /// The message names the tensor, the file, what was found and what was expected, and how many more there are.
    /// </exception>
    public IReadOnlyDictionary<string, TensorEntry> Match(Checkpoint checkpoint)
    {
        Dictionary<string, TensorEntry> found = new();
        List<string> problems = new();
        foreach (TensorEntry entry in checkpoint.Tensors.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string name = WithoutPrefix(entry.Name);
            long[]? shape = Required.GetValueOrDefault(name) ?? Optional.GetValueOrDefault(name);
            if (shape is null)
            {
                if (!Ignore(name))
                {
                    problems.Add($"{entry.File}: unexpected tensor {entry.Name} {Describe(entry)}: the model has none of that name");
                }
            }
            else if (!found.TryAdd(name, entry))
            {
                problems.Add($"{entry.File}: tensor {name} is there twice, as {found[name].Name} and as {entry.Name}");
            }
            else if (!entry.Shape.AsSpan().SequenceEqual(shape))
            {
                problems.Add($"{entry.File}: tensor {entry.Name} is {Describe(entry)}, expected {TensorEntry.Describe(shape)}");
            }
            else if (!entry.DType.IsFloatingPoint())
            {
                problems.Add($"{entry.File}: tensor {entry.Name} is {Describe(entry)}, expected F32, F16, BF16 or F64");
            }
        }

        problems.AddRange(
            from required in Required
            where !found.ContainsKey(required.Key)
            select $"{checkpoint.Path}: tensor {required.Key} is missing, expected {TensorEntry.Describe(required.Value)}; "
                + $"the file has {checkpoint.Tensors.Count} tensors{PrefixHint}");

        return problems.Count switch
        {
            0 => found,
            1 => throw new InputException(problems[0]),
            _ => throw new InputException($"{problems[0]} (and {problems.Count - 1} more such, the next: {problems[1]})"),
        };
    }

    private string PrefixHint => Prefix.Length == 0 ? "" : $", looked for with and without \"{Prefix}\"";

    private string WithoutPrefix(string name) =>
        Prefix.Length > 0 && name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static string Describe(TensorEntry entry) => $"{entry.DType.SafetensorsName()} {TensorEntry.Describe(entry.Shape)}";
}
