using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class ContinuationCentreTests
{
    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Each_positions_point_is_halfway_between_the_classes_means_there(int first)
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();

        // Three texts of either class are five tokens long, and one is longer.
        int[][] texts =
            [.. Enumerable.Range(0, 7).Select(text => Enumerable.Range(0, text == 6 ? 7 : 5).Select(place => ((text * 13) + (place * 5)) % 97).ToArray())];
        bool[] isTowards = [true, false, true, false, false, true, true];
        ActivationReader reader = new(golden.Transformer, [new ActivationPoint(s_site)], ReadPosition.Every, first);
        ActivationPass pass = new(reader, new LengthBatches(golden.Transformer.Config, new RunOptions(), new Device("cpu")));

        double[][] points = Assert.Single(ContinuationCentre.Read(pass, 1, texts, isTowards, first, SilentProgress.Instance, default));

        double[][][] read = [.. texts.Select(text =>
        {
            using ActivationCache cache = new();
            golden.Transformer.Forward(new TokenBatch([text]), cache.Watch([s_site]));
            return cache[s_site].to(ScalarType.Float64).Doubles().Chunk(48).ToArray();
        })];
        Assert.Equal(7, points.Length);
        for (int position = first; position < 5; position++)
        {
            Close.Assert([.. Mean(true).Zip(Mean(false), (a, b) => (a + b) / 2)], points[position], Tolerance.Forward, $"position {position}");

            double[] Mean(bool towards)
            {
                double[][] own = [.. read.Where((_, text) => isTowards[text] == towards).Select(text => text[position])];
                return [.. Enumerable.Range(0, 48).Select(place => own.Average(row => row[place]))];
            }
        }

        // Beyond what three texts of either class reach, and before their first own tokens, the nearest holds.
        Assert.All([points[5], points[6]], point => Assert.Equal(points[4], point));
        Assert.Equal(points[first], points[0]);
    }

    [Fact]
    public void Each_direction_has_its_own_midpoints_and_random_ones_are_kept_with_them()
    {
        SteerSetup setup = new([new LayerDirection(1, s_site.Name, [3, 4])], [[new LayerDirection(1, s_site.Name, [0, 5])]]);

        SteerSetup turned = ContinuationCentre.About(setup, [[[1, 2], [10, 0]]], random: 2, seed: 1);

        Assert.Equal([11.0 / 5, 6], turned.Direction[0].Midpoints!);
        Assert.Equal([2.0, 0], turned.Shuffled[0][0].Midpoints!);
        Assert.Equal(2, turned.Random!.Count);
        Assert.All(turned.Random!, draw =>
        {
            LayerDirection own = Assert.Single(draw);
            Assert.Equal(5, own.Length, 5);
            Assert.Equal((own.Vector[0] + (2 * own.Vector[1])) / own.Length, own.Midpoints![0], 5);
        });
    }

    [Fact]
    public void Too_few_texts_of_a_class_are_refused()
    {
        using GoldenModel golden = new("odd-shape");
        ActivationReader reader = new(golden.Transformer, [new ActivationPoint(s_site)], ReadPosition.Every, 0);
        ActivationPass pass = new(reader, new LengthBatches(golden.Transformer.Config, new RunOptions(), new Device("cpu")));

        Assert.Contains("--centre continuations needs 3 labelled texts of each class", Assert.Throws<InputException>(() => ContinuationCentre.Read(
            pass, 1, [[1], [2], [3], [4], [5]], [true, false, true, false, true], 0, SilentProgress.Instance, default)).Message, StringComparison.Ordinal);
    }
}
