using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using LogitLens.Downloads;

namespace LogitLens.Checkpoints;

/// <summary>What the Hub says of a file, by the headers of its answer to HEAD.</summary>
/// <param name="Commit">The commit that the revision stands for (<c>X-Repo-Commit</c>).</param>
/// <param name="ETag">The name of its bytes: SHA-256 of a large file, git's blob hash of a small one.</param>
/// <param name="Size">Its size in bytes, where the Hub says.</param>
internal sealed partial record HubFile(string Commit, string ETag, long? Size)
{
    /// <summary>The hash that the ETag is, by its length.</summary>
    public ExpectedHash? Digest => ETag.Length switch
    {
        64 when Hexadecimal().IsMatch(ETag) => new ExpectedHash(ExpectedHash.Algorithm.Sha256, ETag),
        40 when Hexadecimal().IsMatch(ETag) => new ExpectedHash(ExpectedHash.Algorithm.GitBlob, ETag),
        _ => null,
    };

    /// <summary>Reads an answer's headers. Those of a redirect to a CDN carry the file's own as <c>X-Linked-*</c>.</summary>
    /// <exception cref="DownloadException">The headers are missing, or would not do as names of files in the cache.</exception>
    public static HubFile Read(Uri uri, HttpResponseMessage response)
    {
        string commit = Header(response.Headers, "X-Repo-Commit") ?? "";
        string etag = (Header(response.Headers, "X-Linked-Etag") ?? Header(response.Headers, "ETag") ?? "").Trim();
        etag = (etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag).Trim('"');
        if (!SafeName().IsMatch(commit) || !SafeName().IsMatch(etag))
        {
            throw new DownloadException(
                $"{HttpTransport.Shown(uri)}: the answer has X-Repo-Commit \"{commit}\" and ETag \"{etag}\", expected a commit and a hash; "
                + "is HF_ENDPOINT a Hugging Face Hub?");
        }

        long? size = long.TryParse(Header(response.Headers, "X-Linked-Size"), out long linked) ? linked
            : response.IsSuccessStatusCode ? response.Content.Headers.ContentLength
            : null;
        return new HubFile(commit, etag, size);
    }

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}\z")]
    private static partial Regex SafeName();

    [GeneratedRegex(@"\A[0-9a-f]+\z")]
    private static partial Regex Hexadecimal();
}
