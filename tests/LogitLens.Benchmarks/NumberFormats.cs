using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>What a model makes of some sequences in one number format: logits, the lens, and what each head is worth.</summary>
/// <param name="Logits">At every position, sequence by sequence.</param>
/// <param name="Lens">KL(output || layer) in nats, for every layer but the last and every position.</param>
/// <param name="Tops">The most probable token of every layer at every position.</param>
/// <param name="Effects">The logit difference of two tokens at the last position with a head's z at zero, less the clean one: for every head, of every
/// sequence.</param>
internal sealed record NumberFormats(double[] Logits, double[] Lens, int[] Tops, double[] Effects)
{
    /// <summary>Computes them.</summary>
    /// <param name="model">The model in the format.</param>
    /// <param name="sequences">Token ids.</param>
    /// <param name="labels">The two tokens.</param>
    public static NumberFormats Of(Transformer model, int[][] sequences, long[] labels)
    {
        using IDisposable gradless = no_grad();
        List<double> logits = [], lens = [];
        List<int> tops = [];
        foreach (int[] sequence in sequences)
        {
            using DisposeScope scope = NewDisposeScope();
            using ActivationCache seen = new();
            Site[] sites = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.ResidPost, layer))];

            // All of these are [position, vocabulary].
            Tensor output = model.Forward(new TokenBatch([sequence]), seen.Watch(sites)).select(0, 0).to(ScalarType.Float64).log_softmax(-1);
            foreach (Site site in sites)
            {
                Tensor read = model.Unembed(model.FinalNorm(seen[site].select(0, 0))).to(ScalarType.Float64);
                tops.AddRange(read.argmax(-1).Ints());
                if (site.Layer < model.Config.Layers - 1)
                {
                    lens.AddRange(output.exp().mul(output.sub(read.log_softmax(-1))).sum(-1).Doubles());
                }
                else
                {
                    logits.AddRange(read.Doubles());
                }
            }
        }

        return new NumberFormats([.. logits], [.. lens], [.. tops], HeadEffects(model, sequences, labels));
    }

    private static double[] HeadEffects(Transformer model, int[][] sequences, long[] labels)
    {
        Variant[] heads = [.. HeadId.All(model.Config).Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))];
        using Tensor words = tensor(labels, ScalarType.Int64, model.Device);
        double[]? clean = null;
        double[][] edited = new double[heads.Length][];
        SweepEngine engine = new(model, new StackLimit(model.Config, 1 << 28, Cuda: model.Device.type == DeviceType.CUDA));
        foreach (int[] sequence in sequences)
        {
            engine.Run(new SweepBatch([sequence], [0]), heads, (variant, normalized) =>
            {
                using DisposeScope scope = NewDisposeScope();
                double[] scores = model.Unembed(normalized, words).Doubles();  // [2]
                double difference = scores[0] - scores[1];
                if (variant == SweepEngine.Clean)
                {
                    clean = [.. clean ?? [], difference];
                }
                else
                {
                    edited[variant] = [.. edited[variant] ?? [], difference];
                }
            });
        }

        return [.. edited.SelectMany(each => each.Zip(clean!, (with, without) => with - without))];
    }
}
