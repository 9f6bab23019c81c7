using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Tests.Experiments;

public sealed class LengthBatchesTests
{
    private static readonly ModelConfig s_config = new()
    {
        VocabularySize = 100,
        ContextLength = 512,
        ModelWidth = 64,
        Layers = 2,
        Heads = 4,
        MlpWidth = 256,
    };

    [Fact]
    public void Each_item_is_in_one_batch_and_the_longest_come_first()
    {
        int[] lengths = [.. Enumerable.Range(0, 500).Select(i => 20 + (i * 37 % 60))];

        IReadOnlyList<IReadOnlyList<int>> batches = Cut(lengths, new RunOptions());

        Assert.Equal(Enumerable.Range(0, 500), batches.SelectMany(batch => batch).Order());
        Assert.Equal(lengths.OrderDescending(), batches.SelectMany(batch => batch).Select(i => lengths[i]));
    }

    [Fact]
    public void Little_of_a_batch_is_padding_however_few_items_there_are()
    {
        int[] lengths = [.. Enumerable.Range(0, 32).Select(i => 22 + (i * 40 / 31))];

        int computed = Cut(lengths, new RunOptions()).Sum(batch => batch.Count * lengths[batch[0]]);

        // In one batch it would be 0.68.
        Assert.InRange(lengths.Sum() / (double)computed, 0.85, 1);
    }

    [Theory]
    [InlineData(2000, 16)]
    [InlineData(300, 12)]
    [InlineData(100, 4)]
    [InlineData(20, 1)]
    public void Shards_find_batches_to_have_like_work_as_far_as_these_keep_the_device_busy(int items, int batches)
    {
        int[] lengths = [.. Enumerable.Repeat(10, items)];

        Assert.Equal(batches, Cut(lengths, new RunOptions()).Count);
    }

    [Fact]
    public void A_few_short_items_beside_a_long_one_are_not_worth_a_batch_of_their_own()
    {
        Assert.Single(Cut([40, 10, 10, 10], new RunOptions()));
    }

    [Fact]
    public void Mixed_batches_are_cut_by_size_alone()
    {
        LengthBatches mixed = new(s_config, new RunOptions(), "cpu") { Mixed = true, MostTokens = 300 };
        int[] lengths = [100, 50, 30, 20, 10, 10];

        Assert.Equal([3, 3], mixed.Cut(Enumerable.Range(0, lengths.Length), i => lengths[i], shared: 0).Select(batch => batch.Count));
    }

    [Fact]
    public void A_batch_size_that_is_asked_for_is_kept()
    {
        int[] lengths = [.. Enumerable.Range(1, 10).Select(i => 10 * i)];

        Assert.Equal([4, 4, 2], Cut(lengths, new RunOptions { Batch = new() { Size = new BatchSize(4) } }).Select(batch => batch.Count));
    }

    private static IReadOnlyList<IReadOnlyList<int>> Cut(int[] lengths, RunOptions options) =>
        new LengthBatches(s_config, options, new Device("cpu")).Cut(Enumerable.Range(0, lengths.Length), i => lengths[i], shared: 0);
}
