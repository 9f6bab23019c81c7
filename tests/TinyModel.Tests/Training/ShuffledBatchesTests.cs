using LogitLens.Training;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

public class ShuffledBatchesTests
{
    private static readonly TrainingSequence[] s_sequences = [.. Enumerable.Range(1, 10).Select(token => new TrainingSequence([0, token, token]))];

    [Fact]
    public void Every_epoch_takes_each_sequence_once_in_an_order_of_its_own()
    {
        ShuffledBatches batches = new(s_sequences, perStep: 4, seed: 1);

        int[] drawn = [.. Enumerable.Range(0, 5).SelectMany(step => batches.OfStep(step)).Select(sequence => Array.IndexOf(s_sequences, sequence))];

        Assert.Equal(Enumerable.Range(0, 10), drawn[..10].Order());
        Assert.Equal(Enumerable.Range(0, 10), drawn[10..].Order());
        Assert.NotEqual(drawn[..10], drawn[10..]);
    }

    [Fact]
    public void A_step_is_the_same_whatever_was_asked_before()
    {
        ShuffledBatches inTurn = new(s_sequences, 4, seed: 1);
        IReadOnlyList<TrainingSequence>[] steps = [.. Enumerable.Range(0, 5).Select(step => inTurn.OfStep(step))];

        Assert.Equal(steps[4], new ShuffledBatches(s_sequences, 4, seed: 1).OfStep(4));
        Assert.NotEqual(steps[4], new ShuffledBatches(s_sequences, 4, seed: 2).OfStep(4));
    }

    [Fact]
    public void Nothing_to_learn_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ShuffledBatches([], 4, 0));
        Assert.Throws<ArgumentException>(() => new ShuffledBatches([new TrainingSequence([1, 2], [1, 0])], 4, 0));
    }
}
