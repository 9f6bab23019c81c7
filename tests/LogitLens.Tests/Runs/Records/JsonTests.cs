using FsCheck;
using FsCheck.Fluent;
using LogitLens.Runs;

namespace LogitLens.Tests.Runs.Records;

public sealed class JsonTests
{
    [Fact]
    public void Finite_numbers_come_back_with_the_same_bits() => Prop.ForAll<double, float>((d, f) =>
    {
        Numbers read = RoundTrip(new Numbers(d, f, [d]));
        return double.IsFinite(d) && float.IsFinite(f)
            ? BitConverter.DoubleToInt64Bits(read.D) == BitConverter.DoubleToInt64Bits(d) && read.F.Equals(f)
            : !double.IsInfinity(read.D);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Infinities_and_not_a_number_become_null_and_come_back_as_not_a_number()
    {
        Numbers numbers = new(double.NegativeInfinity, float.NaN, [1, double.NaN]);

        Assert.Equal("""{"d":null,"f":null,"many":[1,null]}""", JsonSerializer.Serialize(numbers, Json.Compact));
        Assert.True(double.IsNaN(RoundTrip(numbers).D) && float.IsNaN(RoundTrip(numbers).F) && double.IsNaN(RoundTrip(numbers).Many[1]));
    }

    [Fact]
    public void Text_stays_readable() =>
        Assert.Equal("\"Ġgood <é>\"", JsonSerializer.Serialize("Ġgood <é>", Json.Compact));

    private static Numbers RoundTrip(Numbers numbers) =>
        JsonSerializer.Deserialize<Numbers>(JsonSerializer.Serialize(numbers, Json.Compact), Json.Compact)!;

    private sealed record Numbers(double D, float F, IReadOnlyList<double> Many);
}
