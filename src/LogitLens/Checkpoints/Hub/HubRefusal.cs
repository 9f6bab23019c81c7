using System.Net;
using LogitLens.Downloads;

namespace LogitLens.Checkpoints;

/// <summary>What the Hub's refusals mean to the user.</summary>
internal static class HubRefusal
{
    /// <summary>Whether a 404 is about the file alone: the repository and the revision are there.</summary>
    public static bool IsAboutTheFile(HttpResponseMessage response) => ErrorCode(response) is "EntryNotFound" or null;

    /// <summary>The error for a refusal. The Hub answers 401 for a repository it will not show, whether or not it exists.</summary>
    public static InputException Explain(HubModelId id, HubSettings settings, HttpResponseMessage response)
    {
        string token = settings.Token is null ? "set HF_TOKEN" : "the token given (HF_TOKEN or the token file) does not open it";
        string hub = HttpTransport.Shown(new Uri(settings.Endpoint, "/")).TrimEnd('/');
        return new InputException((response.StatusCode, ErrorCode(response)) switch
        {
            (_, "GatedRepo") => $"{id} on {hub} is gated: accept its terms on its page; then {token}",
            (_, "RevisionNotFound") =>
                $"{id.Repository} on {hub} has no revision \"{id.Revision}\"; expected a branch, a tag or a full commit hash",
            (HttpStatusCode.Forbidden, _) => $"{id} on {hub} may not be read (403): it is gated or private; {token}",
            (HttpStatusCode.Unauthorized, _) =>
                $"{id} is not on {hub}, or it is private or gated (401): check the id; for a private or gated model, {token}",
            (HttpStatusCode.NotFound, _) => $"{id} is not on {hub} (404): check the id",
            var (status, _) => $"{id}: {hub} answers {(int)status} {response.ReasonPhrase}",
        });
    }

    private static string? ErrorCode(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Error-Code", out IEnumerable<string>? codes) ? codes.FirstOrDefault() : null;
}
