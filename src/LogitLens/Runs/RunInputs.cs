
namespace LogitLens.Runs;

/// <summary>What a run stands on. Recorded in its manifest; a run is neither resumed nor merged over other weights or data.</summary>
public sealed record RunInputs
{
    /// <summary>The model, where there is one.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>The data, where there is any.</summary>
    public DatasetInput? Dataset { get; init; }

    /// <summary>What computes.</summary>
    public EngineInfo? Engine { get; init; }
}
