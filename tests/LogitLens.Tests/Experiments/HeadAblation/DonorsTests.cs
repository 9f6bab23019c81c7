using FsCheck;
using FsCheck.Fluent;
using LogitLens.Experiments.HeadAblation;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class DonorsTests
{
    [Fact]
    public void A_donor_is_never_the_example_itself_and_of_another_class_where_that_is_asked()
    {
        Prop.ForAll<long, byte[]>((seed, drawn) =>
        {
            int[] lengths = [5, 9, .. drawn.Select(b => 1 + b % 20)], labels = [0, 1, .. drawn.Select(b => b % 3)];
            int[] any = Donors.Draw(lengths, labels, otherClass: false, seed), other = Donors.Draw(lengths, labels, otherClass: true, seed);
            return Enumerable.Range(0, lengths.Length).All(k => any[k] != k && labels[other[k]] != labels[k]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_nearest_length_of_another_class_is_taken()
    {
        int[] donors = Donors.Draw([4, 5, 9, 20], [0, 0, 1, 1], otherClass: true, seed: 3);
        Assert.Equal([2, 2, 1, 1], donors);
    }

    [Fact]
    public void Without_another_class_there_is_no_donor() =>
        Assert.Throws<InputException>(() => Donors.Draw([4, 5], [1, 1], otherClass: true, seed: 3));
}
