using System.Text.RegularExpressions;

namespace LogitLens.Checkpoints;

/// <summary>A model on the Hub, at a revision.</summary>
/// <param name="Repository">The repository: <c>owner/name</c>.</param>
/// <param name="Revision">A branch, tag or commit; <c>main</c> by default.</param>
public sealed partial record HubModelId(string Repository, string Revision)
{
    private static readonly Dictionary<string, string> s_owners = new()
    {
        ["distilgpt2"] = "distilbert",
        ["gpt2"] = "openai-community",
        ["gpt2-medium"] = "openai-community",
        ["gpt2-large"] = "openai-community",
        ["gpt2-xl"] = "openai-community",
    };

    /// <summary>The names that need no owner: GPT-2's family.</summary>
    public static IReadOnlyCollection<string> BareNames => s_owners.Keys;

    /// <summary>Whether the revision is a commit's full hash, which never changes its meaning.</summary>
    public bool IsCommit => CommitHash().IsMatch(Revision);

    /// <summary>
    /// The repositories' names under which the cache may hold the model: Python's cache knows <c>gpt2</c> by its bare name when it was
    /// asked for by that.
    /// </summary>
    internal IEnumerable<string> CacheNames
    {
        get
        {
            string name = Repository[(Repository.IndexOf('/') + 1)..];
            return s_owners.TryGetValue(name, out string? owner) && Repository == $"{owner}/{name}" ? [Repository, name] : [Repository];
        }
    }

    /// <summary>Reads <c>owner/name</c>, <c>owner/name@revision</c>, or a bare name of GPT-2's family.</summary>
    /// <exception cref="InputException">The text is none of these.</exception>
    public static HubModelId Parse(string text) => TryParse(text, out HubModelId? id)
        ? id
        : throw new InputException(
            $"\"{text}\" is neither a folder nor a model's id: expected a folder with config.json, owner/name, owner/name@revision, "
            + $"or one of {string.Join(", ", BareNames)}");

    /// <summary>Reads an id as <see cref="Parse"/> does; false where the text is none.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubModelId? id)
    {
        id = null;
        int at = text.IndexOf('@');
        string repository = at < 0 ? text : text[..at];
        string revision = at < 0 ? "main" : text[(at + 1)..];
        if (s_owners.TryGetValue(repository, out string? owner))
        {
            repository = $"{owner}/{repository}";
        }

        // Neither may climb out of the cache folder, whose paths they become a part of.
        if (!RepositoryName().IsMatch(repository) || repository.Contains("..") || repository.Contains("--")
            || !RevisionName().IsMatch(revision) || revision.Contains(".."))
        {
            return false;
        }

        id = new HubModelId(repository, revision);
        return true;
    }

    /// <summary>The id as it is typed: without the revision where that is <c>main</c>.</summary>
    public override string ToString() => Revision == "main" ? Repository : $"{Repository}@{Revision}";

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\z")]
    private static partial Regex RepositoryName();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*\z")]
    private static partial Regex RevisionName();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex CommitHash();
}
