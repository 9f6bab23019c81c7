using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Layers;

public class OverthinkingTests
{
    [Fact]
    public void Counts_examples_right_earlier_and_wrong_at_the_last_layer()
    {
        bool[][] right =
        [
            [false, true, false], // had it, lost it
            [true, true, false], // had it, lost it
            [false, false, false], // never had it
            [true, false, true], // lost it, found it again
            [false, false, true],
        ];
        Overthinking result = Overthinking.Of(right);
        Assert.Equal((2, 5), (result.Share.Count, result.Share.N));
        Assert.Equal((2, 3), (result.OfWrong.Count, result.OfWrong.N));
        Assert.Equal([1, 2, 0], result.ByLayer.Select(layer => layer.Count));
        Assert.All(result.ByLayer, layer => Assert.Equal(5, layer.N));
    }

    [Fact]
    public void A_model_that_is_never_wrong_never_overthinks()
    {
        Overthinking result = Overthinking.Of([[false, true], [true, true]]);
        Assert.Equal(0, result.Share.Value);
        Assert.Null(result.OfWrong.Value);
    }

    [Fact]
    public void One_layer_leaves_no_earlier_one() => Assert.False(Overthinking.IsOverthought([false]));

    [Fact]
    public void No_example_has_no_share()
    {
        Assert.Null(Overthinking.Of([]).Share.Value);
        Assert.Empty(Overthinking.Of([]).ByLayer);
    }

    [Fact]
    public void Examples_of_different_depth_are_refused() =>
        Assert.Throws<ArgumentException>(() => Overthinking.Of([[true, false], [true]]));
}
