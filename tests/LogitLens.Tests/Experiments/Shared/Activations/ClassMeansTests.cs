using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Activations;

public sealed class ClassMeansTests
{
    [Theory]
    [InlineData("last", 1)]
    [InlineData("last", 3)]
    [InlineData("every", 2)]
    public void Means_are_over_each_classs_rows(string position, int batch)
    {
        using GoldenModel golden = new("odd-shape");
        Assert.True(ReadPosition.TryParse(position, out ReadPosition wanted));
        IReadOnlyList<ActivationPoint> points = ActivationPoint.Select("blocks.*.hook_resid_post", golden.Transformer.Config);
        ActivationReader reader = new(golden.Transformer, points, wanted);
        ActivationPass pass = new(reader,
            new LengthBatches(golden.Transformer.Config, new RunOptions { Batch = new() { Size = new BatchSize(batch) } }, golden.Transformer.Device));
        int[] labels = [1, 0, 1];

        ClassMeans means = ClassMeans.Of(pass, points, golden.Case.Sequences, labels, 2, SilentProgress.Instance, CancellationToken.None);

        using DisposeScope scope = NewDisposeScope();
        for (int point = 0; point < points.Count; point++)
        {
            Tensor[] texts = [.. golden.Case.Sequences.Select(tokens => reader.Read([tokens])[point].to(ScalarType.Float64))];
            Close.Assert(texts[1].mean([0]).Doubles(), means.Means[point][0], Tolerance.Forward);
            Close.Assert(cat([texts[0], texts[2]]).mean([0]).Doubles(), means.Means[point][1], Tolerance.Forward);
            Close.Assert(cat(texts).norm(1).mean().Doubles()[0], means.MeanNorms[point], Tolerance.Forward);
            Assert.Equal([texts[1].size(0), texts[0].size(0) + texts[2].size(0)], means.Counts.Select(count => (long)count));
        }
    }
}
