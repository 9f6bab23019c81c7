using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class PartialRunTests
{
    [Fact]
    public void A_result_does_not_depend_on_what_shares_the_batch()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        int[][] sequences = SmallModel.Sequences(1, 5, 17, 1, 32);
        Tensor together = model.Forward(new TokenBatch(sequences));

        for (int row = 0; row < sequences.Length; row++)
        {
            Tensor alone = exact.Forward(new TokenBatch([sequences[row]]));
            AssertSame(alone.select(0, 0), together.select(0, row).narrow(0, 0, sequences[row].Length));
        }
    }

    [Fact]
    public void Starting_at_a_layer_with_its_residual_stream_gives_the_full_runs_output()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(2, 9, 12));
        Tensor start = model.Embed(batch);
        Tensor full = exact.RunBlocks(exact.Embed(batch), new PartialRun());

        for (int layer = 0; layer <= model.Config.Layers; layer++)
        {
            Tensor before = model.RunBlocks(start, new PartialRun { ToLayer = layer });
            AssertSame(full, model.RunBlocks(before, new PartialRun { FromLayer = layer }));
        }
    }

    [Fact]
    public void Chosen_positions_are_those_of_the_full_run()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(3, 8, 11));
        Tensor full = exact.RunBlocks(exact.Embed(batch), new PartialRun());
        Tensor positions = tensor([7L, 2, 10, 0], [2, 2]);

        Tensor chosen = model.RunBlocks(model.Embed(batch), new PartialRun { Positions = positions });

        AssertSame(full.select(0, 0).select(0, 7), chosen.select(0, 0).select(0, 0));
        AssertSame(full.select(0, 0).select(0, 2), chosen.select(0, 0).select(0, 1));
        AssertSame(full.select(0, 1).select(0, 10), chosen.select(0, 1).select(0, 0));
        AssertSame(full.select(0, 1).select(0, 0), chosen.select(0, 1).select(0, 1));
    }

    [Fact]
    public void Positions_can_be_chosen_of_a_run_of_no_blocks()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(4, 6));
        Tensor stream = model.Embed(batch);

        Tensor chosen = model.RunBlocks(stream, new PartialRun { ToLayer = 0, Positions = tensor([4L], [1, 1]) });

        AssertSame(exact.Embed(batch).narrow(1, 4, 1), chosen);
    }

    [Fact]
    public void Chosen_tokens_have_the_logits_of_the_full_row()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(5, 6, 4));
        Tensor normalized = model.FinalNorm(model.RunBlocks(model.Embed(batch), new PartialRun()));
        Tensor all = exact.Forward(batch);

        Tensor two = model.Unembed(normalized, tensor([50L, 3], [2]));

        Assert.Equal([2L, 6, 2], two.shape);
        AssertSame(all.select(2, 50), two.select(2, 0));
        AssertSame(all.select(2, 3), two.select(2, 1));
    }

    [Fact]
    public void A_prefix_computed_once_stands_for_its_tokens()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        int[][] sequences = SmallModel.Sequences(6, 7, 3);
        int[] start = SmallModel.Sequences(7, 10)[0];
        using KeyValuePrefix prefix = model.Prefix(start);

        Tensor whole = exact.RunBlocks(exact.Embed(new TokenBatch([.. sequences.Select(rest => (int[])[.. start, .. rest])])), new PartialRun());
        Tensor rest = model.RunBlocks(model.Embed(new TokenBatch(sequences), prefix.Length), new PartialRun { Earlier = prefix });

        AssertSame(whole.select(0, 0).narrow(0, 10, 7), rest.select(0, 0));
        AssertSame(whole.select(0, 1).narrow(0, 10, 3), rest.select(0, 1).narrow(0, 0, 3));
    }

    [Fact]
    public void Generation_with_a_cache_writes_what_full_passes_write()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        int[][] prompts = SmallModel.Sequences(8, 4, 12, 7);

        IReadOnlyList<int[]> cached = TokenGenerator.Generate(model, prompts, 9, TokenGenerator.Greedy);

        for (int row = 0; row < prompts.Length; row++)
        {
            Assert.Equal(ByFullPasses(exact, prompts[row], 9), cached[row]);
        }
    }

    [Fact]
    public void A_hook_replaces_what_the_pass_goes_on_with()
    {
        using Transformer model = SmallModel.Create(), exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(SmallModel.Sequences(9, 6));
        Tensor other = model.Embed(new TokenBatch(SmallModel.Sequences(10, 6)));

        Tensor replaced = model.Forward(batch, new ForwardHooks().Add(new Site(SiteKind.ResidPre, 0), (_, _) => other));

        AssertSame(exact.Unembed(exact.FinalNorm(exact.RunBlocks(other.to(ScalarType.Float64), new PartialRun()))), replaced);
    }

    [Theory]
    [InlineData(33, "a sequence of 33 tokens is longer than the model's context of 32")]
    [InlineData(0, null)]
    public void A_sequence_that_does_not_fit_is_refused(int length, string? message)
    {
        using Transformer model = SmallModel.Create();
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = length == 0 ? [53] : SmallModel.Sequences(12, length)[0];

        InputException error = Assert.Throws<InputException>(() => model.Embed(new TokenBatch([tokens])));

        Assert.Equal(message ?? "token id 53 is not in the model's vocabulary of 53 tokens", error.Message);
    }

    private static List<int> ByFullPasses(Transformer model, int[] prompt, int count)
    {
        List<int> tokens = [.. prompt];
        for (int step = 0; step < count; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = model.Forward(new TokenBatch([[.. tokens]]));
            tokens.Add((int)logits.select(0, 0).select(0, tokens.Count - 1).argmax(0).item<long>());
        }

        return tokens[prompt.Length..];
    }

    // What is expected is computed by whole passes in float64.
    private static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal((ScalarType.Float64, ScalarType.Float32), (expected.dtype, actual.dtype));
        Close.Assert(Float64.Values(expected), Float64.Values(actual), Tolerance.Forward);
    }
}
