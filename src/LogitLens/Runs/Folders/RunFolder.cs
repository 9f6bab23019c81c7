using LogitLens.Downloads;

namespace LogitLens.Runs;

/// <summary>The folder of one run, held by this process alone until it is disposed.</summary>
public sealed class RunFolder : IDisposable
{
    private readonly FileLock _lock;

    private RunFolder(string path, FileLock held, RunManifest? previous)
    {
        (Target, Path, _lock, Previous) = (path, path, held, previous);
    }

    /// <summary>The records' file name.</summary>
    public const string RecordsFile = "records.jsonl";

    /// <summary>The name of the file with what was found out once.</summary>
    public const string SetupFile = "setup.json";

    /// <summary>The name of the file with the prompts as the model saw them.</summary>
    public const string PromptsFile = "prompts.jsonl";

    /// <summary>The summary's file name.</summary>
    public const string ResultsFile = "results.json";

    /// <summary>The log's file name.</summary>
    public const string LogFile = "log.txt";

    /// <summary>What holds the folder for one process.</summary>
    internal const string LockFile = ".lock";

    /// <summary>The name of the folder in it that holds figures.</summary>
    public const string FiguresFolder = "figures";

    /// <summary>Where the run's files are while it is at work: the folder, or one in it until they replace those of an old run.</summary>
    public string Path { get; private init; }

    /// <summary>The folder that was asked for.</summary>
    public string Target { get; }

    /// <summary>The manifest of the run that is resumed; null for a new one.</summary>
    public RunManifest? Previous { get; }

    /// <summary>Whether the folder did not exist before.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Whether an old run is in the folder, which stays until this one is done.</summary>
    public bool Replaces => Path != Target;

    /// <summary>Opens the folder that a request asks for: --output, the one to resume, or a new one named after the run.</summary>
    /// <exception cref="InputException">
    /// Another process holds the folder, it has something in it that is not of this run, or the run would read what is in it.
    /// </exception>
    public static RunFolder Open(RunRequest request, DateTimeOffset now)
    {
        if (request.Run.Output is { } output)
        {
            OutputGuard.Require(output, request.Inputs);
            return Open(output, request);
        }

        return request.Run.Resume && RunFinder.Latest(RunRequest.DefaultParent, request) is { } unfinished
            ? Open(unfinished, request)
            : Create(RunFolderName.Of(request, now));
    }

    /// <summary>
    /// The run that a request would go on with in its --output; null where it would begin, or begin anew. Changes nothing: what would end
    /// <see cref="Open(RunRequest, DateTimeOffset)"/> is told before any work is done.
    /// </summary>
    /// <exception cref="InputException">The folder cannot be written, holds something else, or the run would read what is in it.</exception>
    public static RunManifest? Find(RunRequest request)
    {
        string path = request.Run.Output ?? throw new ArgumentException("a folder is looked into by its name", nameof(request));
        OutputGuard.Require(path, request.Inputs);
        if (!Directory.Exists(path))
        {
            WritableFolder.Require(path);
            return null;
        }

        RunManifest? manifest = RunManifest.TryLoad(path);
        if (manifest is null && !RunFiles.AreMissing(path))
        {
            throw Foreign(path);
        }

        WritableFolder.Require(path);
        if (manifest is null || request.Run.Force)
        {
            return null;
        }

        return request.Run.Resume && ReplacementIn(path) is { } forced && request.DifferenceFrom(forced) is null
            ? forced
            : RequireSame(path, manifest, request);
    }

    /// <summary>
    /// Whether a process is writing the run in this folder now. A manifest that says "running" while this is false is that of a killed run.
    /// </summary>
    public static bool IsAtWork(string path)
    {
        if (!System.IO.File.Exists(System.IO.Path.Combine(path, LockFile)))
        {
            return false;
        }

        using FileLock? held = FileLock.TryTake(System.IO.Path.Combine(path, LockFile));
        return held is null;
    }

    /// <summary>How a run stands that is to replace the one in a folder; null where there is none.</summary>
    public static RunManifest? ReplacementIn(string path) => RunManifest.TryLoad(RunReplacement.PathIn(path));

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A file's path once the run is done.</summary>
    public string Final(string file) => System.IO.Path.Combine(Target, System.IO.Path.GetRelativePath(Path, file));

    /// <summary>Puts the run, which is done, in the place of the one that it replaces.</summary>
    public void Complete()
    {
        if (Replaces)
        {
            RunReplacement.Complete(Target);
        }
    }

    /// <summary>Removes a folder that came to nothing: bad input found before there was anything to keep.</summary>
    public void Discard()
    {
        RunFiles.Remove(Path);
        Dispose();
        if (Replaces)
        {
            Directory.Delete(Path, recursive: true);
        }
        else if (IsNew)
        {
            System.IO.File.Delete(File(LockFile));
            Directory.Delete(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static RunFolder Open(string path, RunRequest request)
    {
        bool isNew = !Directory.Exists(path);
        FileLock held = Take(path);
        try
        {
            RunReplacement.Settle(path);
            return Admit(path, held, request, isNew);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static FileLock Take(string path)
    {
        WritableFolder.Make(path);
        return FileLock.TryTake(System.IO.Path.Combine(path, LockFile))
            ?? throw new InputException($"{path} is being written by {Holder(path)}; wait for it or choose another --output");
    }

    private static InputException Foreign(string path) =>
        new($"{path} holds other files and is not a run folder, which is all that --force replaces; choose another --output");

    private static string Holder(string path) => (ReplacementIn(path) ?? RunManifest.TryLoad(path)) is { } manifest
        ? $"process {manifest.ProcessId} on {manifest.Machine}"
        : "another process";

    private static RunFolder Admit(string path, FileLock held, RunRequest request, bool isNew)
    {
        if (!System.IO.File.Exists(System.IO.Path.Combine(path, RunManifest.FileName)))
        {
            return RunFiles.AreMissing(path)
                ? Begin(path, held, isNew)
                : throw Foreign(path);
        }

        string making = RunReplacement.PathIn(path);
        if (request.Run.Force)
        {
            if (Directory.Exists(making))
            {
                Directory.Delete(making, recursive: true);
            }

            Directory.CreateDirectory(making);
            return new RunFolder(path, held, null) { Path = making };
        }

        // A run that was begun with --force goes on before the one that it is to replace.
        if (request.Run.Resume && ReplacementIn(path) is { } forced && request.DifferenceFrom(forced) is null)
        {
            return new RunFolder(path, held, forced) { Path = making };
        }

        return new RunFolder(path, held, Resumed(path, request));
    }

    private static RunManifest Resumed(string path, RunRequest request)
    {
        RunManifest previous = RequireSame(path, RunManifest.Load(path), request);
        if (!request.Run.Resume)
        {
            throw new InputException(!request.CanGoOn
                ? $"{path} holds this very run, {(previous.State == RunState.Done ? "done" : "unfinished")}; --force does it again"
                : previous.State == RunState.Done
                ? $"{path} holds this very run, done; --force repeats it, --resume only summarises and draws it again"
                : $"{path} holds this very run, unfinished; --resume goes on with it, --force begins anew");
        }

        return previous;
    }

    private static RunManifest RequireSame(string path, RunManifest there, RunRequest request) =>
        request.DifferenceFrom(there) is { } difference
            ? throw new InputException($"{path} holds another run: {difference}. Choose another --output, or --force to replace it")
            : there;

    private static RunFolder Begin(string path, FileLock held, bool isNew)
    {
        RunFiles.Remove(path);
        return new RunFolder(path, held, null) { IsNew = isNew };
    }

    private static RunFolder Create(string path)
    {
        for (int number = 1; ; number++)
        {
            string candidate = number == 1 ? path : path + "-" + number.ToString(CultureInfo.InvariantCulture);
            if (Directory.Exists(candidate) && !RunFiles.AreMissing(candidate))
            {
                continue;
            }

            // Two processes may come to the same name at once: the lock and a second look decide.
            WritableFolder.Make(candidate);
            if (FileLock.TryTake(System.IO.Path.Combine(candidate, LockFile)) is { } held)
            {
                if (RunFiles.AreMissing(candidate))
                {
                    return Begin(candidate, held, isNew: true);
                }

                held.Dispose();
            }
        }
    }
}
