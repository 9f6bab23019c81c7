using LogitLens.Experiments.Attribution;
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

    [Theory]
    [InlineData(Ample, OcclusionOperator.Replace)]
    [InlineData(Ample, OcclusionOperator.Mask)]
    [InlineData(Ample, OcclusionOperator.Delete)]
    [InlineData(1, OcclusionOperator.Replace)]
    public void Several_prompts_together_have_the_numbers_that_each_has_alone(long memory, OcclusionOperator occlude)
    {
        AttributionOptions options = new() { Method = [.. Enum.GetValues<AttributionMethod>()], Occlude = occlude };
        int[][] prompts = [s_tokens, [5, 1, 9, 2], [3], s_tokens[..2]];
        AttributionTarget[] targets = [s_pair, new(3, 7), new(11, 3), new(7, 3)];
        using DisposeScope scope = NewDisposeScope();
        Tensor baseline = PromptAttributions.Baseline(_model, options.Baseline, null);
        foreach (AttributionTarget[] own in (AttributionTarget[][])[targets, [.. targets.Select(target => target with { Against = null })]])
        {
            PromptAttributions methods = new(_model, options, baseline, memory);
            IReadOnlyList<ScoredPrompt> scored = methods.Scores(prompts, own);
            IReadOnlyList<IReadOnlyList<TokenAttribution>> together = methods.Of(scored);
            for (int row = 0; row < prompts.Length; row++)
            {
                PromptAttributions single = new(_model, options, baseline, Ample);
                IReadOnlyList<ScoredPrompt> alone = single.Scores([prompts[row]], [own[row]]);
                Close.Assert(alone[0].Score, scored[row].Score, Tolerance.Edited, "score");
                foreach ((TokenAttribution first, TokenAttribution second) in single.Of(alone)[0].Zip(together[row]))
                {
                    Assert.Equal(first.Scores.Select(score => score is null), second.Scores.Select(score => score is null));
                    Close.Assert(
                        [.. first.Scores.OfType<double>()], [.. second.Scores.OfType<double>().Select(score => (float)score)], Tolerance.Edited,
                        $"{first.Method} of prompt {row}");
                    Assert.Equal(first.Completeness?.Steps, second.Completeness?.Steps);
                }
            }
        }
    }

    [Fact]
    public void What_removal_does_to_a_prompt_does_not_depend_on_its_neighbours()
    {
        AttributionOptions options = new() { Method = [AttributionMethod.GradientXInput] };
        int[][] prompts = [s_tokens, [5, 1, 9, 2]];
        AttributionTarget[] targets = [s_pair, new(3, 7)];
        using DisposeScope scope = NewDisposeScope();
        PromptAttributions methods = new(_model, options, PromptAttributions.Baseline(_model, options.Baseline, null), Ample);

        IReadOnlyList<IReadOnlyList<RemovalEffect>> together = Removals(prompts, targets);
        for (int row = 0; row < prompts.Length; row++)
        {
            foreach ((RemovalEffect first, RemovalEffect second) in Removals([prompts[row]], [targets[row]])[0].Zip(together[row]))
            {
                Assert.Equal((first.Method, first.Operator, first.Share), (second.Method, second.Operator, second.Share));
                Close.Assert(first.Comprehensiveness, second.Comprehensiveness, Tolerance.Edited, "without");
                Close.Assert(first.Sufficiency, second.Sufficiency, Tolerance.Edited, "alone");
            }
        }

        IReadOnlyList<IReadOnlyList<RemovalEffect>> Removals(int[][] some, AttributionTarget[] own)
        {
            IReadOnlyList<ScoredPrompt> scored = methods.Scores(some, own);
            IReadOnlyList<IReadOnlyList<TokenAttribution>> said = methods.Of(scored);
            return methods.Removals([.. scored.Select((prompt, row) => (
                prompt, (IReadOnlyList<int>)[.. Enumerable.Range(0, prompt.Tokens.Length)], said[row], new SeededRandom(0, $"{prompt.Tokens.Length}")))]);
        }
    }

    [Fact]
    public void Each_pass_tells_how_many_rows_it_had()
    {
        List<int> done = [];
        using DisposeScope scope = NewDisposeScope();
        PromptAttributions methods = new(
            _model, new AttributionOptions { Method = [AttributionMethod.LeaveOneOut] }, zeros([SmallModel.Config.ModelWidth]), memory: 1, done.Add);
        _ = methods.Of(methods.Scores([s_tokens], [s_pair]));

        // One for the score, one for each token.
        Assert.Equal(Enumerable.Repeat(1, 1 + s_tokens.Length), done);
    }

    [Fact]
    public void Targets_of_one_pass_are_of_one_kind() =>
        Assert.Throws<ArgumentException>(() => new TargetScore(_model).Of([s_tokens, s_tokens], [s_pair, s_alone]));

    private TokenAttribution Attribute(AttributionTarget target, AttributionOptions options, int[]? tokens = null)
    {
        using DisposeScope scope = NewDisposeScope();
        PromptAttributions methods = new(_model, options, PromptAttributions.Baseline(_model, options.Baseline, null), Ample);
        return methods.Of(methods.Scores([tokens ?? s_tokens], [target]))[0][0];
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
