using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Capture;

/// <summary>
/// Records activations into a safetensors file: for each sequence its <c>ID/tokens</c> and an <c>ID/SITE</c> for each site, float32, as
/// [position, ..] or [head, query, key], without padding. They go to the disk batch by batch.
/// </summary>
public sealed class ActivationCapture(CaptureOptions options, IProgressSink progress)
{
    private const string PromptId = "prompt";

    /// <summary>Records, and returns how many tensors were written. The file appears whole or not at all.</summary>
    /// <exception cref="InputException">Options or data are wrong, or the file exists and is not to be replaced.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; no file is left.</exception>
    public int Run(CancellationToken cancellation)
    {
        if (File.Exists(options.Output) && !options.Force)
        {
            throw new InputException($"{options.Output} exists; choose another --output, or --force to replace it");
        }

        ModelSource source = ModelSource.Find(options.Model, progress);
        ModelConfig config = source.Files.Config;
        IReadOnlyList<Site> sites = Site.Select(options.Sites, config);
        IReadOnlyList<IReadOnlyList<(string Id, int[] Tokens)>> batches = Batches(Sequences(source), config, source.Device);
        TensorSpec[] specs = [.. batches.SelectMany(batch => batch).SelectMany(sequence => Specs(sequence, sites, config))];
        Dictionary<string, string> metadata = new()
        {
            ["model"] = source.Files.Id,
            ["sites"] = string.Join(',', sites.Select(site => site.Name)),
            ["sequences"] = string.Join(',', batches.SelectMany(batch => batch).Select(sequence => sequence.Id)),
        };

        using LoadedModel model = source.Load();
        using SafetensorsWriter writer = new(options.Output, specs, metadata);
        progress.Begin("recording", batches.Sum(batch => batch.Count));
        foreach (IReadOnlyList<(string Id, int[] Tokens)> batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            Record(model.Transformer, batch, sites, writer);
            progress.Advance(batch.Count);
        }

        writer.Complete();
        progress.End();
        return specs.Length;
    }

    private static IEnumerable<TensorSpec> Specs((string Id, int[] Tokens) sequence, IReadOnlyList<Site> sites, ModelConfig config) =>
    [
        new TensorSpec($"{sequence.Id}/tokens", CheckpointDType.I64, [sequence.Tokens.Length]),
        .. sites.Select(site => new TensorSpec($"{sequence.Id}/{site.Name}", CheckpointDType.F32, ActivationShapes.Of(site, config, sequence.Tokens.Length))),
    ];

    private static void Record(Transformer model, IReadOnlyList<(string Id, int[] Tokens)> batch, IReadOnlyList<Site> sites, SafetensorsWriter writer)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using ActivationCache cache = new();
        ForwardHooks hooks = cache.Watch(sites);
        TokenBatch tokens = new([.. batch.Select(sequence => sequence.Tokens)]);
        Tensor residual = model.RunBlocks(model.Embed(tokens, hooks: hooks), new PartialRun { Hooks = hooks });
        _ = model.FinalNorm(residual, hooks);
        for (int row = 0; row < batch.Count; row++)
        {
            using DisposeScope rowScope = NewDisposeScope();
            writer.Write(MemoryMarshal.AsBytes<long>([.. batch[row].Tokens.Select(id => (long)id)]));
            foreach (Site site in sites)
            {
                Tensor one = ActivationShapes.Row(site, cache[site], row, batch[row].Tokens.Length);
                writer.Write(one.to(ScalarType.Float32).cpu().contiguous().bytes);
            }
        }
    }

    private IReadOnlyList<IReadOnlyList<(string Id, int[] Tokens)>> Batches(IReadOnlyList<(string Id, int[] Tokens)> sequences, ModelConfig config, Device device)
    {
        // All layers' activations are held at once, so a batch gets a layer's share of the memory.
        RunOptions run = new() { BatchSize = options.BatchSize, Memory = new ByteSize(options.Memory.Bytes / Math.Max(1, config.Layers)) };
        return new LengthBatches(config, run, device).Cut(sequences, sequence => sequence.Tokens.Length, shared: 0);
    }

    private IReadOnlyList<(string Id, int[] Tokens)> Sequences(ModelSource source)
    {
        if (options.Prompt is null && options.TokenIds.Count == 0)
        {
            ClassificationTask task = ClassificationTask.Open(source, options.Data, options.Prompts, options.Seed);
            foreach (string note in task.Notes)
            {
                progress.Note(note);
            }

            return [.. task.Dataset.Examples.Zip(task.Conditions[0].Prompts, (example, prompt) => (example.Id, (int[])[.. prompt.Ids]))];
        }

        return [(PromptId, GivenPrompt.Of(source, options.Prompt, options.TokenIds).Ids)];
    }
}
