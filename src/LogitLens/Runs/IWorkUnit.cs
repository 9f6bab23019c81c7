namespace LogitLens.Runs;

/// <summary>A unit of work: an example under a condition, a layer, a head.</summary>
public interface IWorkUnit
{
    /// <summary>What it is called; the same in every run of the same options, and no other unit's.</summary>
    public string Id { get; }
}
