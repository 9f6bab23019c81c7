using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>Data made ready for a model: what an experiment on a model runs over.</summary>
public interface IRunData
{
    /// <summary>What run.json says of the data; null where it is no dataset.</summary>
    public DatasetInput? Input { get; }

    /// <summary>Remarks that a reader of the results should see.</summary>
    public IReadOnlyList<string> Notes { get; }
}
