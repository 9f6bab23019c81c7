using System.Diagnostics;
using LogitLens.Tests.Checkpoints.Hub;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.CommandLine;

/// <summary>The real program with the Hub's token and an address with a password in its environment: neither stands in anything that it writes.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Token = "hf_secret", Password = "letmein";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new();

    public void Dispose()
    {
        _hub.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_run_on_a_model_of_the_hub_uses_the_token_and_writes_it_nowhere()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "models", "tiny")))
        {
            _hub.With(Path.GetFileName(file), File.ReadAllBytes(file), isLarge: file.EndsWith(".safetensors", StringComparison.Ordinal));
        }

        (int code, string printed) = Interp("logit-lens", "--limit", "4", "--report");

        Assert.True(code == 0, printed);
        Assert.All(_hub.Hub.Requests, request => Assert.Equal($"Bearer {Token}", request.Header("authorization")));
        Assert.Contains($"\"id\": \"{FakeHub.Repository}\"", File.ReadAllText(_folder.File("run/run.json")), StringComparison.Ordinal);
        AssertKept(printed);
    }

    [Fact]
    public void A_refusal_does_not_say_what_was_refused()
    {
        _hub.Before = _ => new LoopbackReply(401, []);

        (int code, string printed) = Interp("logit-lens", "--verbose");

        Assert.Equal((int)ExitCode.WrongUse, code);
        Assert.Contains("the token given (HF_TOKEN or the token file) does not open it", printed, StringComparison.Ordinal);
        AssertKept(printed);
    }

    private void AssertKept(string printed)
    {
        IEnumerable<(string Where, string Text)> written =
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllText(file)));
        foreach ((string where, string text) in written.Append(("what was printed", printed)))
        {
            Assert.True(!text.Contains(Token, StringComparison.Ordinal), $"the token stands in {where}");
            Assert.True(!text.Contains(Password, StringComparison.Ordinal), $"the password stands in {where}");
        }
    }

    private (int Code, string Printed) Interp(params string[] arguments)
    {
        ProcessStartInfo start = new(
            Path.Combine(AppContext.BaseDirectory, "interp"), [.. arguments, "--model", FakeHub.Repository, "--output", _folder.File("run")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HF_TOKEN"] = Token;
        start.Environment["HF_HOME"] = _folder.File("home");
        start.Environment["HF_ENDPOINT"] = new UriBuilder(_hub.Hub.Address) { UserName = "user", Password = Password }.Uri.ToString();
        foreach (string name in (string[])["HF_HUB_CACHE", "HF_TOKEN_PATH", "HF_HUB_OFFLINE"])
        {
            start.Environment[name] = null;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
