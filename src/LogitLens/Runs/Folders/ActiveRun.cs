using System.Text.Json.Nodes;

namespace LogitLens.Runs;

/// <summary>A run while it is at work: its folder, its log and its manifest, which always says how the run stands.</summary>
internal sealed class ActiveRun : IDisposable
{
    // What is shown of the phases that do not count their work themselves; on real data any of them may take seconds.
    private static readonly Dictionary<string, string> s_activities = new()
    {
        ["plan"] = "reading the data",
        ["load"] = "loading the model",
        ["setup"] = "finding out what is needed once",
        ["merge"] = "putting records together",
        ["summarise"] = "summing up",
        ["draw"] = "drawing figures",
    };

    private readonly RunSession _session;
    private readonly PhaseClock _clock;
    private readonly RunLog _log;
    private RunManifest _manifest;
    private bool _discarded;

    public ActiveRun(RunRequest request, RunSession session)
    {
        (_session, Request) = (session, request);
        DateTimeOffset now = session.Clock.GetUtcNow();
        Folder = RunFolder.Open(request, session.Clock.GetLocalNow());
        RunManifest? previous = Folder.Previous;
        _clock = new PhaseClock(previous?.Seconds);
        JsonObject options = request.Options;
        _manifest = new RunManifest
        {
            Command = request.Command,
            CommandLine = request.CommandLine,
            Options = options,
            Seed = request.Run.Seed,
            Tool = previous?.Tool ?? ToolVersion.Current,
            Inputs = previous?.Inputs,
            Plan = previous?.Plan,
            Started = previous?.Started ?? now,
            Sessions = (previous?.Sessions ?? 0) + 1,
            PeakMemoryBytes = previous?.PeakMemoryBytes ?? 0,
        };
        SaveFirst(previous);
        _log = new RunLog(Folder.File(RunFolder.LogFile), session.Progress, session.Clock);
        _log.Write($"{(previous is null ? "begun" : "resumed")} by interp {ToolVersion.Current}: {string.Join(' ', request.CommandLine)}");
        if (previous is not null && previous.Tool != ToolVersion.Current)
        {
            Progress.Warn($"this run was begun by interp {previous.Tool}; this is {ToolVersion.Current}");
        }
    }

    public RunFolder Folder { get; }
    public RunRequest Request { get; }

    public RunManifest Manifest => _manifest;

    /// <summary>Shows what it is told, and keeps it in the log.</summary>
    public IProgressSink Progress => _log;

    /// <summary>How many units are recorded; a run that ends badly with none of them leaves nothing behind.</summary>
    public int Recorded { get; set; }

    public int Total { get; set; }

    public T Measure<T>(string phase, Func<T> work)
    {
        bool isTold = s_activities.TryGetValue(phase, out string? activity);
        if (isTold)
        {
            Progress.Begin(activity!, total: 0);
        }

        try
        {
            return _clock.Measure(phase, work);
        }
        finally
        {
            if (isTold)
            {
                Progress.End();
            }
        }
    }

    public void Measure(string phase, Action work) => Measure(phase, () =>
    {
        work();
        return true;
    });

    public void Update(Func<RunManifest, RunManifest> change)
    {
        _manifest = change(_manifest);
        Save();
    }

    /// <summary>Does the run's work and writes down how it ended.</summary>
    public RunOutcome Guard(Func<RunOutcome> work)
    {
        try
        {
            RunOutcome outcome = work();
            End(RunState.Done, null);
            _log.Dispose();
            Folder.Complete();
            return outcome;
        }
        catch (OperationCanceledException) when (_session.Cancellation.IsCancellationRequested)
        {
            Progress.End();
            Progress.Note($"stopped with {Recorded} of {Total} done; {HowToGoOn} ({Folder.Target})");
            End(RunState.Interrupted, null);
            throw;
        }
        catch (InputException) when (Recorded == 0 && Folder.Previous is null)
        {
            _discarded = true;
            _log.Dispose();
            Folder.Discard();
            throw;
        }
        catch (Exception e)
        {
            Progress.End();
            EndBadly(e);
            if (DiskFull.Is(e))
            {
                string kept = Request.CanGoOn ? "What was computed is kept: make room" : "What was read is as it was: make room";
                throw new IOException($"{e.Message.TrimEnd('.')}. {kept}, then repeat the command {Repeated} ({Folder.Target})", e);
            }

            throw;
        }
    }

    public void Dispose()
    {
        if (!_discarded)
        {
            _log.Dispose();
            Folder.Dispose();
        }
    }

    // With which option the command is to be repeated.
    private string Repeated => Request.Parts.Count > 0 ? "(interp merge: with --force)"
        : !Request.CanGoOn ? "with --force"
        : Folder.Replaces ? "with --resume in place of --force"
        : "with --resume";

    private string HowToGoOn => !Request.CanGoOn ? $"what was read is as it was, and the same command {Repeated} does it again"
        : Folder.Replaces
        ? "the same command with --resume in place of --force goes on, and the run that was there stays until this one is done"
        : "the same command with --resume goes on";

    private void EndBadly(Exception reason)
    {
        try
        {
            End(RunState.Failed, reason.Message);
            _log.Write(reason.ToString());
        }
        catch (IOException)
        {
            // The disk that ended the run has no room for its last words either. The manifest still says "running", which resumes as well.
        }
    }

    private void End(RunState state, string? error)
    {
        Update(m => m with { State = state, Error = error, Finished = _session.Clock.GetUtcNow() });
        _log.Write(state.ToString().ToLowerInvariant() + (error is null ? "" : ": " + error));
    }

    // Where there is no room even for the manifest, a new run leaves nothing, and an old one stays as it is.
    private void SaveFirst(RunManifest? previous)
    {
        try
        {
            Save();
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            if (previous is null)
            {
                Folder.Discard();
            }
            else
            {
                Folder.Dispose();
            }

            throw new IOException($"{e.Message.TrimEnd('.')}. Nothing was begun: make room, then repeat the command ({Folder.Target})", e);
        }
    }

    private void Save()
    {
        _manifest = _manifest with
        {
            Seconds = _clock.Seconds,
            PeakMemoryBytes = Math.Max(_manifest.PeakMemoryBytes, PeakMemory.Bytes()),
        };
        _manifest.Save(Folder.Path);
    }
}

/// <summary>Tells a full disk from other failures to write.</summary>
internal static class DiskFull
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(Exception exception) => exception is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull };
}
