using LogitLens.Experiments.Attribution;
using LogitLens.Experiments.Attribution.Methods;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Attribution.Methods;

public sealed class PromptAttributionsTests : IDisposable
{
    private const long Ample = 1L << 30;
    private static readonly AttributionTarget s_pair = new(7, 11), s_alone = new(7, null);
    private static readonly int[] s_tokens = SmallModel.Sequences(3, 6)[0];

    private readonly Transformer _model = SmallModel.Create();
    private readonly Transformer _exact;

    public PromptAttributionsTests() => _exact = Float64.Of(_model);

    public void Dispose()
    {
        _exact.Dispose();
        _model.Dispose();
    }

    [Theory]
    [InlineData(BaselineEmbedding.Zero)]
    [InlineData(BaselineEmbedding.Mean)]
    public void Integrated_gradients_add_up_to_the_score_over_the_baselines(BaselineEmbedding baseline)
    {
        foreach (AttributionTarget target in (AttributionTarget[])[s_pair, s_alone])
        {
            TokenAttribution own = Attribute(target, new AttributionOptions { Method = [AttributionMethod.IntegratedGradients], Baseline = baseline });

            Completeness completeness = own.Completeness!;
            Assert.True(completeness.Holds);
            Close.Assert(Exact(target, s_tokens), completeness.FInput, Tolerance.Edited, "score");
            Close.Assert(completeness.FInput - completeness.FBaseline, own.Scores.Sum()!.Value, new Tolerance(2e-3, 1e-3), "the whole");
        }
    }

    [Fact]
    public void Parts_that_do_not_add_up_are_told()
    {
        TokenAttribution own = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.IntegratedGradients], Steps = 1, Tolerance = 1e-6 });
        Assert.False(own.Completeness!.Holds);
        Assert.False(own.IsSound);
    }

    [Fact]
    public void A_gradient_times_the_input_is_the_slope_as_the_embedding_grows()
    {
        TokenAttribution own = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.GradientXInput] });
        const double Step = 1e-4;
        for (int position = 0; position < s_tokens.Length; position++)
        {
            double slope = (Scaled(position, 1 + Step) - Scaled(position, 1 - Step)) / (2 * Step);
            Close.Assert(slope, own.Scores[position]!.Value, Tolerance.Edited, $"position {position}");
        }
    }

    [Fact]
    public void Leaving_a_token_out_is_a_run_without_it()
    {
        TokenAttribution own = Attribute(s_alone, new AttributionOptions { Method = [AttributionMethod.LeaveOneOut], Occlude = OcclusionOperator.Delete });
        double whole = Exact(s_alone, s_tokens);
        for (int position = 0; position < s_tokens.Length; position++)
        {
            int[] without = [.. s_tokens[..position], .. s_tokens[(position + 1)..]];
            Close.Assert(whole - Exact(s_alone, without), own.Scores[position]!.Value, Tolerance.Edited, $"position {position}");
        }
    }

    [Fact]
    public void Masking_hides_a_token_from_all_that_follow_and_cannot_hide_the_last()
    {
        TokenAttribution own = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.LeaveOneOut], Occlude = OcclusionOperator.Mask });
        double whole = Exact(s_pair, s_tokens);

        // The first token hidden: the rest runs on its own, at its own positions.
        double alone = ExactFrom(s_pair, s_tokens[1..], firstPosition: 1);
        Close.Assert(whole - alone, own.Scores[0]!.Value, Tolerance.Edited, "first token");
        Assert.Null(own.Scores[^1]);
    }

    [Fact]
    public void Replacing_puts_the_baseline_in_the_tokens_place()
    {
        TokenAttribution own = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.LeaveOneOut], Occlude = OcclusionOperator.Replace });
        double whole = Exact(s_pair, s_tokens);
        for (int position = 0; position < s_tokens.Length; position++)
        {
            Close.Assert(whole - Scaled(position, 0), own.Scores[position]!.Value, Tolerance.Edited, $"position {position}");
        }
    }

    [Fact]
    public void Value_zeroing_adds_up_to_one_and_gives_all_to_the_token_that_alone_is_attended_to()
    {
        TokenAttribution own = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.ValueZeroing] });
        Assert.Equal(1, own.Scores.Sum()!.Value, 9);
        Assert.All(own.Scores, score => Assert.InRange(score!.Value, 0, 1));

        TokenAttribution single = Attribute(s_pair, new AttributionOptions { Method = [AttributionMethod.ValueZeroing] }, [5]);
        Assert.Equal(1, single.Scores[0]!.Value, 9);
    }

    [Fact]
    public void Little_memory_changes_no_number()
    {
        AttributionOptions options = new() { Method = [.. Enum.GetValues<AttributionMethod>()] };
        Tensor baseline = PromptAttributions.Baseline(_model, options.Baseline, null);
        IReadOnlyList<TokenAttribution> ample = new PromptAttributions(_model, options, baseline, Ample).Of(new TargetScore(_model, s_pair), s_tokens);
        IReadOnlyList<TokenAttribution> little = new PromptAttributions(_model, options, baseline, 1).Of(new TargetScore(_model, s_pair), s_tokens);
        foreach ((TokenAttribution first, TokenAttribution second) in ample.Zip(little))
        {
            Close.Assert(
                [.. first.Scores.Select(score => score!.Value)], [.. second.Scores.Select(score => (float)score!.Value)], Tolerance.Edited, $"{first.Method}");
        }
    }

    [Theory]
    [InlineData(Ample)]
    [InlineData(1)]
    public void Several_prompts_in_one_pass_have_the_scores_and_gradients_that_each_has_alone(long memory)
    {
        AttributionOptions options = new() { Method = [AttributionMethod.GradientXInput] };
        int[][] prompts = [s_tokens, s_tokens[..2], [5, 1, 9, 2]];
        AttributionTarget[] targets = [s_pair, new(3, 7), new(11, 3)];
        using Tensor baseline = PromptAttributions.Baseline(_model, options.Baseline, null);
        PromptAttributions methods = new(_model, options, baseline, memory);

        using DisposeScope scope = NewDisposeScope();
        foreach (AttributionTarget[] own in (AttributionTarget[][])[targets, [.. targets.Select(target => target with { Against = null })]])
        {
            IReadOnlyList<(double Score, Tensor? Gradient)> found = methods.Scores(_model, prompts, own);
            for (int row = 0; row < prompts.Length; row++)
            {
                TargetScore score = new(_model, own[row]);
                Close.Assert(score.Of(prompts[row]), found[row].Score, Tolerance.Edited, "score");
                Tensor alone = score.Gradient(prompts[row], score.Embeddings(prompts[row]).unsqueeze(0)).select(0, 0);
                Close.Assert(alone.to(ScalarType.Float64).Doubles(), found[row].Gradient!.Floats(), Tolerance.Edited, $"gradient of prompt {row}");
            }
        }
    }

    [Fact]
    public void Targets_of_one_pass_are_of_one_kind() =>
        Assert.Throws<ArgumentException>(() => TargetScore.Of(_model, [s_tokens, s_tokens], [s_pair, s_alone]));

    private TokenAttribution Attribute(AttributionTarget target, AttributionOptions options, int[]? tokens = null)
    {
        using Tensor baseline = PromptAttributions.Baseline(_model, options.Baseline, null);
        return new PromptAttributions(_model, options, baseline, Ample).Of(new TargetScore(_model, target), tokens ?? s_tokens)[0];
    }

    // A plain float64 pass, with nothing left out.
    private double Exact(AttributionTarget target, int[] tokens) => ExactFrom(target, tokens, 0);

    private double ExactFrom(AttributionTarget target, int[] tokens, int firstPosition)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        return Read(target, _exact.RunBlocks(_exact.Embed(new TokenBatch([tokens]), firstPosition), new PartialRun()));
    }

    private double Scaled(int position, double factor)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, embedded) =>
        {
            Tensor scaled = embedded.clone();
            scaled.select(1, position).mul_(factor);
            return scaled;
        });
        return Read(s_pair, _exact.RunBlocks(_exact.Embed(new TokenBatch([s_tokens]), hooks: hooks), new PartialRun { Hooks = hooks }));
    }

    private double Read(AttributionTarget target, Tensor stream)
    {
        double[] logits = _exact.Unembed(_exact.FinalNorm(stream)).select(0, 0).select(0, stream.size(1) - 1).Doubles();
        return target.Against is { } other ? logits[target.Token] - logits[other] : logits[target.Token] - Math.Log(logits.Sum(Math.Exp));
    }
}
