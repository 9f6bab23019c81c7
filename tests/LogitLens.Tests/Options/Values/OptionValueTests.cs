using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LogitLens.Options;

namespace LogitLens.Tests.Options;

/// <summary>Types of option values: byte sizes, batch sizes, shards.</summary>
public sealed class OptionValueTests
{
    [Theory]
    [InlineData("2GiB", 2147483648)]
    [InlineData("1.5GB", 1500000000)]
    [InlineData("512 MiB", 536870912)]
    [InlineData("64kb", 64000)]
    [InlineData("4096", 4096)]
    public void Byte_sizes_have_binary_and_decimal_units(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out ByteSize size));
        Assert.Equal(bytes, size.Bytes);
        Assert.Matches(ByteSize.Form.Pattern, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("2GiBs")]
    [InlineData("-1GiB")]
    [InlineData("0")]
    [InlineData("99999999TiB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Fact]
    public void A_byte_size_reads_back_as_written() => Prop.ForAll<PositiveInt>(n =>
    {
        ByteSize size = new(n.Get * 1024L);
        return ByteSize.TryParse(size.ToString(), out ByteSize read) && read == size && Regex.IsMatch(size.ToString(), ByteSize.Form.Pattern);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3435973836, "3.2 GiB")]
    [InlineData(0, "0 B")]
    public void A_byte_size_rounds_for_reading(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToApproximateString());

    [Theory]
    [InlineData("auto", true)]
    [InlineData("16", true)]
    [InlineData("0", false)]
    [InlineData("many", false)]
    public void A_batch_size_is_a_number_or_auto(string text, bool isRight)
    {
        Assert.Equal(isRight, BatchSize.TryParse(text, out BatchSize size));
        Assert.True(!isRight || size.ToString() == text);
    }

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("2/8", true)]
    [InlineData("0/8", false)]
    [InlineData("9/8", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    public void A_shard_is_one_of_several(string text, bool isRight) => Assert.Equal(isRight, Shard.TryParse(text, out _));
}
