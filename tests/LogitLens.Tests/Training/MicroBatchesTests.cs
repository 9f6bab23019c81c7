using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class MicroBatchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1000)]
    public void Parts_hold_every_sequence_once_within_the_limit(int maxTokens)
    {
        TrainingSequence[] sequences = RandomModel.Sequences(40);

        IReadOnlyList<IReadOnlyList<TrainingSequence>> parts = MicroBatches.Cut(sequences, maxTokens);

        Assert.Equal(sequences.OrderBy(s => s.GetHashCode()), parts.SelectMany(part => part).OrderBy(s => s.GetHashCode()));
        Assert.All(parts, part => Assert.True(part.Count == 1 || part.Count * part.Max(s => s.InputLength) <= maxTokens));
    }

    [Fact]
    public void Sequences_of_like_length_go_together()
    {
        IReadOnlyList<IReadOnlyList<TrainingSequence>> parts = MicroBatches.Cut(
            [Sequence(3), Sequence(9), Sequence(4), Sequence(8)], 18);

        Assert.Equal([[9, 8], [4, 3]], parts.Select(part => part.Select(s => s.InputLength).ToArray()).ToArray());
    }

    private static TrainingSequence Sequence(int inputLength) => new(new int[inputLength + 1]);
}
