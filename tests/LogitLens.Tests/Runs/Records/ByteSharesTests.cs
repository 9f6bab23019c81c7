using LogitLens.Runs;

namespace LogitLens.Tests.Runs.Records;

public sealed class ByteSharesTests
{
    [Fact]
    public void A_share_is_the_nearest_of_256() => Assert.Equal([0, 0, 1, 128, 255, 255], ByteShares.Of([-0.1f, 0.0019f, 0.002f, 0.5f, 1, 1.2f]).Bytes);

    [Fact]
    public void Two_machines_say_the_same_where_a_share_is_rounded_the_other_way()
    {
        JsonElement own = ToJson(0, 17, 255);

        Assert.True(ByteShares.AreAlike(own, ToJson(1, 16, 255)));
        Assert.False(ByteShares.AreAlike(own, ToJson(2, 17, 255)));
        Assert.False(ByteShares.AreAlike(own, ToJson(0, 17)));
        Assert.False(ByteShares.AreAlike(JsonElement.Parse("{\"bytes\": \"a word\"}"), JsonElement.Parse("{\"bytes\": \"another\"}")));
    }

    private static JsonElement ToJson(params byte[] bytes) => JsonSerializer.SerializeToElement(new ByteShares(bytes), Json.Indented);
}
