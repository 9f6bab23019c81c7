using LogitLens.Checkpoints;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubModelIdTests
{
    [Theory]
    [InlineData("gpt2", "openai-community/gpt2", "main")]
    [InlineData("gpt2-xl@607a30d", "openai-community/gpt2-xl", "607a30d")]
    [InlineData("distilgpt2", "distilbert/distilgpt2", "main")]
    [InlineData("sshleifer/tiny-gpt2", "sshleifer/tiny-gpt2", "main")]
    [InlineData("a/b.c_d@refs/pr/1", "a/b.c_d", "refs/pr/1")]
    public void Ids_have_a_repository_and_a_revision(string text, string repository, string revision) =>
        Assert.Equal(new HubModelId(repository, revision), HubModelId.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("bert")]
    [InlineData("a/b/c")]
    [InlineData("./models/mine")]
    [InlineData("/models")]
    [InlineData("../b")]
    [InlineData("a/..")]
    [InlineData("a/b--c")]
    [InlineData("a/b@")]
    [InlineData("a/b@../../x")]
    [InlineData("a/b@/x")]
    [InlineData("a/b c")]
    [InlineData("a/b\n")]
    public void Other_text_is_no_id(string text)
    {
        Assert.False(HubModelId.TryParse(text, out _));
        Assert.Contains("owner/name@revision", Assert.Throws<InputException>(() => HubModelId.Parse(text)).Message);
    }

    [Fact]
    public void Only_a_full_hash_is_a_commit()
    {
        Assert.True(HubModelId.Parse("gpt2@607a30d783dfa663caf39e06633721c8d4cfcd7e").IsCommit);
        Assert.False(HubModelId.Parse("gpt2@607a30d").IsCommit);
    }

    [Fact]
    public void An_id_prints_as_it_is_typed()
    {
        Assert.Equal("openai-community/gpt2", HubModelId.Parse("gpt2").ToString());
        Assert.Equal("a/b@v1.0", HubModelId.Parse("a/b@v1.0").ToString());
    }
}
