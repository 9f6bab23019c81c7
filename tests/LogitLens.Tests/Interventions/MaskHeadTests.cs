using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Interventions;

public sealed class MaskHeadTests
{
    private const int PrefixLength = 5;

    [Fact]
    public void A_sweep_gives_what_hooks_in_a_plain_pass_give_with_and_without_a_prefix()
    {
        using GoldenModel golden = new("odd-shape");
        int[] prefix = golden.Case.Sequences[1][..PrefixLength];
        int[][] rest = golden.Case.Sequences;
        int[][] whole = [.. rest.Select(prompt => (int[])[.. prefix, .. prompt])];
        Variant[] variants = [.. Masks()];

        double[][] expected = Plain(golden, whole, variants);

        Check(expected, Swept(golden, new SweepBatch(whole, [0, 1, 2]), variants), "whole prompts");
        Check(expected, Swept(golden, new SweepBatch(rest, [0, 1, 2]) { Prefix = prefix }, variants), "shared prefix");
    }

    [Fact]
    public void A_row_without_edges_attends_to_nothing()
    {
        Assert.Equal([0, 0, 0], Masked([0.2f, 0.3f, 0.5f], [true, true, true], renormalise: true));
        Assert.Equal([0, 0, 0], Masked([0.2f, 0.3f, 0.5f], [true, true, true], renormalise: false));
    }

    [Fact]
    public void The_rest_of_a_row_renormalises_only_before_the_softmax()
    {
        Assert.Equal([0, 0.375f, 0.625f], Masked([0.2f, 0.3f, 0.5f], [true, false, false], renormalise: true));
        Assert.Equal([0, 0.3f, 0.5f], Masked([0.2f, 0.3f, 0.5f], [true, false, false], renormalise: false));
    }

    private static float[] Masked(float[] row, bool[] hidden, bool renormalise)
    {
        using DisposeScope scope = NewDisposeScope();
        return MaskHead.Masked(tensor(row, [1, row.Length]), tensor(hidden, [1, hidden.Length], ScalarType.Bool), renormalise).data<float>().ToArray();
    }

    // Every kind of choice, alone, joined and over layers, before and after the softmax.
    private static IEnumerable<Variant> Masks()
    {
        PositionChoice stretch = PositionChoice.Within(example => [1..3, 6..(8 + example)]);
        EdgeChoice[] choices =
        [
            EdgeChoice.All,
            Of(new EdgeTerm { Queries = [PositionChoice.Last] }),
            Of(new EdgeTerm { Queries = [PositionChoice.Last], Keys = [PositionChoice.Last] }),
            Of(new EdgeTerm { Keys = [PositionChoice.At(0)] }),
            Of(new EdgeTerm { Queries = [stretch], Keys = [stretch], Distances = [(1, 4)] }),
            Of(new EdgeTerm { Distances = [(2, int.MaxValue)] }),
            Of(new EdgeTerm { Keys = [stretch] }, new EdgeTerm { Queries = [PositionChoice.Last], Distances = [(0, 2)] }),
        ];
        foreach (EdgeChoice edges in choices)
        {
            foreach (bool renormalise in (bool[])[true, false])
            {
                for (int layer = 0; layer < 3; layer++)
                {
                    yield return new Variant(new MaskHead(new HeadId(layer, 4), edges, renormalise));
                    yield return new Variant(new MaskLayer(layer, edges, renormalise));
                }

                yield return new Variant([new MaskHead(new HeadId(0, 1), edges, renormalise), new MaskHead(new HeadId(0, 2), edges, renormalise),
                    new MaskHead(new HeadId(1, 3), edges, renormalise), new MaskLayer(2, edges, renormalise)]);
            }
        }

        static EdgeChoice Of(params EdgeTerm[] terms) => new(terms);
    }

    private static double[][] Plain(GoldenModel golden, int[][] prompts, Variant[] variants)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Transformer model = golden.Exact;
        TokenBatch batch = new(prompts);
        ActivationRows rows = ActivationRows.Of([.. prompts.Select(prompt => prompt.Length)], 0, model.Device);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1, 1], ScalarType.Int64).expand(-1, -1, model.Config.VocabularySize);
        return [.. variants.Select(variant => Float64.Values(model.Forward(batch, Intervention.Hooks(variant.Interventions, rows)).gather(1, last)))];
    }

    private static float[][] Swept(GoldenModel golden, SweepBatch batch, Variant[] variants)
    {
        float[][] found = new float[variants.Length][];
        SweepEngine engine = new(golden.Transformer, new StackLimit(golden.Transformer.Config, 1 << 20, Cuda: false));
        engine.Run(batch, variants, (variant, normalized) =>
        {
            if (variant != SweepEngine.Clean)
            {
                using DisposeScope scope = NewDisposeScope();
                found[variant] = golden.Transformer.Unembed(normalized).data<float>().ToArray();
            }
        });
        return found;
    }

    private static void Check(double[][] expected, float[][] found, string what)
    {
        for (int v = 0; v < expected.Length; v++)
        {
            Close.Assert(expected[v], found[v], Tolerance.Edited, $"{what}, variant {v}");
        }
    }
}
