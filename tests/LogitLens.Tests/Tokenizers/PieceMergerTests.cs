using FsCheck;
using FsCheck.Fluent;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class PieceMergerTests
{
    // Tokens 0 to 3 are letters a to d; each merge makes the next id.
    private static readonly Merge[] s_merges =
    [
        new(0, 1, 4), new(0, 0, 5), new(4, 2, 6), new(1, 2, 7), new(5, 5, 8), new(6, 3, 9), new(3, 3, 10),
    ];

    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 3 }, new[] { 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 2, 1 })]
    [InlineData(new[] { 0, 1, 2 }, new[] { 6 })] // ab before bc
    [InlineData(new[] { 0, 0, 1 }, new[] { 0, 4 })] // ab before aa
    [InlineData(new[] { 0, 0, 0 }, new[] { 5, 0 })] // the left pair first
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 8 })]
    [InlineData(new[] { 2, 0, 1, 2, 3 }, new[] { 2, 9 })]
    public void Merges_the_lowest_rank_first(int[] tokens, int[] expected)
    {
        Assert.Equal(expected, Apply(tokens, (merger, span) => merger.Apply(span)));
    }

    [Fact]
    public void Scanning_and_heap_give_what_merging_one_pair_at_a_time_gives()
    {
        Gen<int[]> tokens = Gen.Choose(0, 3).ArrayOf();
        Prop.ForAll(tokens.ToArbitrary(), input =>
        {
            int[] expected = MergeOneAtATime(input);
            return Apply(input, (merger, span) => merger.ApplyByScan(span)).SequenceEqual(expected)
                && Apply(input, (merger, span) => merger.ApplyByHeap(span)).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(200));
    }

    private delegate int Way(PieceMerger merger, Span<int> tokens);

    private static int[] Apply(int[] tokens, Way way)
    {
        int[] copy = [.. tokens];
        int count = way(new PieceMerger(s_merges), copy);
        return copy[..count];
    }

    private static int[] MergeOneAtATime(int[] input)
    {
        List<int> tokens = [.. input];
        while (true)
        {
            Merge? next = s_merges.Cast<Merge?>().FirstOrDefault(merge => At(merge!.Value) >= 0);
            if (next is not { } found)
            {
                return [.. tokens];
            }

            int at = At(found);
            tokens[at] = found.Result;
            tokens.RemoveAt(at + 1);
        }

        int At(Merge merge) => Enumerable.Range(0, Math.Max(0, tokens.Count - 1))
            .FirstOrDefault(i => tokens[i] == merge.Left && tokens[i + 1] == merge.Right, -1);
    }
}
