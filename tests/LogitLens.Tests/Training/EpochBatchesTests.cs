using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class EpochBatchesTests
{
    private static readonly TrainingSequence[] s_sequences = RandomModel.Sequences(10);

    [Fact]
    public void Each_epoch_has_every_sequence_once_and_an_order_of_its_own()
    {
        EpochBatches batches = EpochBatches.OfSize(s_sequences, 4, seed: 1);

        Assert.Equal(3, batches.StepsPerEpoch);
        Assert.Equal([4, 4, 2, 4, 4, 2], Enumerable.Range(0, 6).Select(step => batches.OfStep(step).Count));
        TrainingSequence[] first = Epoch(batches, 0), second = Epoch(batches, 1);
        Assert.Equal(s_sequences.ToHashSet(), first.ToHashSet());
        Assert.Equal(s_sequences.ToHashSet(), second.ToHashSet());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_step_is_a_function_of_its_number_alone()
    {
        EpochBatches batches = EpochBatches.OfSize(s_sequences, 4, seed: 1), another = EpochBatches.OfSize(s_sequences, 4, seed: 1);
        IReadOnlyList<TrainingSequence>[] inOrder = [.. Enumerable.Range(0, 7).Select(step => batches.OfStep(step))];

        foreach (int step in (int[])[6, 0, 4, 2])
        {
            Assert.Equal(inOrder[step], another.OfStep(step));
        }
    }

    [Fact]
    public void Batches_by_tokens_keep_within_them_and_are_of_like_length()
    {
        EpochBatches batches = EpochBatches.OfTokens(s_sequences, 20, perStep: 1, seed: 1);

        IReadOnlyList<TrainingSequence>[] epoch = [.. Enumerable.Range(0, batches.StepsPerEpoch).Select(step => batches.OfStep(step))];
        Assert.Equal(s_sequences.ToHashSet(), epoch.SelectMany(batch => batch).ToHashSet());
        Assert.All(epoch, batch => Assert.True(batch.Count == 1 || batch.Count * batch.Max(sequence => sequence.InputLength) <= 20));
        (int Shortest, int Longest)[] ranges =
        [
            .. epoch.Select(batch => (batch.Min(each => each.InputLength), batch.Max(each => each.InputLength))).OrderBy(range => range.Item1),
        ];
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.Longest <= pair.Second.Shortest));
    }

    [Fact]
    public void A_step_of_several_batches_by_tokens_has_them_all()
    {
        EpochBatches one = EpochBatches.OfTokens(s_sequences, 20, perStep: 1, seed: 1), two = EpochBatches.OfTokens(s_sequences, 20, perStep: 2, seed: 1);

        Assert.Equal((one.StepsPerEpoch + 1) / 2, two.StepsPerEpoch);
        Assert.Equal(one.OfStep(0).Count + one.OfStep(1).Count, two.OfStep(0).Count);
    }

    private static TrainingSequence[] Epoch(EpochBatches batches, int epoch) =>
        [.. Enumerable.Range(epoch * batches.StepsPerEpoch, batches.StepsPerEpoch).SelectMany(step => batches.OfStep(step))];
}
