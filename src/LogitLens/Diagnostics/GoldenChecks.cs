using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Diagnostics;

/// <summary>One thing computed here, held against a value from elsewhere.</summary>
/// <param name="What">What was computed.</param>
/// <param name="Values">How many numbers were compared.</param>
/// <param name="LargestDifference">How far the worst of them is off; NaN where one of them is no number.</param>
/// <param name="Allowed">How far it may be.</param>
public sealed record ValueCheck(string What, int Values, double LargestDifference, double Allowed)
{
    /// <summary>Whether all of them are near enough.</summary>
    public bool IsRight => LargestDifference <= Allowed;
}

/// <summary>Computes a golden case in float32: passes forward, the lens, an ablation, generation, training.</summary>
internal sealed class GoldenChecks(GoldenReference golden, Transformer model)
{
    // float32 against float64: a plain pass, and what edits move or training adds up, which is larger (tests/Shared/Tolerance.cs).
    private const double Forward = 1e-4, Edited = 1e-3;

    /// <summary>Loads a case's model and makes every check; the model is gone afterwards.</summary>
    /// <exception cref="InputException">The case is not there, or its checkpoint is not sound.</exception>
    public static IReadOnlyList<ValueCheck> Run(string folder, Device device)
    {
        using GoldenReference golden = GoldenReference.Open(folder);
        using Transformer model = ModelFiles.Open(folder, "golden").Load(ScalarType.Float32, device);
        GoldenChecks checks = new(golden, model);

        // Training comes last: it changes the weights.
        return [checks.Activations(), checks.Logits(), checks.Lens(), checks.Ablation(), checks.Continuations(), checks.Greedy(), checks.Training()];
    }

    private ValueCheck Activations() => Check("activations of every site", Forward, compared =>
    {
        for (int i = 0; i < golden.Sequences.Count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable gradless = no_grad();
            using ActivationCache seen = new();
            model.Forward(new TokenBatch([golden.Sequences[i]]), seen.Watch(Site.All(model.Config)));
            foreach (Site site in seen.Sites.Where(site => site.Kind is not (SiteKind.AttentionScores or SiteKind.FinalNormalized)))
            {
                compared.Add(golden.Activation($"{i}/{site.Name}"), seen[site].detach().Doubles());
            }
        }
    });

    private ValueCheck Logits() => Check("logits", Forward, compared =>
    {
        for (int i = 0; i < golden.Sequences.Count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable gradless = no_grad();
            compared.Add(golden.Activation($"{i}/logits"), model.Forward(new TokenBatch([golden.Sequences[i]])).Doubles());
        }
    });

    private ValueCheck Lens() => Check("logit lens: divergences, log-probabilities", Forward, compared =>
    {
        int[] labels = GoldenReference.Ints(golden.Expected.GetProperty("label_tokens"));
        for (int i = 0; i < golden.Sequences.Count; i++)
        {
            PromptLensResult lens = new PromptLens(model).Read(golden.Sequences[i], 5, labels);
            foreach (JsonElement expected in golden.Expected.GetProperty("logit_lens")[i].EnumerateArray())
            {
                PromptLensLayer layer = lens.Layers[expected.GetProperty("layer").GetInt32()];
                compared.Add(GoldenReference.Doubles(expected.GetProperty("kl_final_to_layer")), layer.KlFinalToLayer.Select(value => (double)value));
                compared.Add(
                    GoldenReference.Doubles(expected.GetProperty("last_position_label_log_probs")),
                    layer.LastPositionLabelLogProbs!.Select(value => (double)value));
            }
        }
    });

    private ValueCheck Ablation() => Check("each head at zero: logit differences", Edited, compared =>
    {
        HeadId[] heads = [.. HeadId.All(model.Config)];
        Variant[] variants = [.. heads.Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))];
        long[] words = [.. GoldenReference.Ints(golden.Expected.GetProperty("label_tokens")).Select(id => (long)id)];
        using Tensor labels = tensor(words, ScalarType.Int64, model.Device);
        JsonElement expected = golden.Expected.GetProperty("ablation_logit_difference");
        SweepEngine engine = new(model, new StackLimit(model.Config, 1 << 28, Cuda: model.Device.type == DeviceType.CUDA));
        engine.Run(new SweepBatch(golden.Sequences, [.. Enumerable.Range(0, golden.Sequences.Count)]), variants, (variant, normalized) =>
        {
            using DisposeScope scope = NewDisposeScope();
            double[] scores = model.Unembed(normalized, labels).Doubles();                              // [example, 2]
            IEnumerable<double> reference = variant == SweepEngine.Clean
                ? GoldenReference.Doubles(expected.GetProperty("clean"))
                : expected.GetProperty("zero_head").EnumerateArray().Select(each => each[heads[variant].Layer][heads[variant].Head].GetDouble());
            compared.Add(reference, Enumerable.Range(0, scores.Length / 2).Select(i => scores[2 * i] - scores[(2 * i) + 1]));
        });
    });

    private ValueCheck Continuations() => Check("log-probabilities of continuations", Forward, compared =>
    {
        JsonElement[] cases = [.. golden.Expected.GetProperty("continuation_log_prob").EnumerateArray()];
        compared.Add(
            cases.Select(each => each.GetProperty("log_prob").GetDouble()),
            TokenScores.ContinuationLogProbabilities(
                model, [.. cases.Select(each => (GoldenReference.Ints(each.GetProperty("prompt")), GoldenReference.Ints(each.GetProperty("continuation"))))]));
    });

    private ValueCheck Greedy() => Check("greedy continuations, token by token", 0, compared =>
    {
        IReadOnlyList<int[]> written = TokenGenerator.Generate(model, golden.Sequences, 16, TokenGenerator.Greedy);
        compared.Add(
            GoldenReference.Doubles(golden.Expected.GetProperty("greedy_16_tokens")),
            golden.Sequences.Zip(written).SelectMany(pair => (IEnumerable<int>)[.. pair.First, .. pair.Second]).Select(id => (double)id));
    });

    private ValueCheck Training() => Check("losses of training by AdamW", Edited, compared =>
    {
        JsonElement reference = golden.Expected.GetProperty("training_float64").GetProperty("adamw");
        double[] expected = [.. GoldenReference.Doubles(reference.GetProperty("losses_before_each_step"))];
        TrainingSequence[] sequences = [.. golden.Sequences.Select(tokens => new TrainingSequence(tokens))];
        TrainingOptions options = GoldenReference.TrainingOf(reference.GetProperty("settings"), expected.Length);
        using ModelTrainer trainer = new(model, EpochBatches.OfSize(sequences, sequences.Length, seed: 0), options);
        List<double> losses = [];
        trainer.Run(step => losses.Add(step.Loss));
        compared.Add(expected, losses);
    });

    private static ValueCheck Check(string what, double allowed, Action<Comparison> compute)
    {
        Comparison compared = new();
        compute(compared);
        return new ValueCheck(what, compared.Values, compared.Largest, allowed);
    }

    /// <summary>Counts numbers and keeps how far the worst pair is apart.</summary>
    private sealed class Comparison
    {
        public int Values { get; private set; }

        public double Largest { get; private set; }

        public void Add(IEnumerable<double> expected, IEnumerable<double> found)
        {
            double[] here = [.. expected], there = [.. found];
            Values += here.Length;
            Largest = here.Length == there.Length
                ? here.Zip(there, (a, b) => Math.Abs(a - b)).Append(Largest).Aggregate((a, b) => double.IsNaN(a) || a > b ? a : b)
                : double.NaN;
        }
    }
}
