using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>The experiment <c>steer</c>.</summary>
public static class SteerKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<SteerOptions>(
        "steer",
        "Turn or add a direction in the residual stream, by layer and strength, and measure what becomes of answers or texts",
        (options, progress) => options.Texts.Measured == SteerTask.Generation ? new SteerTextExperiment(options, progress)
            : new SteerLabelsExperiment(options, progress)) with
    {
        Examples =
        [
            new("steer --strength 1,2,4", "the difference of class means of the bundled reviews, added in each layer"),
            new("steer --operation flip --layers 1,2-3", "its coordinate mirrored, in layer 1, then in layers 2 and 3 at once"),
            new("steer --prompt \"the film is\"", "the same towards either class while the model writes on"),
            new("steer --task generation --decode sample --samples 4",
                "texts from the bundled reviews' beginnings, judged by a word list and by the model itself"),
            new("steer --direction probes.safetensors:weight --operation ablate", "a probe's own direction taken out"),
        ],
        Tables = [.. SteerLabelsTables.Declared, .. SteerTextTables.Declared],
    };
}
