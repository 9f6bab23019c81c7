using LogitLens.Models;

namespace LogitLens.Experiments.Attribution;

/// <summary>Attributes the scores of prompts by each of the methods that are asked for, as many rows in one pass as there is room for.</summary>
internal sealed class PromptAttributions
{
    private readonly AttributionOptions _options;
    private readonly TargetScore _score;
    private readonly IntegratedGradients _integrated;
    private readonly Occlusion _occlusion;
    private readonly ValueZeroing _valueZeroing;
    private readonly Tensor _baseline;
    private readonly Passes _gradientPasses;

    /// <summary>Sets what is computed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Methods and what they need.</param>
    /// <param name="baseline">The embedding that stands for no token, [d_model].</param>
    /// <param name="memory">Bytes to keep within, over the model's weights.</param>
    /// <param name="done">Hears how many rows are done after each pass; null for nobody.</param>
    public PromptAttributions(Transformer model, AttributionOptions options, Tensor baseline, long memory, Action<int>? done = null)
    {
        (_options, _baseline, _score) = (options, baseline, new TargetScore(model));
        int useful = LengthBatches.UsefulTokens(LengthBatches.IsCuda(model.Device));
        Passes Cut(int layers) => new(
            length => (int)Math.Clamp(
                Math.Min(memory / (layers * LengthBatches.BytesPerExample(model.Config, length, 0)), useful / length), 1, int.MaxValue),
            done ?? (_ => { }));

        // A gradient needs what every layer computed; other passes drop a layer's results before the next.
        _gradientPasses = Cut(model.Config.Layers + 1);
        Passes passes = Cut(1);
        _integrated = new IntegratedGradients(_score, _gradientPasses, options.Steps, options.Tolerance);
        _occlusion = new Occlusion(model, passes);
        _valueZeroing = new ValueZeroing(model, _gradientPasses, passes);
    }

    /// <summary>The prompts with their scores, and with their gradients where a method goes by them, which are the caller's to dispose.</summary>
    /// <param name="prompts">The prompts, those of like length beside each other.</param>
    /// <param name="targets">What is scored of each.</param>
    public IReadOnlyList<ScoredPrompt> Scores(IReadOnlyList<int[]> prompts, IReadOnlyList<AttributionTarget> targets)
    {
        List<ScoredPrompt> all = [];
        foreach ((int[] Tokens, AttributionTarget Target)[] pass in _gradientPasses.Of([.. prompts.Zip(targets)], each => each.Item1.Length))
        {
            using DisposeScope scope = NewDisposeScope();
            int[][] rows = [.. pass.Select(each => each.Tokens)];
            AttributionTarget[] own = [.. pass.Select(each => each.Target)];
            if (!_options.Method.Any(IsGradient))
            {
                using IDisposable gradless = no_grad();
                all.AddRange(_score.Of(rows, own).Doubles().Select((score, row) => new ScoredPrompt(rows[row], own[row], score, null)));
                continue;
            }

            (double[] scores, Tensor gradients) = _score.WithGradients(rows, own);
            all.AddRange(scores.Select((score, row) => new ScoredPrompt(
                rows[row], own[row], score, gradients.select(0, row).narrow(0, 0, rows[row].Length).clone().MoveToOuterDisposeScope())));
        }

        return all;
    }

    /// <summary>What each method says of each prompt, in the order in which they are asked for.</summary>
    /// <param name="prompts">The prompts, those of like length beside each other.</param>
    public IReadOnlyList<IReadOnlyList<TokenAttribution>> Of(IReadOnlyList<ScoredPrompt> prompts)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<TokenAttribution>[] byMethod = [.. _options.Method.Select(method => Of(method, prompts))];
        return [.. prompts.Select((_, place) => (IReadOnlyList<TokenAttribution>)[.. byMethod.Select(all => all[place])])];
    }

    /// <summary>Whether the tokens that methods name matter, prompt by prompt.</summary>
    /// <param name="prompts">The prompts, with the positions of each that are ranked, what the methods say of it, and what draws its random orders.</param>
    public IReadOnlyList<IReadOnlyList<RemovalEffect>> Removals(
        IReadOnlyList<(ScoredPrompt Prompt, IReadOnlyList<int> Ranked, IReadOnlyList<TokenAttribution> Attributions, SeededRandom Random)> prompts) =>
        new RemovalCurves(_occlusion, _baseline).Of(prompts);

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

    private IReadOnlyList<TokenAttribution> Of(AttributionMethod method, IReadOnlyList<ScoredPrompt> prompts) => method switch
    {
        AttributionMethod.GradientNorm => [.. prompts.Select(prompt => Finite(method, Exact(prompt).norm(1).Doubles()))],
        AttributionMethod.GradientXInput =>
            [.. prompts.Select(prompt => Finite(method, Exact(prompt).mul(_score.Embeddings(prompt.Tokens)).sum(1).Doubles()))],
        AttributionMethod.IntegratedGradients =>
            [.. _integrated.Of(prompts, _baseline).Select(found => Finite(method, found.Scores) with { Completeness = found.Completeness })],
        AttributionMethod.ValueZeroing =>
            [.. _valueZeroing.Of([.. prompts.Select(prompt => prompt.Tokens)]).Select(scores => Finite(method, scores))],
        _ => LeftOut(prompts),
    };

    private IReadOnlyList<TokenAttribution> LeftOut(IReadOnlyList<ScoredPrompt> prompts)
    {
        OccludedPrompt[] rows =
            [.. prompts.SelectMany(prompt => Enumerable.Range(0, prompt.Tokens.Length).Select(position => new OccludedPrompt(prompt, [position])))];
        Queue<double> without = new(_occlusion.Scores(rows, _options.Occlude, _baseline));
        return
        [
            .. prompts.Select(prompt => Finite(
                AttributionMethod.LeaveOneOut, [.. prompt.Tokens.Select(_ => prompt.Score - without.Dequeue())])),
        ];
    }

    private static Tensor Exact(ScoredPrompt prompt) => prompt.Gradient!.to(ScalarType.Float64);

    private static TokenAttribution Finite(AttributionMethod method, double[] scores) =>
        new(method, [.. scores.Select(score => double.IsFinite(score) ? score : (double?)null)]);
}
