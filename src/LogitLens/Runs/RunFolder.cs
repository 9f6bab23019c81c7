using System.Globalization;

namespace LogitLens.Runs;

/// <summary>The folder of one run, held by this process alone until it is disposed.</summary>
public sealed class RunFolder : IDisposable
{
    private static readonly string[] _ownFiles = [RunManifest.FileName, RecordsFile, SetupFile, ResultsFile, LogFile];
    private static readonly string[] _ownExtensions = [".csv", ".safetensors"];
    private readonly RunLock _lock;

    private RunFolder(string path, RunLock held, RunManifest? previous, bool isNew) =>
        (Path, _lock, Previous, IsNew) = (path, held, previous, isNew);

    /// <summary>The records' file name.</summary>
    public const string RecordsFile = "records.jsonl";

    /// <summary>The name of the file with what was found out once.</summary>
    public const string SetupFile = "setup.json";

    /// <summary>The summary's file name.</summary>
    public const string ResultsFile = "results.json";

    /// <summary>The log's file name.</summary>
    public const string LogFile = "log.txt";

    /// <summary>The name of the folder in it that holds figures.</summary>
    public const string FiguresFolder = "figures";

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>The manifest of the run that is resumed; null for a new one.</summary>
    public RunManifest? Previous { get; }

    /// <summary>Whether the folder did not exist before.</summary>
    public bool IsNew { get; }

    /// <summary>Opens the folder that a request asks for: --output, the one to resume, or a new one named after the run.</summary>
    /// <exception cref="InputException">Another process holds the folder, or it has something in it that is not of this run.</exception>
    public static RunFolder Open(RunRequest request, DateTimeOffset now)
    {
        if (request.Run.Output is { } output)
        {
            return Open(output, request);
        }

        return request.Run.Resume && RunFinder.Latest(RunRequest.DefaultParent, request) is { } unfinished
            ? Open(unfinished, request)
            : Create(RunFolderName.Of(request, now));
    }

    /// <summary>
    /// Whether a process is writing the run in this folder now. A manifest that says "running" while this is false is that of a killed run.
    /// </summary>
    public static bool IsAtWork(string path)
    {
        if (!System.IO.File.Exists(System.IO.Path.Combine(path, RunLock.FileName)))
        {
            return false;
        }

        using RunLock? held = RunLock.TryTake(path);
        return held is null;
    }

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes a folder that came to nothing: bad input found before there was anything to keep.</summary>
    public void Discard()
    {
        RemoveOwnFiles(Path);
        Dispose();
        if (IsNew)
        {
            System.IO.File.Delete(File(RunLock.FileName));
            Directory.Delete(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static RunFolder Open(string path, RunRequest request)
    {
        bool isNew = !Directory.Exists(path);
        RunLock held = Take(path);
        try
        {
            RunManifest? previous = Admit(path, request);
            if (previous is null)
            {
                RemoveOwnFiles(path);
            }

            return new RunFolder(path, held, previous, isNew);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static RunLock Take(string path)
    {
        if (System.IO.File.Exists(path))
        {
            throw new InputException($"{path} is a file; --output takes a folder");
        }

        Directory.CreateDirectory(path);
        return RunLock.TryTake(path)
            ?? throw new InputException($"{path} is being written by {Holder(path)}; wait for it or choose another --output");
    }

    private static string Holder(string path) =>
        RunManifest.TryLoad(path) is { } manifest ? $"process {manifest.ProcessId} on {manifest.Machine}" : "another process";

    // Returns the manifest to go on from, or null to begin anew.
    private static RunManifest? Admit(string path, RunRequest request)
    {
        if (request.Run.Force)
        {
            return null;
        }

        if (RunManifest.TryLoad(path) is not { } previous)
        {
            return IsBare(path)
                ? null
                : throw new InputException($"{path} holds other files and is not a run folder; choose another --output");
        }

        if (request.DifferenceFrom(previous) is { } difference)
        {
            throw new InputException($"{path} holds another run: {difference}. Choose another --output, or --force to replace it");
        }

        if (!request.Run.Resume)
        {
            throw new InputException(previous.State == RunState.Done
                ? $"{path} holds this very run, done; --force repeats it, --resume only summarises and draws it again"
                : $"{path} holds this very run, unfinished; --resume goes on with it, --force begins anew");
        }

        return previous;
    }

    private static RunFolder Create(string path)
    {
        for (int number = 1; ; number++)
        {
            string candidate = number == 1 ? path : path + "-" + number.ToString(CultureInfo.InvariantCulture);
            if (Directory.Exists(candidate) && !IsBare(candidate))
            {
                continue;
            }

            // Two processes may come to the same name at once: the lock and a second look decide.
            Directory.CreateDirectory(candidate);
            if (RunLock.TryTake(candidate) is { } held)
            {
                if (IsBare(candidate))
                {
                    return new RunFolder(candidate, held, null, isNew: true);
                }

                held.Dispose();
            }
        }
    }

    private static bool IsBare(string path) => Directory.EnumerateFileSystemEntries(path)
        .Select(e => System.IO.Path.GetFileName(e))
        .All(name => name == RunLock.FileName || AtomicFile.IsTemporary(name));

    private static void RemoveOwnFiles(string path)
    {
        foreach (string file in Directory.EnumerateFiles(path))
        {
            string name = System.IO.Path.GetFileName(file);
            if (_ownFiles.Contains(name) || _ownExtensions.Contains(System.IO.Path.GetExtension(name)) || AtomicFile.IsTemporary(name))
            {
                System.IO.File.Delete(file);
            }
        }

        string figures = System.IO.Path.Combine(path, FiguresFolder);
        if (Directory.Exists(figures))
        {
            Directory.Delete(figures, recursive: true);
        }
    }
}
