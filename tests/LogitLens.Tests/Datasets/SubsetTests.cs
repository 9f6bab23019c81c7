using FsCheck;
using FsCheck.Fluent;
using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets;

public class SubsetTests
{
    [Fact]
    public void A_stratified_subset_keeps_each_class_share()
    {
        Dataset dataset = Samples.Classified(LabelSet.TweetSentiment, 20, 60, 20);

        Assert.Equal([4, 12, 4], Subset.Stratified(dataset, 20, seed: 1).LabelCounts());
    }

    [Fact]
    public void Left_over_places_go_to_the_largest_remainders()
    {
        // 10 of 17, 5, 2 of 24: quotas 7.08, 2.08, 0.83.
        Assert.Equal([7, 2, 1], Subset.Apportion([17, 5, 2], 10));
        Assert.Equal([1, 0, 0], Subset.Apportion([4, 4, 4], 1));
    }

    [Fact]
    public void Apportioned_places_add_up_and_no_class_gives_more_than_it_has()
    {
        Gen<int[]> sizes = Gen.NonEmptyListOf(Gen.Choose(1, 500)).Select(list => list.ToArray());
        Prop.ForAll(sizes.ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (counts, wanted) =>
        {
            int seats = Math.Min(wanted, counts.Sum());
            int[] quotas = Subset.Apportion(counts, seats);
            return quotas.Sum() == seats && quotas.Zip(counts).All(pair => pair.First <= pair.Second);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_seed_draws_the_same_examples_and_another_seed_others()
    {
        Dataset dataset = Samples.Classified(LabelSet.Sentiment, 100, 100);

        Assert.Equal(Ids(Subset.Stratified(dataset, 20, seed: 1)), Ids(Subset.Stratified(dataset, 20, seed: 1)));
        Assert.NotEqual(Ids(Subset.Stratified(dataset, 20, seed: 1)), Ids(Subset.Stratified(dataset, 20, seed: 2)));
    }

    [Fact]
    public void Examples_keep_the_order_of_the_file()
    {
        Dataset subset = Subset.Stratified(Samples.Classified(LabelSet.Sentiment, 100, 100), 30, seed: 1);

        Assert.Equal(subset.Examples.OrderBy(example => example.Source.Row), subset.Examples);
    }

    [Fact]
    public void A_limit_beyond_the_dataset_leaves_it_whole_and_one_below_1_is_refused()
    {
        Dataset dataset = Samples.Classified(LabelSet.Sentiment, 2, 2);

        Assert.Equal(4, Subset.Stratified(dataset, 9, seed: 1).Examples.Count);
        Assert.Equal(
            "a limit of 0 examples leaves none; give 1 or more",
            Assert.Throws<InputException>(() => Subset.Stratified(dataset, 0, seed: 1)).Message);
    }

    private static IEnumerable<string> Ids(Dataset dataset) => dataset.Examples.Select(example => example.Id);
}
