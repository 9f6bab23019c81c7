using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Comparisons;

public class McNemarTestTests
{
    [Fact]
    public void Pairs_are_counted_by_who_is_right()
    {
        McNemarTest test = McNemarTest.Of([true, true, true, false, false, true], [true, false, false, true, false, false]);
        Assert.Equal((1, 3, 1, 1), (test.BothRight, test.OnlyFirst, test.OnlySecond, test.NeitherRight));
        Assert.Equal((6, 4), (test.N, test.Discordant));
    }

    [Fact]
    public void Six_pairs_one_way_and_none_the_other_have_two_of_sixty_four_chances()
    {
        bool[] first = [true, true, true, true, true, true, true, false];
        bool[] second = [false, false, false, false, false, false, true, false];
        Assert.Equal(2 / 64.0, McNemarTest.Of(first, second).PValue!.Value, 1e-14);
    }

    [Fact]
    public void The_p_value_does_not_depend_on_which_condition_comes_first() =>
        Prop.ForAll<bool[]>(first =>
        {
            bool[] second = [.. first.Select((right, i) => right ^ (i % 3 == 0))];
            return McNemarTest.Of(first, second).PValue == McNemarTest.Of(second, first).PValue;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Conditions_that_agree_everywhere_have_p_one() => Assert.Equal(1, McNemarTest.Of([true, false], [true, false]).PValue);

    [Fact]
    public void No_example_has_no_p_value() => Assert.Null(McNemarTest.Of([], []).PValue);

    [Fact]
    public void Unequal_lengths_are_refused() => Assert.Throws<ArgumentException>(() => McNemarTest.Of([true], [true, false]));
}
