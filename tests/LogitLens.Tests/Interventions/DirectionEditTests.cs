using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Interventions;

/// <summary>Adding, flipping and taking out a direction: against the references, and by hand.</summary>
public sealed class DirectionEditTests
{
    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steering_matches_the_reference_by_hooks_and_in_a_sweep(string name)
    {
        using GoldenModel golden = new(name);
        using DisposeScope scope = NewDisposeScope();
        Tensor direction = tensor([.. golden.Reference("steering/unit_direction").Select(value => (float)value)]);
        Intervention[] edits =
        [
            new AddDirection(s_site, direction, 4, PositionChoice.All),
            new FlipDirection(s_site, direction.mul(3), 2, PositionChoice.All),
            new SetCoordinate(s_site, direction.mul(0.1), 0, PositionChoice.All),
        ];
        JsonElement[] expected = [.. golden.Case.Expected.GetProperty("steering_blocks.1.hook_resid_post").EnumerateArray()];

        for (int e = 0; e < edits.Length; e++)
        {
            double[] reference = GoldenCase.Doubles(expected[e].GetProperty("logit_difference"));
            Close.Assert(reference, Hooked(golden, edits[e]), Tolerance.Edited, $"{expected[e].GetProperty("what")}, hooks");
            Close.Assert(reference, Swept(golden, edits[e]), Tolerance.Edited, $"{expected[e].GetProperty("what")}, sweep");
        }
    }

    [Fact]
    public void Each_edit_does_to_a_point_in_the_plane_what_it_says()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor along = tensor([3f, 4f]);                                              // of length 5; the point's coordinate on it is 3 x 0.6 + 1 x 0.8 = 2.6
        float[] point = [3, 1];

        Close.Assert([3 + 1.5, 1 + 2.0], Edited(point, new AddDirection(s_site, along, 0.5, PositionChoice.All)), Tolerance.VocabularySum);
        Close.Assert([3 - 2.6 * 0.6, 1 - 2.6 * 0.8], Edited(point, new SetCoordinate(s_site, along, 0, PositionChoice.All)), Tolerance.VocabularySum);
        Close.Assert([3 - 2 * 2.6 * 0.6, 1 - 2 * 2.6 * 0.8], Edited(point, new FlipDirection(s_site, along, 1, PositionChoice.All)), Tolerance.VocabularySum);

        // About 2, with scale 3, the coordinate 2.6 becomes 2 - 3 x 0.6 = 0.2.
        Close.Assert(
            [3 + (0.2 - 2.6) * 0.6, 1 + (0.2 - 2.6) * 0.8], Edited(point, new FlipDirection(s_site, along, 3, PositionChoice.All) { Midpoint = 2 }),
            Tolerance.VocabularySum);
    }

    [Fact]
    public void Positions_that_are_not_chosen_stay_as_they_are()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activation = tensor([1f, 2, 3, 4, 5, 6], [1, 3, 2]);
        ActivationRows rows = ActivationRows.Of([3], 0, new Device("cpu"));
        Tensor up = tensor([0f, 1f]);

        Assert.Equal([1, 2, 3, 4, 5, 16], new AddDirection(s_site, up, 10, PositionChoice.Last).Apply(activation, rows).data<float>().ToArray());
        Assert.Equal([1, 2, 3, 0, 5, 6], new SetCoordinate(s_site, up, 0, PositionChoice.At(1)).Apply(activation, rows).data<float>().ToArray());
        Assert.Equal([1, -2, 3, 4, 5, 6], new FlipDirection(s_site, up, 1, PositionChoice.At(0)).Apply(activation, rows).data<float>().ToArray());
        Assert.False(new SetCoordinate(s_site, up, 0, PositionChoice.Last).TouchesPrefix(null));
        Assert.True(new SetCoordinate(s_site, up, 0, PositionChoice.All).TouchesPrefix(null));
    }

    [Fact]
    public void A_flip_may_have_a_midpoint_for_each_position_the_last_of_which_holds_beyond()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activation = tensor([9f, 1, 9, 2, 9, 3, 9, 4], [2, 2, 2]);
        FlipDirection flip = new(s_site, tensor([0f, 2f]), 1, PositionChoice.All) { Midpoints = tensor([10f, 20, 30]) };

        // Rows at positions 0 and 1, then at 2 and 3: c becomes 2 m - c.
        ActivationRows rows = ActivationRows.Of([2, 2], 0, new Device("cpu")) with { Positions = tensor([0L, 1, 2, 3], [2, 2]) };
        Assert.Equal([9, 19, 9, 38, 9, 57, 9, 56], flip.Apply(activation, rows).data<float>().ToArray());
    }

    private static float[] Edited(float[] point, Intervention edit) =>
        edit.Apply(tensor(point, [1, 1, 2]), ActivationRows.Of([1], 0, new Device("cpu"))).data<float>().ToArray();

    private static double[] Hooked(GoldenModel golden, Intervention edit)
    {
        using IDisposable gradless = no_grad();
        return [.. golden.Case.Sequences.Select(tokens =>
        {
            using DisposeScope scope = NewDisposeScope();
            ForwardHooks hooks = Intervention.Hooks([edit], ActivationRows.Of([tokens.Length], 0, golden.Transformer.Device));
            return Difference(golden, golden.Transformer.Forward(new TokenBatch([tokens]), hooks).select(0, 0).select(0, tokens.Length - 1));
        })];
    }

    private static double[] Swept(GoldenModel golden, Intervention edit)
    {
        double[] found = [];
        SweepEngine engine = new(golden.Transformer, new StackLimit(golden.Transformer.Config, 1 << 20, Cuda: false));
        engine.Run(new SweepBatch(golden.Case.Sequences, [0, 1, 2]), [new Variant(edit)], (variant, normalized) =>
        {
            if (variant == 0)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor logits = golden.Transformer.Unembed(normalized);
                found = [.. Enumerable.Range(0, golden.Case.Sequences.Length).Select(row => Difference(golden, logits.select(0, row)))];
            }
        });
        return found;
    }

    private static double Difference(GoldenModel golden, Tensor logits)
    {
        float[] values = logits.data<float>().ToArray();
        return values[golden.Case.LabelTokens[0]] - values[golden.Case.LabelTokens[1]];
    }
}
