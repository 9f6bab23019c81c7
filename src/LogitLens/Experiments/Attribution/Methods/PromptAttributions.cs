using LogitLens.Models;

namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>Attributes one prompt's score by each of the methods that are asked for.</summary>
internal sealed class PromptAttributions
{
    private readonly AttributionOptions _options;
    private readonly IntegratedGradients _integrated;
    private readonly Occlusion _occlusion;
    private readonly ValueZeroing _valueZeroing;
    private readonly Tensor _baseline;
    private readonly Func<int, int> _gradientRows;

    /// <summary>Sets what is computed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Methods and what they need.</param>
    /// <param name="baseline">The embedding that stands for no token, [d_model].</param>
    /// <param name="memory">Bytes to keep within, over the model's weights.</param>
    public PromptAttributions(Transformer model, AttributionOptions options, Tensor baseline, long memory)
    {
        (_options, _baseline) = (options, baseline);
        int useful = LengthBatches.UsefulTokens(LengthBatches.IsCuda(model.Device));
        int Rows(int length, int layers) => (int)Math.Clamp(
            Math.Min(memory / (layers * LengthBatches.BytesPerExample(model.Config, length, 0)), useful / length), 1, int.MaxValue);

        // A gradient needs what every layer computed; other passes drop a layer's results before the next.
        _gradientRows = length => Rows(length, model.Config.Layers + 1);
        _integrated = new IntegratedGradients(options.Steps, options.Tolerance, _gradientRows);
        _occlusion = new Occlusion(model, length => Rows(length, 1));
        _valueZeroing = new ValueZeroing(model, length => Rows(length, 1));
    }

    /// <summary>Several prompts' scores, and their gradients where a method goes by them, as many in one pass as there is room for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="targets">What is scored of each.</param>
    /// <returns>Each prompt's score, and its gradient, [position, d_model], which is the caller's to dispose; null where none is needed.</returns>
    public IReadOnlyList<(double Score, Tensor? Gradient)> Scores(
        Transformer model, IReadOnlyList<int[]> prompts, IReadOnlyList<AttributionTarget> targets)
    {
        List<(double, Tensor?)> all = [];
        for (int first = 0, count; first < prompts.Count; first += count)
        {
            using DisposeScope scope = NewDisposeScope();
            count = Math.Min(prompts.Count - first, _gradientRows(prompts.Skip(first).Max(prompt => prompt.Length)));
            int[][] rows = [.. prompts.Skip(first).Take(count)];
            AttributionTarget[] own = [.. targets.Skip(first).Take(count)];
            if (!_options.Method.Any(IsGradient))
            {
                using IDisposable gradless = no_grad();
                all.AddRange(TargetScore.Of(model, rows, own).Doubles().Select(score => (score, (Tensor?)null)));
                continue;
            }

            (double[] scores, Tensor gradients) = TargetScore.OfPrompts(model, rows, own);
            all.AddRange(scores.Select((score, row) => (
                score, (Tensor?)gradients.select(0, row).narrow(0, 0, rows[row].Length).clone().MoveToOuterDisposeScope())));
        }

        return all;
    }

    /// <summary>What each method says, in the order in which they are asked for.</summary>
    /// <param name="score">The score.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="gradient">The score's gradient with respect to the token embeddings, [position, d_model], where it is known.</param>
    public IReadOnlyList<TokenAttribution> Of(TargetScore score, int[] tokens, Tensor? gradient = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Lazy<Tensor> exact = new(() =>
            (gradient ?? score.Gradient(tokens, score.Embeddings(tokens).unsqueeze(0)).select(0, 0)).to(ScalarType.Float64));
        return [.. _options.Method.Select(method => Of(method, score, tokens, exact))];
    }

    /// <summary>Whether the tokens that a method names matter.</summary>
    /// <param name="score">The score.</param>
    /// <param name="whole">The prompt's score as it is.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="ranked">The positions that are ranked.</param>
    /// <param name="attributions">What the methods say.</param>
    /// <param name="seed">Draws the random orders.</param>
    public IReadOnlyList<RemovalEffect> Removals(
        TargetScore score, double whole, int[] tokens, IReadOnlyList<int> ranked, IReadOnlyList<TokenAttribution> attributions, SeededRandom seed) =>
        new RemovalCurves(_occlusion, _baseline).Of(score, whole, tokens, ranked, attributions, seed);

    /// <summary>The embedding that stands for no token, [d_model].</summary>
    /// <exception cref="InputException">The model has no end-of-text token, and it is asked for.</exception>
    public static Tensor Baseline(Transformer model, BaselineEmbedding baseline, int? endOfText)
    {
        using IDisposable gradless = no_grad();
        Tensor table = model.Weights.TokenEmbedding;
        return baseline switch
        {
            BaselineEmbedding.Mean => table.to(ScalarType.Float32).mean([0]),
            BaselineEmbedding.EndOfText => endOfText is { } token
                ? table.select(0, token).detach().clone()
                : throw new InputException("--baseline end-of-text: the model's tokenizer has no <|endoftext|>; use zero or mean"),
            _ => zeros([table.size(1)], ScalarType.Float32, model.Device),
        };
    }

    private static bool IsGradient(AttributionMethod method) => method is AttributionMethod.GradientNorm or AttributionMethod.GradientXInput;

    private TokenAttribution Of(AttributionMethod method, TargetScore score, int[] tokens, Lazy<Tensor> gradient)
    {
        switch (method)
        {
            case AttributionMethod.GradientNorm:
                return Finite(method, gradient.Value.norm(1).Doubles());
            case AttributionMethod.GradientXInput:
                return Finite(method, gradient.Value.mul(score.Embeddings(tokens)).sum(1).Doubles());
            case AttributionMethod.IntegratedGradients:
                (double[] parts, Completeness completeness) = _integrated.Of(score, tokens, _baseline);
                return Finite(method, parts) with { Completeness = completeness };
            case AttributionMethod.ValueZeroing:
                return Finite(method, _valueZeroing.Of(tokens));
            default:
                double whole = score.Of(tokens);
                int[][] each = [.. Enumerable.Range(0, tokens.Length).Select(position => new[] { position })];
                return Finite(method, [.. _occlusion.Without(score, tokens, each, _options.Occlude, _baseline).Select(without => whole - without)]);
        }
    }

    private static TokenAttribution Finite(AttributionMethod method, double[] scores) =>
        new(method, [.. scores.Select(score => double.IsFinite(score) ? score : (double?)null)]);
}
