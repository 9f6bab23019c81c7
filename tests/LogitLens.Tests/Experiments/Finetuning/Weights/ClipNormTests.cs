using System.Text.RegularExpressions;
using LogitLens.Experiments.Finetuning;

namespace LogitLens.Tests.Experiments.Finetuning.Weights;

public class ClipNormTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("0.25", 0.25)]
    [InlineData("1e-3", 0.001)]
    [InlineData("2.5E+2", 250)]
    public void A_number_limits_the_norm(string text, double limit)
    {
        Assert.True(ClipNorm.TryParse(text, out ClipNorm norm));
        Assert.Equal(limit, norm.Limit);
        Assert.Matches(ClipNorm.Form.Pattern, text);
    }

    [Fact]
    public void None_is_no_limit()
    {
        Assert.True(ClipNorm.TryParse("none", out ClipNorm norm));
        Assert.Null(norm.Limit);
        Assert.Equal("none", norm.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    [InlineData("None")]
    [InlineData("")]
    public void What_is_no_norm_is_refused(string text) => Assert.False(ClipNorm.TryParse(text, out _));

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(1e-7)]
    [InlineData(123456789)]
    public void A_norm_reads_back_as_written(double limit)
    {
        string written = new ClipNorm(limit).ToString();

        Assert.True(ClipNorm.TryParse(written, out ClipNorm read));
        Assert.Equal(limit, read.Limit);
        Assert.True(Regex.IsMatch(written, ClipNorm.Form.Pattern), written);
    }
}
