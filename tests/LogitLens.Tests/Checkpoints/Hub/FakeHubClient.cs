using LogitLens.Checkpoints;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Hub;

/// <summary>A client of a <see cref="FakeHub"/>, with little patience.</summary>
internal static class FakeHubClient
{
    /// <summary>Fetches the Hub's model, or the one of <paramref name="id"/>, into a cache; asks at another address where one is given.</summary>
    public static async Task<HubSnapshot> FetchAsync(
        this FakeHub hub,
        TemporaryFolder cache,
        HubModelId? id = null,
        string? token = null,
        bool offline = false,
        Uri? endpoint = null,
        CancellationToken cancellation = default)
    {
        using HubClient client = new(new HubSettings
        {
            CacheFolder = cache.Path,
            Endpoint = endpoint ?? hub.Hub.Address,
            Token = token,
            Offline = offline,
            Downloads = ImpatientDownload.Settings,
        });
        return await client.FetchModelAsync(id ?? HubModelId.Parse(FakeHub.Repository), null, cancellation);
    }
}
