using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models.Generation;

[Collection(LiveTensors.Collection)]
public sealed class BatchDecoderTests
{
    [Fact]
    public void Continuing_rows_of_mixed_lengths_gives_each_row_the_logits_it_has_alone()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[][] prompts = golden.Case.Sequences;
        using BatchDecoder decoder = new(golden.Transformer, prompts, room: 2);

        _ = decoder.Continue([.. prompts.Select(_ => 5)], 0);
        Tensor logits = decoder.Continue([.. prompts.Select(_ => 9)], 1);

        for (int row = 0; row < prompts.Length; row++)
        {
            Close.Assert(LastLogits(golden.Exact, [.. prompts[row], 5, 9]), logits.select(0, row).data<float>().ToArray(), Tolerance.Forward, $"row {row}");
        }
    }

    [Fact]
    public void A_place_that_is_fed_again_forgets_what_came_before()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[][] prompts = golden.Case.Sequences;
        using BatchDecoder decoder = new(golden.Transformer, prompts, room: 3);
        for (int place = 0; place < 3; place++)
        {
            _ = decoder.Continue([.. prompts.Select(_ => 7)], place);
        }

        Tensor logits = decoder.Continue([.. prompts.Select(_ => 5)], 0);

        Close.Assert(LastLogits(golden.Exact, [.. prompts[1], 5]), logits.select(0, 1).data<float>().ToArray(), Tolerance.Forward);
    }

    [Fact]
    public void A_prefix_computed_once_gives_what_whole_prompts_give()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[] start = golden.Case.Sequences[0];
        int[][] rest = golden.Case.Sequences[1..];
        using KeyValuePrefix prefix = golden.Transformer.Prefix(start);
        using BatchDecoder decoder = new(golden.Transformer, rest, room: 1, prefix);

        Tensor logits = decoder.Continue([3, 3], 0);

        for (int row = 0; row < rest.Length; row++)
        {
            Close.Assert(
                LastLogits(golden.Exact, [.. start, .. rest[row]]), decoder.PromptLogits.select(0, row).data<float>().ToArray(), Tolerance.Forward);
            Close.Assert(LastLogits(golden.Exact, [.. start, .. rest[row], 3]), logits.select(0, row).data<float>().ToArray(), Tolerance.Forward);
        }
    }

    [Fact]
    public void Hooks_run_over_the_prompts_and_at_each_new_token()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[][] prompts = golden.Case.Sequences;
        ForwardHooks halved = new();
        for (int layer = 0; layer < golden.Transformer.Config.Layers; layer++)
        {
            halved.Add(new Site(SiteKind.Z, layer), (_, z) => z.mul(0.5));
        }

        using BatchDecoder decoder = new(golden.Transformer, prompts, room: 1, hooks: halved);
        Tensor logits = decoder.Continue([.. prompts.Select(_ => 5)], 0);

        for (int row = 0; row < prompts.Length; row++)
        {
            Close.Assert(
                LastLogits(golden.Exact, prompts[row], halved), decoder.PromptLogits.select(0, row).data<float>().ToArray(), Tolerance.Forward,
                $"prompt {row}");
            Close.Assert(
                LastLogits(golden.Exact, [.. prompts[row], 5], halved), logits.select(0, row).data<float>().ToArray(), Tolerance.Forward, $"row {row}");
        }
    }

    [Fact]
    public void A_continuation_beyond_the_context_is_refused()
    {
        using GoldenModel golden = new("odd-shape");
        int context = golden.Transformer.Config.ContextLength;

        InputException error = Assert.Throws<InputException>(() => new BatchDecoder(golden.Transformer, [[1, 2, 3]], context - 2));

        Assert.Equal($"3 prompt tokens and {context - 2} new ones do not fit into the model's context of {context}", error.Message);
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        using GoldenModel golden = new("odd-shape");

        long left = LiveTensors.LeftBy(() =>
        {
            using BatchDecoder decoder = new(golden.Transformer, golden.Case.Sequences, room: 1, hooks: new ForwardHooks());
            using Tensor logits = decoder.Continue([1, 2, 3], 0);
        });

        Assert.Equal(0, left);
    }

    private static double[] LastLogits(Transformer model, int[] tokens, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        return Float64.Values(model.Forward(new TokenBatch([tokens]), hooks).select(0, 0).select(0, tokens.Length - 1));
    }
}
