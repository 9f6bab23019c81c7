using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The weights that training starts from: the model's, those with a new head, or random ones. The same seed makes the same.</summary>
/// <param name="files">The model's files; of a random model, its shape alone.</param>
/// <param name="config">The shape of what is trained.</param>
/// <param name="weights">Where weights come from.</param>
internal sealed class StartingModel(ModelFiles files, ModelConfig config, StartingWeights weights)
{
    private const double HeadDeviation = 0.02;

    /// <summary>What run.json has for the weights' hash.</summary>
    public string Origin() => weights == StartingWeights.Random ? "random" : files.WeightsSha256();

    /// <summary>Makes the weights, in float32; their caller disposes of them.</summary>
    /// <param name="seed">Draws what is random.</param>
    /// <param name="device">Where they go.</param>
    /// <exception cref="InputException">The checkpoint is missing or does not fit.</exception>
    public ModelWeights Make(int seed, Device device)
    {
        if (weights == StartingWeights.Random)
        {
            return OnDevice(ModelWeights.Random(config, seed), device);
        }

        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(files.Folder);
        ModelWeights read = WeightsFile.Load(checkpoint, files.Config, ScalarType.Float32, device);
        return (config.Head is null) == (files.Config.Head is null) ? read : WithHead(read, seed, device);
    }

    // Like transformers, a new head is drawn as embeddings are.
    private ModelWeights WithHead(ModelWeights read, int seed, Device device)
    {
        Dictionary<string, Tensor> found = read.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        using IDisposable gradless = no_grad();
        ModelWeights made = ModelWeights.Drawn(seed, () => ModelWeights.Create(
            config, (name, shape) => found.Remove(name, out Tensor? value) ? value : empty(shape).normal_(0, HeadDeviation).to(device)));
        foreach (Tensor unused in found.Values)
        {
            unused.Dispose();
        }

        return made;
    }

    private ModelWeights OnDevice(ModelWeights made, Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            return made;
        }

        using (made)
        using (no_grad())
        {
            Dictionary<string, Tensor> values = made.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
            return ModelWeights.Create(config, (name, _) => values[name].to(device));
        }
    }
}
