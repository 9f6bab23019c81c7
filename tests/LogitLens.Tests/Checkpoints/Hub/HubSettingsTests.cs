using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

public sealed class HubSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_environment_means_the_public_Hub_and_the_users_cache()
    {
        HubSettings settings = From(("HF_ENDPOINT", " "), ("XDG_CACHE_HOME", "/cache"));

        Assert.Equal(new Uri("https://huggingface.co"), settings.Endpoint);
        Assert.Equal("/cache/huggingface/hub", settings.CacheFolder);
        Assert.Null(settings.Token);
        Assert.False(settings.Offline);
        Assert.EndsWith(Path.Combine(".cache", "huggingface", "hub"), From().CacheFolder);
    }

    [Fact]
    public void HF_HUB_CACHE_goes_before_HF_HOME()
    {
        Assert.Equal("/home/hub", From(("HF_HOME", "/home")).CacheFolder);
        Assert.Equal("/cache", From(("HF_HOME", "/home"), ("HF_HUB_CACHE", "/cache")).CacheFolder);
    }

    [Fact]
    public void A_tilde_is_the_users_folder() =>
        Assert.Equal(
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "hf", "hub"), From(("HF_HOME", "~/hf")).CacheFolder);

    [Fact]
    public void The_token_is_HF_TOKEN_else_what_the_login_wrote()
    {
        _folder.Write("token", "hf_file\n");

        Assert.Equal("hf_file", From(("HF_HOME", _folder.Path)).Token);
        Assert.Equal("hf_env", From(("HF_HOME", _folder.Path), ("HF_TOKEN", "hf_env")).Token);
    }

    [Theory]
    [InlineData("hf_SE\nCRET")]
    [InlineData("hf_SE CRET")]
    [InlineData("hf_SECR\u00c9T")]
    public void What_cannot_be_a_token_is_refused_and_not_shown(string token)
    {
        _folder.Write("token", token);

        Assert.Equal(
            "HF_TOKEN holds no token: a token is one word of ASCII characters",
            Assert.Throws<InputException>(From(("HF_TOKEN", token)).RequireSoundToken).Message);
        Assert.Equal(
            $"{_folder.File("token")} holds no token: a token is one word of ASCII characters",
            Assert.Throws<InputException>(From(("HF_HOME", _folder.Path)).RequireSoundToken).Message);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void HF_HUB_OFFLINE_is_read_as_Python_reads_it(string value, bool offline) =>
        Assert.Equal(offline, From(("HF_HUB_OFFLINE", value)).Offline);

    [Fact]
    public void An_endpoint_that_is_no_address_is_refused()
    {
        Assert.Equal(new Uri("http://mirror/hf"), From(("HF_ENDPOINT", "http://mirror/hf/")).Endpoint);
        Assert.Equal(
            "HF_ENDPOINT is \"mirror\", expected an address such as https://huggingface.co",
            Assert.Throws<InputException>(() => From(("HF_ENDPOINT", "mirror"))).Message);
        Assert.Equal(
            "HF_ENDPOINT is \"mirror\", expected an address such as https://huggingface.co",
            Assert.Throws<InputException>(() => From(("HF_ENDPOINT", "ftp://user:secret@mirror"))).Message);
    }

    private static HubSettings From(params (string Name, string Value)[] variables) =>
        HubSettings.FromEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
