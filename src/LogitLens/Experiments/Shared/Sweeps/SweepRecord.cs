using LogitLens.Runs;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What a sweep finds for one example. Lists by item are in the order of results.json's <c>items</c>.</summary>
internal record SweepRecord : IUnitRecord
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>The example's id, where the record's says the draw of demonstrations too; null where the two are one.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Example { get; init; }

    /// <summary>Which of several draws of demonstrations, from 1; null where there is one.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Draw { get; init; }

    public int Label { get; init; }
    public int Tokens { get; init; }

    /// <summary>Logit of each label at the last position of the clean run; where patches are made, of the run that is patched.</summary>
    public float[] Clean { get; init; } = [];

    /// <summary>Logit of each label at the last position of the run that patches come from; null where there is none.</summary>
    public float[]? Source { get; init; }

    /// <summary>
    /// The example whose activations are put in, or in a patch by another example's text, the example whose text that is; null where there is
    /// none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceId { get; init; }

    /// <summary>
    /// Logit of each label under each edit, [item][label]: those of the clean run where an edit can do nothing to the example, null where it
    /// does not apply to it.
    /// </summary>
    public IReadOnlyList<float[]?> Edited { get; init; } = [];

    /// <summary>The right label's log-probability in the clean run, in nats; null where it was not asked for.</summary>
    public float? CleanLogProb { get; init; }

    /// <summary>The same in the run that patches come from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? SourceLogProb { get; init; }

    /// <summary>The same under each edit, [item].</summary>
    public float[]? EditedLogProb { get; init; }

    /// <summary>KL(clean output || output of the run that is patched), where clean activations go into a corrupted run; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? CleanKl { get; init; }

    /// <summary>KL(clean output || edited output) at the last position, in nats, [item].</summary>
    public float[]? Kl { get; init; }

    /// <summary>The id of the example.</summary>
    [JsonIgnore]
    public string ExampleId => Example ?? Id;

    /// <summary>Records by draw and example.</summary>
    /// <param name="clusters">Each example's cluster by its id; null where examples are independent.</param>
    internal static ConditionGroup<SweepRecord> Group(IEnumerable<SweepRecord> records, IReadOnlyDictionary<string, string>? clusters = null) =>
        ConditionGroups.OfOne(records, record => new RecordPlace("", record.ExampleId, record.Draw), clusters);
}
