using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class SequenceOrderTests
{
    [Fact]
    public void Every_epoch_takes_each_sequence_once()
    {
        SequenceOrder order = new(count: 10, perStep: 4, seed: 1);

        int[] drawn = [.. Enumerable.Range(0, 5).SelectMany(step => order.OfStep(step))];

        Assert.Equal(Enumerable.Range(0, 10), drawn[..10].Order());
        Assert.Equal(Enumerable.Range(0, 10), drawn[10..].Order());
        Assert.NotEqual(drawn[..10], drawn[10..]);
    }

    [Fact]
    public void A_step_is_the_same_whatever_was_asked_before()
    {
        SequenceOrder inTurn = new(10, 4, 1);
        int[][] steps = [.. Enumerable.Range(0, 5).Select(step => inTurn.OfStep(step))];

        Assert.Equal(steps[4], new SequenceOrder(10, 4, 1).OfStep(4));
        Assert.NotEqual(steps[4], new SequenceOrder(10, 4, 2).OfStep(4));
    }
}
