namespace LogitLens.Runs;

/// <summary>What was found for one unit: one line of records.jsonl. Serialised by <see cref="Json.Compact"/>.</summary>
public interface IUnitRecord
{
    /// <summary>The unit's id.</summary>
    public string Id { get; }
}
