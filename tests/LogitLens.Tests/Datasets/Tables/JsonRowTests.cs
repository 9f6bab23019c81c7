using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Tables;

public sealed class JsonRowTests
{
    [Fact]
    public void A_name_that_is_not_unicode_is_told_of_its_row()
    {
        foreach (byte[] line in new[] { "{\"\\ud800\":1}"u8.ToArray(), [.. "{\"te"u8, 0xd0, .. "\":1}"u8] })
        {
            using JsonRow row = new(1, new Utf8Line(1, line));

            BadRowException error = Assert.Throws<BadRowException>(row.Check);

            Assert.Equal("a field's name has a lone surrogate or bytes that are not UTF-8", error.Message);
        }
    }

    [Fact]
    public void A_name_that_was_escaped_is_found()
    {
        using JsonRow row = new(1, new Utf8Line(1, Encoding.ASCII.GetBytes("{\"te\\u0078t\":\"a\"}")));

        row.Check();

        Assert.Equal("a", row.Cell("text"));
    }
}
