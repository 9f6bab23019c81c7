using LogitLens.Downloads;

namespace LogitLens.Checkpoints;

/// <summary>
/// Where the Hugging Face Hub and its cache are, by the environment variables of Python's huggingface_hub
/// (https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables), so that both share one cache.
/// A class and not a record: a record would print the token.
/// </summary>
public sealed class HubSettings
{
    private const string TokenVariable = "HF_TOKEN";

    /// <summary>The cache folder: <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The Hub's address: <c>HF_ENDPOINT</c>, else https://huggingface.co.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>
    /// The access token: <c>HF_TOKEN</c>, else the file <c>HF_HOME/token</c> that <c>hf auth login</c> writes; null for none.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Where the token was found, for messages: <c>HF_TOKEN</c> or the file's path.</summary>
    public string TokenPlace { get; init; } = TokenVariable;

    /// <summary>Whether only the cache may be used: <c>HF_HUB_OFFLINE</c> is 1, true, yes or on.</summary>
    public bool Offline { get; init; }

    /// <summary>How patient downloads are.</summary>
    public DownloadSettings Downloads { get; init; } = new();

    /// <summary>The settings that this process's environment asks for.</summary>
    /// <exception cref="InputException"><c>HF_ENDPOINT</c> is not an http or https address.</exception>
    public static HubSettings FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>The settings that the given environment asks for.</summary>
    internal static HubSettings FromEnvironment(Func<string, string?> variable)
    {
        string user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string home = GetPath("HF_HOME") ?? Path.Combine(GetPath("XDG_CACHE_HOME") ?? Path.Combine(user, ".cache"), "huggingface");
        string endpoint = Get("HF_ENDPOINT")?.TrimEnd('/') ?? "https://huggingface.co";
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
        {
            // What stands before an @ may be a password.
            throw new InputException($"HF_ENDPOINT is \"{endpoint[(endpoint.LastIndexOf('@') + 1)..]}\", expected an address such as https://huggingface.co");
        }

        string tokenFile = GetPath("HF_TOKEN_PATH") ?? Path.Combine(home, "token");
        string? given = Get(TokenVariable);
        return new HubSettings
        {
            CacheFolder = GetPath("HF_HUB_CACHE") ?? Path.Combine(home, "hub"),
            Endpoint = uri,
            Token = given ?? ReadToken(tokenFile),
            TokenPlace = given is null ? tokenFile : TokenVariable,
            Offline = Get("HF_HUB_OFFLINE")?.ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON",
        };

        string? Get(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name)!.Trim();

        // Python expands the tilde that a shell left, in quotes or a service's settings.
        string? GetPath(string name) => Get(name) is { } path && path.StartsWith("~/") ? Path.Combine(user, path[2..]) : Get(name);
    }

    /// <summary>Refuses a token that is none, before it is sent; what sends none can do with it.</summary>
    /// <exception cref="InputException">The token is no single word of ASCII characters; the message never shows it.</exception>
    internal void RequireSoundToken()
    {
        if (Token?.All(c => c is > ' ' and <= '~') == false)
        {
            throw new InputException($"{TokenPlace} holds no token: a token is one word of ASCII characters");
        }
    }

    private static string? ReadToken(string path)
    {
        string token = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        return token.Length > 0 ? token : null;
    }
}
