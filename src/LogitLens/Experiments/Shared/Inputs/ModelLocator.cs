using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>Finds the folder that a model's name stands for.</summary>
public static class ModelLocator
{
    /// <summary>The name of the model that comes with the program.</summary>
    public const string Bundled = "tiny";

    /// <summary>The folder of the bundled model, a folder as given, or a Hub model's in the cache, fetched first where it is missing.</summary>
    /// <exception cref="InputException">There is no such model.</exception>
    /// <exception cref="DownloadException">It would have to be fetched, and that fails.</exception>
    public static string Find(string model, IProgressSink progress, CancellationToken cancellation = default)
    {
        if (model == Bundled)
        {
            return BundledFolder();
        }

        if (Directory.Exists(model))
        {
            return model;
        }

        if (!HubModelId.TryParse(model, out HubModelId? id))
        {
            throw new InputException(
                $"no model '{model}': expected {Bundled}, one of {string.Join(", ", HubModelId.BareNames)}, a Hub id as owner/name[@revision], "
                + "or a folder with config.json");
        }

        return Fetch(id, HubSettings.FromEnvironment(), progress, cancellation);
    }

    /// <summary>Fetches a model of the Hub, where it is missing. A Hub that does not answer is asked for minutes: who waits for it is told.</summary>
    internal static string Fetch(HubModelId id, HubSettings settings, IProgressSink progress, CancellationToken cancellation)
    {
        using HubClient hub = new(settings);
        progress.Begin($"asking {settings.Endpoint.Host} for {id}", total: 0);
        try
        {
            return hub.FetchModelAsync(id, new ByteProgress(progress), cancellation).GetAwaiter().GetResult().Folder;
        }
        finally
        {
            progress.End();
        }
    }

    /// <summary>The folder of a Hub model that is in the cache whole; null where it is not. Asks no network.</summary>
    public static string? FindCached(HubModelId id) => new HubCache(HubSettings.FromEnvironment().CacheFolder).FindComplete(id)?.Folder;

    // From the program's folder upwards: an installed tool and a build inside the repository both find theirs.
    private static string BundledFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models", Bundled);
            if (File.Exists(Path.Combine(candidate, "config.json")))
            {
                return candidate;
            }
        }

        throw new InputException("the bundled model 'tiny' is missing beside the program; install it again, or name a folder with --model");
    }

    // One bar per file; the Hub client reports positions, the sink wants steps.
    private sealed class ByteProgress(IProgressSink sink) : IProgress<DownloadProgress>
    {
        private string? _file;
        private long _seen;

        public void Report(DownloadProgress value)
        {
            if (value.IsWaiting)
            {
                sink.Note($"{value.File}: another process is downloading it; waiting for that one");
                return;
            }

            if (value.File != _file)
            {
                (_file, _seen) = (value.File, value.Bytes);
                sink.Begin($"downloading {value.File}", value.Total ?? 0, value.Bytes, "bytes");
            }

            sink.Advance(value.Bytes - _seen);
            _seen = value.Bytes;
        }
    }
}
