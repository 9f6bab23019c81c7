using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Interventions;

/// <summary>Flips in several layers at once, which turn the clean run's coordinates; a coordinate that is set.</summary>
public sealed class FlipDirectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Flips_in_several_layers_leave_the_mirrored_clean_coordinate_in_each(int shared)
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor direction = tensor([.. golden.Reference("steering/unit_direction").Select(value => (float)value)]);
        int[] start = [.. golden.Case.Sequences[0].Take(shared)];
        int[][] prompts = [.. golden.Case.Sequences.Select(ids => ids.Skip(shared).ToArray())];
        Site[] sites = [.. Enumerable.Range(0, 3).Select(layer => new Site(SiteKind.ResidPost, layer))];
        const double Midpoint = 0.3, Scale = 1.5;
        Variant variant = new(
            [.. sites.Select(site => (Intervention)new FlipDirection(site, direction, Scale, PositionChoice.All) { Midpoint = Midpoint, OfCleanRun = true })]);

        float[][] swept = [];
        SweepEngine engine = new(golden.Transformer, new StackLimit(golden.Transformer.Config, 1 << 20, Cuda: false));
        SweepBatch batch = new(prompts, [0, 1, 2]) { Prefix = start, Source = new SweepSource(prompts, start) };
        engine.Run(batch, [variant], (place, normalized) => swept = place == 0 ? [.. normalized.data<float>().ToArray().Chunk(48)] : swept);

        for (int row = 0; row < prompts.Length; row++)
        {
            int[] ids = [.. start, .. prompts[row]];
            using ActivationCache clean = new();
            golden.Transformer.Forward(new TokenBatch([ids]), clean.Watch(sites));
            ForwardHooks hooks = new();
            foreach (Site site in sites)
            {
                Tensor mirrored = clean[site].matmul(direction).sub(Midpoint).mul(-Scale).add(Midpoint);
                hooks.Add(site, (_, stream) => stream.add(mirrored.sub(stream.matmul(direction)).unsqueeze(-1).mul(direction)));
            }

            Tensor end = golden.Transformer.FinalNorm(
                golden.Transformer.RunBlocks(golden.Transformer.Embed(new TokenBatch([ids])), new PartialRun { Hooks = hooks }));
            Close.Assert(
                [.. end.select(0, 0).select(0, ids.Length - 1).data<float>().ToArray().Select(value => (double)value)],
                [.. swept[row].Select(value => (double)value)], Tolerance.Forward, $"prompt {row}");
        }
    }

    [Fact]
    public void A_set_coordinate_is_what_it_is_set_to_and_the_rest_stays()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor along = tensor([3f, 4f]);
        SetCoordinate set = new(new Site(SiteKind.ResidPost, 0), along, 5, PositionChoice.All);

        float[] found = set.Apply(tensor([3f, 1f], [1, 1, 2]), ActivationRows.Of([1], 0, new Device("cpu"))).data<float>().ToArray();

        // The coordinate 2.6 becomes 5: 2.4 more along (0.6, 0.8).
        Close.Assert([3 + (2.4 * 0.6), 1 + (2.4 * 0.8)], [.. found.Select(value => (double)value)], Tolerance.VocabularySum);
    }
}
