using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>The options of an experiment: a record of its own options and of groups, one of which says where the run goes.</summary>
public interface IExperimentOptions
{
    /// <summary>Where the run goes and how it is carried out.</summary>
    public RunOptions Run { get; }
}
