using System.Net;
using LogitLens.Downloads;

namespace LogitLens.Checkpoints;

/// <summary>A model's files as they are at one commit.</summary>
/// <param name="Folder">The folder, in Hugging Face layout.</param>
/// <param name="Repository">The name under which the cache keeps the model.</param>
/// <param name="Commit">The commit.</param>
public sealed record HubSnapshot(string Folder, string Repository, string Commit);

/// <summary>
/// Fetches models from the Hugging Face Hub into the cache folder that Python's huggingface_hub uses: what is there is used, what is
/// missing is downloaded, and a model that is there works without a network.
/// </summary>
/// <param name="settings">Where the Hub and the cache are.</param>
public sealed class HubClient(HubSettings settings) : IDisposable
{
    private const string ConfigFile = "config.json";

    private readonly HubCache _cache = new(settings.CacheFolder);
    private readonly HttpTransport _transport = new(settings.Downloads.Timeout, settings.Endpoint, settings.Token);

    /// <summary>
    /// Makes sure that a model's config, tokenizer and weights are in the cache, and returns their folder. The weights are the first
    /// of <see cref="ModelFolder.WeightFiles"/> that the repository has. With the model in the cache, a branch costs one request to see
    /// whether it moved, and a commit none.
    /// </summary>
    /// <param name="id">The model.</param>
    /// <param name="progress">Told how each file goes on.</param>
    /// <param name="cancellation">Stops it; what is here stays, to be continued.</param>
    /// <exception cref="InputException">
    /// There is no such model, revision or file, or no access to it, or it is not in the cache and <c>HF_HUB_OFFLINE</c> is set; or the token is none.
    /// </exception>
    /// <exception cref="DownloadException">There is no network, the Hub fails, or the bytes are damaged.</exception>
    public async Task<HubSnapshot> FetchModelAsync(
        HubModelId id, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        HubSnapshot? cached = _cache.FindComplete(id);
        if (settings.Offline)
        {
            return cached
                ?? throw new InputException($"{id} is not in the cache {settings.CacheFolder} and HF_HUB_OFFLINE is set; {Elsewhere}");
        }

        if (cached is not null && id.IsCommit)
        {
            return cached;
        }

        settings.RequireSoundToken();
        HubFile config;
        try
        {
            config = await DescribeAsync(id, ConfigFile, attempts: cached is null ? settings.Downloads.Attempts : 1, cancellation)
                ?? throw new InputException(
                    $"{id}: {HttpTransport.Shown(settings.Endpoint)} has no {ConfigFile} of it: check the id, and that it is a model in Hugging Face layout");
        }
        catch (DownloadException) when (cached is not null)
        {
            return cached;
        }
        catch (DownloadException e)
        {
            throw new DownloadException($"{e.Message}; {id} is not in the cache {settings.CacheFolder}; {Elsewhere}", e);
        }

        string name = cached?.Commit == config.Commit ? cached.Repository : id.Repository;
        Fetch fetch = new(id with { Revision = config.Commit }, name, progress, cancellation);
        await FetchFileAsync(fetch, ConfigFile);
        foreach (string file in ModelFolder.TokenizerFiles)
        {
            await FetchFileAsync(fetch, file);
        }

        await FetchWeightsAsync(fetch);
        if (!id.IsCommit)
        {
            _cache.WriteRef(name, id.Revision, config.Commit);
        }

        return new HubSnapshot(_cache.Snapshot(name, config.Commit), name, config.Commit);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _transport.Dispose();

    private static string Elsewhere =>
        "give a folder that holds config.json, the tokenizer's files and model.safetensors (--model /path/to/folder), "
        + "or set HF_ENDPOINT to a mirror";

    private async Task FetchWeightsAsync(Fetch fetch)
    {
        foreach (string file in ModelFolder.WeightFiles)
        {
            if (!await FetchFileAsync(fetch, file))
            {
                continue;
            }

            string path = Path.Combine(_cache.Snapshot(fetch.CacheName, fetch.Id.Revision), file);
            if (file.EndsWith(".index.json", StringComparison.Ordinal))
            {
                foreach (string shard in ShardedCheckpoint.ShardNames(ShardedCheckpoint.ReadIndex(path)))
                {
                    if (!await FetchFileAsync(fetch, shard))
                    {
                        throw new InputException($"{fetch.Id}: {file} names the shard {shard}, which the repository does not have");
                    }
                }
            }

            return;
        }

        throw new InputException($"{fetch.Id}: the repository has no weights; looked for {string.Join(", ", ModelFolder.WeightFiles)}");
    }

    /// <summary>Makes sure that the snapshot has a file; false where the repository does not.</summary>
    private async Task<bool> FetchFileAsync(Fetch fetch, string file)
    {
        string commit = fetch.Id.Revision;
        if (_cache.Has(fetch.CacheName, commit, file))
        {
            return true;
        }

        if (_cache.IsKnownAbsent(fetch.CacheName, commit, file))
        {
            return false;
        }

        if (await DescribeAsync(fetch.Id, file, settings.Downloads.Attempts, fetch.Cancellation) is not { } description)
        {
            _cache.MarkAbsent(fetch.CacheName, commit, file);
            return false;
        }

        await FetchBlobAsync(fetch, file, description);
        _cache.Link(fetch.CacheName, commit, file, description.ETag);
        return true;
    }

    private Task FetchBlobAsync(Fetch fetch, string file, HubFile description)
    {
        FileRequest request = new(Address(fetch.Id, file), _cache.Blob(fetch.CacheName, description.ETag))
        {
            Name = file,
            Size = description.Size,
            Digest = description.Digest,
            LockPath = _cache.Lock(fetch.CacheName, description.ETag),
            Refusal = response => HubRefusal.Explain(fetch.Id, settings, response),
        };
        return new FileDownloader(_transport, settings.Downloads).FetchAsync(request, fetch.Progress, fetch.Cancellation);
    }

    /// <summary>What the Hub says of a file; null where the repository does not have it.</summary>
    private async Task<HubFile?> DescribeAsync(HubModelId id, string file, int attempts, CancellationToken cancellation)
    {
        Uri uri = Address(id, file);
        for (int failures = 1; ; failures++)
        {
            try
            {
                using HttpResponseMessage response = await _transport.HeadAsync(uri, cancellation);
                return response.IsSuccessStatusCode || (int)response.StatusCode is >= 300 and < 400 ? HubFile.Read(uri, response)
                    : response.StatusCode == HttpStatusCode.NotFound && HubRefusal.IsAboutTheFile(response) ? null
                    : throw HubRefusal.Explain(id, settings, response);
            }
            catch (DownloadException e) when (e.IsTransient && failures < attempts)
            {
                await Task.Delay(settings.Downloads.PauseAfter(failures), cancellation);
            }
        }
    }

    private Uri Address(HubModelId id, string file) =>
        new($"{settings.Endpoint.ToString().TrimEnd('/')}/{id.Repository}/resolve/{Uri.EscapeDataString(id.Revision)}/{file}");

    /// <summary>One call's circumstances; the id's revision is the commit that all files come from.</summary>
    private sealed record Fetch(HubModelId Id, string CacheName, IProgress<DownloadProgress>? Progress, CancellationToken Cancellation);
}
