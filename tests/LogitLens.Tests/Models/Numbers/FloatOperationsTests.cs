using LogitLens.Experiments.Attribution;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class FloatOperationsTests : IDisposable
{
    private readonly Transformer _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_pass_counts_two_for_each_multiplication_of_its_products()
    {
        const int Tokens = 5;
        (long width, long mlp, long vocabulary) = (SmallModel.Config.ModelWidth, SmallModel.Config.MlpWidth, SmallModel.Config.VocabularySize);

        long counted = CountedBy(() =>
        {
            using IDisposable gradless = no_grad();
            _model.Forward(new TokenBatch(SmallModel.Sequences(1, Tokens)));
        });

        // Queries, keys, values and the output projection, both layers of the MLP; then attention's scores and sums over each pair of positions.
        long perLayer = (Tokens * ((4 * width * width) + (2 * width * mlp))) + (2 * Tokens * Tokens * width);
        Assert.Equal(2 * ((SmallModel.Config.Layers * perLayer) + (Tokens * width * vocabulary)), counted);
    }

    [Fact]
    public void Gradients_of_activations_count_as_much_again()
    {
        int[][] rows = SmallModel.Sequences(1, 5, 7);
        AttributionTarget[] targets = [new(7, 11), new(3, 4)];
        TargetScore score = new(_model);

        long forward = CountedBy(() => score.Of(rows, targets));
        long both = CountedBy(() => score.WithGradients(rows, targets));

        Assert.Equal(2 * forward, both);
    }

    private static long CountedBy(Action work)
    {
        using DisposeScope scope = NewDisposeScope();
        long before = FloatOperations.Count;
        work();
        return FloatOperations.Count - before;
    }
}
