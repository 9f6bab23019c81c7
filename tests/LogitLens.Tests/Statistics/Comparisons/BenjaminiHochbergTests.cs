using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Comparisons;

public class BenjaminiHochbergTests
{
    private static readonly Arbitrary<double[]> s_pValues =
        Gen.Choose(0, 1000).Select(thousandths => thousandths / 1000.0).ArrayOf().ToArbitrary();

    [Fact]
    public void Adjusted_values_match_the_definition()
    {
        System.Text.Json.JsonElement golden = GoldenNumbers.Load("comparisons.json").GetProperty("benjamini_hochberg");
        Approximately.AllEqual(golden.Numbers("adjusted"), BenjaminiHochberg.Adjust(golden.Numbers("p")), 1e-12);
    }

    [Fact]
    public void Worked_by_hand()
    {
        // 0.01 * 4 / 1, 0.02 * 4 / 2, 0.04 * 4 / 3, 0.3 * 4 / 4
        Approximately.AllEqual([0.16 / 3, 0.04, 0.3, 0.04], BenjaminiHochberg.Adjust([0.04, 0.01, 0.3, 0.02]), 1e-15);
    }

    [Fact]
    public void Adjusted_values_are_no_smaller_than_the_p_values_and_at_most_one() =>
        Prop.ForAll(s_pValues, p => p.Zip(BenjaminiHochberg.Adjust(p)).All(pair => pair.Second >= pair.First && pair.Second <= 1))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Adjusted_values_keep_the_order_of_the_p_values() =>
        Prop.ForAll(s_pValues, p =>
        {
            double[] inOrder = [.. p.Zip(BenjaminiHochberg.Adjust(p)).OrderBy(pair => pair.First).Select(pair => pair.Second)];
            return inOrder.SequenceEqual(inOrder.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_test_and_equal_tests_need_no_adjustment()
    {
        Assert.Equal([0.03], BenjaminiHochberg.Adjust([0.03]));
        Assert.Equal([0.07, 0.07, 0.07], BenjaminiHochberg.Adjust([0.07, 0.07, 0.07]));
        Assert.Empty(BenjaminiHochberg.Adjust([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void What_is_no_p_value_is_refused(double p) => Assert.Throws<ArgumentException>(() => BenjaminiHochberg.Adjust([0.5, p]));
}
